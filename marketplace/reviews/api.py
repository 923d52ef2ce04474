"""Reviews and levels in the API. Scopes reviews:read and reviews:write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from marketplace.accounts.choices import Role, SellerLevel
from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.gigs.queries import get_gig_page
from marketplace.orders.choices import ActorKind
from marketplace.orders.services import open_order
from marketplace.reviews import queries, services
from marketplace.reviews.models import Review
from marketplace.reviews.queries.ladder import asked_by
from marketplace.reviews.serializers import (
    LevelRulesOut,
    MyLevelOut,
    OwnReviewOut,
    ReviewAnswerIn,
    ReviewEditIn,
    ReviewHideIn,
    ReviewIn,
    ReviewNoteIn,
    ReviewOut,
    ReviewSummaryOut,
)

SCOPES = HasScope.of("reviews:read", "reviews:write")
ABOUT = [
    OpenApiParameter("gig", str, description="What clients said of this gig."),
    OpenApiParameter("member", str, description="What was said about this member."),
    OpenApiParameter("by", str, description="With `member`: client (default) or seller."),
]


def _about(request: Request) -> tuple[QuerySet[Review], str]:
    """Return the visible reviews that are asked for, and who wrote them."""
    now = clock.now()
    if "gig" in request.GET:
        gig = get_gig_page(member_of(request), public_id=request.GET["gig"].replace("\x00", " "))
        return queries.reviews_of_gig(gig.id, now=now), ActorKind.CLIENT
    person = member_of(request)
    if "member" in request.GET:
        person = get_member_by_username(request.GET["member"])
    by = ActorKind.SELLER if request.GET.get("by") == ActorKind.SELLER else ActorKind.CLIENT
    return queries.reviews_about(person, by, now=now), by


class ReviewList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reviews_list", responses=ReviewOut(many=True), parameters=ABOUT)
    def get(self, request: Request) -> Response:
        """List published reviews of a gig or about a member; without either, about oneself."""
        found, _by = _about(request)
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.loaded(found), request, view=self) or []
        shown = ReviewOut(queries.show_all(rows), many=True)  # type: ignore[arg-type]  # many
        return pages.get_paginated_response(shown.data)

    @extend_schema(operation_id="reviews_write", request=ReviewIn, responses={201: OwnReviewOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Write one's review of a completed order; it is sealed until both have written."""
        form = ReviewIn(data=request.data)
        form.is_valid(raise_exception=True)
        member, now = member_of(request), clock.now()
        order = open_order(member=member, public_id=form.validated_data["order"], now=now)
        services.settle_round(found=services.open_round(order=order), now=now)
        review = services.write_review(order=order, actor=member, written=form.written, now=now)
        return Response(OwnReviewOut(review).data, status=201)


class ReviewSummary(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reviews_summary", responses=ReviewSummaryOut, parameters=ABOUT)
    def get(self, request: Request) -> Response:
        """Say what the reviews add up to; none are left out for being negative."""
        found, by = _about(request)
        return Response(ReviewSummaryOut(queries.summarise(found, by)).data)


class ReviewsWritten(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reviews_written", responses=OwnReviewOut(many=True))
    def get(self, request: Request) -> Response:
        """List what one has written, sealed or not."""
        pages = CursorPages()
        found = queries.reviews_by(member_of(request))
        rows = pages.paginate_queryset(found, request, view=self) or []
        return pages.get_paginated_response(OwnReviewOut(rows, many=True).data)


class ReviewDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reviews_read", responses=ReviewOut)
    def get(self, request: Request, review_id: str) -> Response:  # noqa: ARG002
        """Read a published review."""
        return Response(ReviewOut(queries.show(_visible(review_id))).data)


def _visible(review_id: str) -> Review:
    return queries.get_review(review_id, now=clock.now())


class ReviewEdit(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reviews_edit", request=ReviewEditIn, responses=OwnReviewOut)
    def post(self, request: Request, review_id: str) -> Response:
        """Change one's own review while it is sealed."""
        form = ReviewEditIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        mine = queries.reviews_by(member).filter(public_id=review_id).first()
        if mine is None:
            raise NotFound
        review = services.edit_review(
            order=mine.round.order, actor=member, written=form.written, now=clock.now()
        )
        return Response(OwnReviewOut(review).data)


class ReviewAnswer(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reviews_answer", request=ReviewAnswerIn, responses=ReviewOut)
    def post(self, request: Request, review_id: str) -> Response:
        """Answer a review about oneself, once and in public."""
        form = ReviewAnswerIn(data=request.data)
        form.is_valid(raise_exception=True)
        member, now = member_of(request), clock.now()
        review = queries.get_review_about(member, review_id, now=now)
        services.answer_review(review=review, actor=member, now=now, **form.validated_data)
        return Response(ReviewOut(queries.show(_visible(review_id))).data)


def moderators_verb(
    name: str, verb: Callable[..., Review], form: type[Serializer[Any]], says: str
) -> type[APIView]:
    """Return the view of what only moderators do to a review."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"reviews_{name}", request=form, responses=ReviewOut, description=says
        )
        def post(self, request: Request, review_id: str) -> Response:
            member = member_of(request)
            enter_desk(member, Role.MODERATOR)
            review = _visible(review_id)
            sent = form(data=request.data)
            sent.is_valid(raise_exception=True)
            verb(review=review, actor=member, now=clock.now(), **sent.validated_data)
            return Response(ReviewOut(queries.show(_visible(review_id))).data)

    Verb.__name__ = f"Review{name.title()}"
    return Verb


class LevelRules(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="levels_list", responses=LevelRulesOut(many=True))
    def get(self, request: Request) -> Response:  # noqa: ARG002
        """Say what each level asks for."""
        rows = [
            {"level": one.value, "name": one.label, "asked": asked_by(one, rules())}
            for one in queries.LADDER
        ]
        return Response(LevelRulesOut(rows, many=True).data)


class MyLevel(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="levels_mine", responses=MyLevelOut)
    def get(self, request: Request) -> Response:
        """Say where one stands, what is missing to the next level, and how the level moved."""
        member, now = member_of(request), clock.now()
        standing = services.settle_standing(member=member, now=now)
        figures = queries.Meter(queries.facts_of(member, now=now), rules()).at(now)
        level = standing.level if standing else SellerLevel.NEW.value
        upper = [one for one in queries.LADDER if one > level]
        reader = queries.reader_of(member)
        shown = {
            "level": level,
            "reached": standing.reached if standing else level,
            "falls_at": standing.falls_at if standing else None,
            "figures": asdict(figures),
            "next": queries.conditions_for(figures, upper[0], reader) if upper else [],
            "changes": queries.level_history(member),
        }
        return Response(MyLevelOut(shown).data)


ONE = "reviews/<public_id:review_id>/"
urlpatterns = [
    path("reviews/", ReviewList.as_view(), name="reviews"),
    path("reviews/summary/", ReviewSummary.as_view(), name="review_summary"),
    path("reviews/written/", ReviewsWritten.as_view(), name="reviews_written"),
    path(ONE, ReviewDetail.as_view(), name="review"),
    path(f"{ONE}edit/", ReviewEdit.as_view(), name="review_edit"),
    path(f"{ONE}answer/", ReviewAnswer.as_view(), name="review_answer"),
    path(
        f"{ONE}hide/",
        moderators_verb(
            "hide", services.hide_review, ReviewHideIn, "Hide a review's words, with the reason."
        ).as_view(),
        name="review_hide",
    ),
    path(
        f"{ONE}restore/",
        moderators_verb(
            "restore", services.restore_review, ReviewNoteIn, "Show a hidden review again."
        ).as_view(),
        name="review_restore",
    ),
    path("levels/", LevelRules.as_view(), name="levels"),
    path("levels/mine/", MyLevel.as_view(), name="my_level"),
]
