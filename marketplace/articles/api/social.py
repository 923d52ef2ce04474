"""Comments, reactions, tips and themes in the API."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.articles import queries, services
from marketplace.articles.choices import ReactionKind
from marketplace.articles.models import Tip
from marketplace.articles.serializers import (
    ArticleTipIn,
    DraftOut,
    JoinThemeIn,
    ReactionIn,
    ReactionsOut,
    RemarkIn,
    RemarkOut,
    RemarkTextIn,
    RemovalIn,
    ThemeOut,
    TipOut,
    TipStartedOut,
)
from marketplace.articles.services.tips import WALLET
from marketplace.core import clock
from marketplace.core.api import (
    KEY_LENGTH,
    CursorPages,
    HasScope,
    IdempotencyKeyMissing,
    idempotent,
    member_of,
)
from marketplace.core.money import Money

SCOPES = HasScope.of("articles:read", "articles:write")


def _given(shape: type[Any], request: Request) -> Any:
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return form.validated_data


class Comments(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_comments", responses=RemarkOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List an article's comments and answers, newest first."""
        pages = CursorPages()
        rows = queries.comment_rows(queries.get_published_by_id(public_id))
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(RemarkOut(found, many=True).data)

    @extend_schema(operation_id="articles_comment", request=RemarkIn, responses={201: RemarkOut})
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Write a comment, or an answer to the comment `parent`."""
        given = _given(RemarkIn, request)
        comment = services.write_comment(
            article=queries.get_published_by_id(public_id),
            writer=member_of(request),
            text=given["text"],
            parent_id=given["parent"],
            now=clock.now(),
        )
        return Response(RemarkOut(comment).data, status=201)


class EditComment(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_edit_comment", request=RemarkTextIn, responses=RemarkOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Change one's own comment while it is fresh."""
        comment = services.edit_comment(
            comment=queries.get_comment_of(member_of(request), public_id),
            actor=member_of(request),
            now=clock.now(),
            **_given(RemarkTextIn, request),
        )
        return Response(RemarkOut(comment).data)


class RemoveComment(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_remove_comment", request=RemovalIn, responses={204: None})
    def post(self, request: Request, public_id: str) -> Response:
        """Take a comment away: one's own, or for staff with a reason."""
        services.remove_comment(
            comment=queries.get_comment_to_remove(member_of(request), public_id),
            actor=member_of(request),
            now=clock.now(),
            **_given(RemovalIn, request),
        )
        return Response(status=204)


class React(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_react", request=ReactionIn, responses=ReactionsOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Give a reaction, or take it back with `is_on` false."""
        given = _given(ReactionIn, request)
        services.set_reaction(
            article=queries.get_published_by_id(public_id),
            member=member_of(request),
            kind=ReactionKind(given["kind"]),
            is_on=given["is_on"],
            now=clock.now(),
        )
        return Response(ReactionsOut(queries.get_published_by_id(public_id)).data)


class GiveTip(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_tip", request=ArticleTipIn, responses=TipStartedOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Give a tip from the wallet, or start a gateway's payment for it."""
        # The key stands for the body as it was sent, which parsing would use up.
        _raw = request.body
        key = request.headers.get("Idempotency-Key", "")
        if not key or len(key) > KEY_LENGTH:
            raise IdempotencyKeyMissing
        given = _given(ArticleTipIn, request)
        if given["method"] == WALLET:
            return self._from_wallet(request, public_id)
        # A gateway is asked outside of any transaction; the ledger keeps the key.
        tip = self._start(request, public_id, given)
        address = services.start_tip_payment(
            tip=tip, actor=member_of(request), gateway=given["method"], now=clock.now()
        )
        return Response({"tip": TipOut(tip).data, "checkout_url": address})

    @idempotent(required=True)
    def _from_wallet(self, request: Request, public_id: str) -> Response:
        tip = self._start(request, public_id, _given(ArticleTipIn, request))
        paid = services.pay_tip_from_wallet(tip=tip, actor=member_of(request), now=clock.now())
        return Response({"tip": TipOut(paid).data, "checkout_url": ""})

    def _start(self, request: Request, public_id: str, given: dict[str, Any]) -> Tip:
        return services.start_tip(
            article=queries.get_published_by_id(public_id),
            reader=member_of(request),
            amount=Money(given["amount"], given["currency"]),
            words=given["words"],
            is_anonymous=given["is_anonymous"],
            request_key=services.tip_key(request.headers["Idempotency-Key"]),
            now=clock.now(),
        )


class MyTips(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_tips", responses=TipOut(many=True))
    def get(self, request: Request) -> Response:
        """List the tips that one gave or got, newest first."""
        pages = CursorPages()
        member = member_of(request)
        found: Any = pages.paginate_queryset(queries.tip_rows(member), request, view=self)
        shown = TipOut(found, many=True, context={"member": member})
        return pages.get_paginated_response(shown.data)


class Themes(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_themes", responses=ThemeOut(many=True))
    def get(self, request: Request) -> Response:  # noqa: ARG002
        """List the themes that take articles now."""
        return Response(ThemeOut(queries.open_themes(now=clock.now()), many=True).data)


class JoinTheme(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_join_theme", request=JoinThemeIn, responses=DraftOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Put one's article into a theme; an empty tag takes it out."""
        member, tag = member_of(request), _given(JoinThemeIn, request)["theme"]
        article = services.join_theme(
            article=queries.get_article_of(member, public_id),
            actor=member,
            theme=queries.get_theme(tag) if tag else None,
            now=clock.now(),
        )
        return Response(DraftOut(article).data)


urlpatterns = [
    path("articles/tips/", MyTips.as_view(), name="article_tips"),
    path("articles/themes/", Themes.as_view(), name="article_themes"),
    path(
        "articles/comments/<str:public_id>/edit/",
        EditComment.as_view(),
        name="article_comment_edit",
    ),
    path(
        "articles/comments/<str:public_id>/remove/",
        RemoveComment.as_view(),
        name="article_comment_remove",
    ),
    path("articles/<str:public_id>/comments/", Comments.as_view(), name="article_comments"),
    path("articles/<str:public_id>/react/", React.as_view(), name="article_react"),
    path("articles/<str:public_id>/tip/", GiveTip.as_view(), name="article_tip"),
    path("articles/<str:public_id>/join_theme/", JoinTheme.as_view(), name="article_join_theme"),
]
