"""Articles in the API: reading, writing, reviewing."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Language, Role
from marketplace.accounts.policies import enter_desk
from marketplace.articles import queries, services
from marketplace.articles.models import Article
from marketplace.articles.serializers import (
    ArticleOut,
    ArticleReasonIn,
    DraftIn,
    DraftOut,
    PublishIn,
)
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, member_of
from marketplace.core.api_lists import ApiList, Shape
from marketplace.core.categories import BY_SLUG

NONE = "-"
SCOPES = HasScope.of("articles:read", "articles:write")


class PublishedPages(CursorPages):
    """Newest first."""

    ordering = ("-published_at", "-id")  # type: ignore[assignment]  # DRF takes one or several


PUBLISHED = ApiList(queries.published_rows, shape=Shape(ArticleOut), pages=PublishedPages)


def _known(given: str, names: Container[str]) -> str:
    """Return a filter as it was given, or one that nothing fits where there is no such name."""
    return given if not given or given in names else NONE


class ArticleList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_list", responses=ArticleOut(many=True))
    def get(self, request: Request) -> HttpResponse:
        """List published articles; `?category=` and `?language=` narrow."""
        narrowed = (
            _known(request.GET.get("category", ""), BY_SLUG),
            _known(request.GET.get("language", ""), Language.values),
        )
        return PUBLISHED.answer(request, self, form=narrowed)

    @extend_schema(operation_id="articles_create", request=None, responses={201: DraftOut})
    def post(self, request: Request) -> Response:
        """Start an empty draft."""
        article = services.start_article(author=member_of(request), now=clock.now())
        return Response(DraftOut(article).data, status=201)


class MyArticles(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_mine", responses=DraftOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's own articles, last changed first."""
        pages = CursorPages()
        pages.ordering = ("-updated_at", "-id")  # type: ignore[assignment]
        rows = pages.paginate_queryset(queries.rows_of(member_of(request)), request, view=self)
        return pages.get_paginated_response(DraftOut(rows, many=True).data)


class ArticleDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="articles_read", responses=DraftOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one's own article."""
        return Response(DraftOut(queries.get_article_of(member_of(request), public_id)).data)

    @extend_schema(operation_id="articles_update", request=DraftIn, responses=DraftOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Save the draft; a revision that is behind is refused with 409."""
        member = member_of(request)
        form = DraftIn(data=request.data)
        form.is_valid(raise_exception=True)
        article = services.save_draft(
            article=queries.get_article_of(member, public_id),
            actor=member,
            now=clock.now(),
            **form.validated_data,
        )
        return Response(DraftOut(article).data)


class AuthorVerb(APIView):
    """A verb of the author on one article."""

    permission_classes = [SCOPES]
    verb: Callable[..., Article]

    def act(self, request: Request, public_id: str) -> Response:
        """Find the member's article and do the verb."""
        member = member_of(request)
        article = type(self).verb(
            article=queries.get_article_of(member, public_id), actor=member, now=clock.now()
        )
        return Response(DraftOut(article).data)


class Submit(AuthorVerb):
    verb = staticmethod(services.submit_article)

    @extend_schema(operation_id="articles_submit", request=None, responses=DraftOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Send the draft to the editors."""
        return self.act(request, public_id)


class TakeBack(AuthorVerb):
    verb = staticmethod(services.take_back_article)

    @extend_schema(operation_id="articles_take_back", request=None, responses=DraftOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Make the article a draft again."""
        return self.act(request, public_id)


class EditorVerb(APIView):
    """A verb of an editor on one article; 404 for everybody else."""

    permission_classes = [SCOPES]

    def act(
        self, request: Request, public_id: str, verb: Callable[..., Article], **given: Any
    ) -> Response:
        """Find the article for an editor and do the verb."""
        member = member_of(request)
        enter_desk(member, Role.EDITOR)
        article = queries.get_article_for_editor(public_id)
        done = verb(article=article, actor=member, now=clock.now(), **given)
        return Response(DraftOut(done).data)


class Publish(EditorVerb):
    @extend_schema(operation_id="articles_publish", request=PublishIn, responses=DraftOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Publish the article, as it was read."""
        form = PublishIn(data=request.data)
        form.is_valid(raise_exception=True)
        return self.act(request, public_id, services.publish_article, **form.validated_data)


class RequestChanges(EditorVerb):
    @extend_schema(
        operation_id="articles_request_changes", request=ArticleReasonIn, responses=DraftOut
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Give the article back with what to change."""
        form = ArticleReasonIn(data=request.data)
        form.is_valid(raise_exception=True)
        return self.act(request, public_id, services.request_changes, **form.validated_data)


class Decline(EditorVerb):
    @extend_schema(operation_id="articles_decline", request=ArticleReasonIn, responses=DraftOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Decline the article, or take it down."""
        form = ArticleReasonIn(data=request.data)
        form.is_valid(raise_exception=True)
        return self.act(request, public_id, services.decline_article, **form.validated_data)


urlpatterns = [
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/mine/", MyArticles.as_view(), name="articles_mine"),
    path("articles/<str:public_id>/", ArticleDetail.as_view(), name="article"),
    path("articles/<str:public_id>/submit/", Submit.as_view(), name="article_submit"),
    path("articles/<str:public_id>/take_back/", TakeBack.as_view(), name="article_take_back"),
    path("articles/<str:public_id>/publish/", Publish.as_view(), name="article_publish"),
    path(
        "articles/<str:public_id>/request_changes/",
        RequestChanges.as_view(),
        name="article_request_changes",
    ),
    path("articles/<str:public_id>/decline/", Decline.as_view(), name="article_decline"),
]
