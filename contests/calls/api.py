"""Contests in the API. Scopes contests:read and contests:write; setting up is administrators'."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.calls import queries, services
from contests.calls.models import Contest
from contests.calls.serializers import (
    ComplaintOut,
    ContestCancelIn,
    ContestCountryIn,
    ContestDatesIn,
    ContestEligibilityIn,
    ContestExtendIn,
    ContestFilterIn,
    ContestIn,
    ContestLinkOut,
    ContestOut,
    ContestPageOut,
    ContestPrizeIn,
    ContestVouchIn,
    ContestWordsIn,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of

SCOPES = HasScope.of("contests:read", "contests:write")


def _page(contest: Contest, member: Member) -> dict[str, Any]:
    fresh = queries.get_contest(contest.public_id)
    context = {
        "timeline": queries.timeline_of(fresh),
        "is_followed": queries.is_following(fresh, member),
        "against": queries.reasons_against(fresh, member, now=clock.now()),
    }
    return dict(ContestPageOut(fresh, context=context).data)


def _open(member: Member, public_id: str) -> Contest:
    return services.open_contest_page(public_id=public_id, viewer=member, now=clock.now())


def _at_desk(request: Request, public_id: str) -> tuple[Member, Contest]:
    member = member_of(request)
    enter_desk(member, Role.ADMIN)
    return member, queries.get_contest_at_desk(public_id, actor=member)


class ContestList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="contests_list", parameters=[ContestFilterIn], responses=ContestOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """List the contests that everybody may see, the newest first."""
        form = ContestFilterIn(data=request.query_params)
        form.is_valid(raise_exception=True)
        pages = CursorPages()
        found = queries.public_contests(**form.validated_data)
        rows = pages.paginate_queryset(found, request, view=self) or []
        return pages.get_paginated_response(ContestOut(rows, many=True).data)  # type: ignore[arg-type]  # many

    @extend_schema(
        operation_id="contests_create", request=ContestIn, responses={201: ContestPageOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Begin a draft (administrators)."""
        member = member_of(request)
        enter_desk(member, Role.ADMIN)
        form = ContestIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.create_contest(actor=member, now=clock.now(), **form.given)
        return Response(_page(made, member), status=201)


class ContestDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contests_read", responses=ContestPageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a contest with its prizes, rules and timeline."""
        member = member_of(request)
        contest = _open(member, public_id)
        return Response(_page(contest, member))


class ContestMissing(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contests_missing", responses=ComplaintOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """Read what a draft still lacks, and the warnings (administrators)."""
        _member, contest = _at_desk(request, public_id)
        found = queries.complaints_of(contest, now=clock.now())
        return Response(ComplaintOut(found, many=True).data)  # type: ignore[arg-type]  # many


class ContestFollow(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contests_follow", request=None, responses=ContestPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Be told of the contest's next steps."""
        member = member_of(request)
        contest = _open(member, public_id)
        services.follow_contest(contest=contest, member=member, now=clock.now())
        return Response(_page(contest, member))

    @extend_schema(operation_id="contests_unfollow", responses=ContestPageOut)
    def delete(self, request: Request, public_id: str) -> Response:
        """Stop being told."""
        member = member_of(request)
        contest = _open(member, public_id)
        services.unfollow_contest(contest=contest, member=member)
        return Response(_page(contest, member))


class ContestLink(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contests_link", request=None, responses=ContestLinkOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Return one's own link of the contest, made at the first call."""
        member = member_of(request)
        contest = _open(member, public_id)
        link = services.make_link(contest=contest, member=member, now=clock.now())
        figures = queries.figures_of(link)
        told = {
            "code": link.code,
            "path": link.get_absolute_url(),
            "visits": figures.visits,
            "arrivals": figures.arrivals,
        }
        return Response(ContestLinkOut(told).data)


class ContestPrize(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contests_remove_prize", responses=ContestPageOut)
    def delete(self, request: Request, public_id: str, prize_id: int) -> Response:
        """Take a prize of a draft away (administrators)."""
        member, contest = _at_desk(request, public_id)
        services.remove_prize(contest=contest, actor=member, prize_id=prize_id, now=clock.now())
        return Response(_page(contest, member))


def verb_view(
    name: str,
    verb: Callable[..., object],
    form: type[Any] | None,
    *,
    moves_money: bool,
    says: str,
) -> type[APIView]:
    """Return the view of an administrator's verb: POST does it and answers with the contest."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"contests_{name}",
            request=form,
            responses=ContestPageOut,
            description=f"{says} (administrators)",
        )
        @idempotent(required=moves_money)
        def post(self, request: Request, public_id: str) -> Response:
            member, contest = _at_desk(request, public_id)
            given: dict[str, Any] = {}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given = sent.given
            verb(contest=contest, actor=member, now=clock.now(), **given)
            return Response(_page(contest, member))

    Verb.__name__ = f"Contest{name.title().replace('_', '')}"
    return Verb


_VERBS: list[tuple[str, Callable[..., object], type[Any] | None, bool, str]] = [
    ("set_words", services.set_words, ContestWordsIn, False, "Write the words of one language."),
    ("set_dates", services.set_dates, ContestDatesIn, False, "Set all dates."),
    (
        "set_eligibility",
        services.set_eligibility,
        ContestEligibilityIn,
        False,
        "Say who may enter, and who owns what is entered.",
    ),
    ("set_country", services.set_country, ContestCountryIn, False, "Say whose rules hold."),
    (
        "put_in_clauses",
        services.put_in_clauses,
        None,
        False,
        "Put the section of the contest's country into its terms.",
    ),
    ("vouch", services.vouch, ContestVouchIn, False, "Vouch for conditions, by name."),
    ("add_prize", services.add_prize, ContestPrizeIn, False, "Add a prize for some ranks."),
    ("pay_in_fund", services.pay_in_fund, None, True, "Pay what is missing into the fund."),
    ("take_back_fund", services.take_back_fund, None, True, "Take a draft's fund back."),
    ("announce", services.announce_contest, None, False, "Announce it now."),
    ("extend", services.extend_contest, ContestExtendIn, False, "Close later, with a reason."),
    ("cancel", services.cancel_contest, ContestCancelIn, True, "Cancel it: the fund goes back."),
]

ONE = "contests/<public_id:public_id>/"
urlpatterns = [
    path("contests/", ContestList.as_view(), name="contests"),
    path(ONE, ContestDetail.as_view(), name="contest"),
    path(f"{ONE}missing/", ContestMissing.as_view(), name="contest_missing"),
    path(f"{ONE}follow/", ContestFollow.as_view(), name="contest_follow"),
    path(f"{ONE}link/", ContestLink.as_view(), name="contest_link"),
    path(f"{ONE}prizes/<int:prize_id>/", ContestPrize.as_view(), name="contest_prize"),
    *[
        path(
            f"{ONE}{name}/",
            verb_view(name, verb, form, moves_money=moves_money, says=says).as_view(),
            name=f"contest_{name}",
        )
        for name, verb, form, moves_money, says in _VERBS
    ],
]
