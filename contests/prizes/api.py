"""Prizes in the API. Scopes prizes:read and prizes:write."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import path
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.calls.models import Contest
from contests.calls.queries import get_contest_at_desk, get_public_contest
from contests.prizes import queries, services
from contests.prizes.choices import AwardState
from contests.prizes.forms import FIRST_DAY, LAST_DAY
from contests.prizes.models import Award
from contests.prizes.serializers import (
    AwardOut,
    AwardPageOut,
    ClaimIn,
    ContestReportOut,
    ProposedOut,
    ReceivedIn,
    ResultsApprovalIn,
    SendIn,
    WinnerOut,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.errors import Invalid

SCOPES = HasScope.of("prizes:read", "prizes:write")


class AwardList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="prizes_list", responses=AwardOut(many=True))
    def get(self, request: Request) -> Response:
        """List what one has won, the newest first."""
        pages = CursorPages()
        rows = queries.awards_of_member(member_of(request))
        shown = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response(AwardOut(shown, many=True).data)


class AwardDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="prizes_read", responses=AwardPageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one of one's prizes, with what is asked."""
        award = queries.get_award_for(member_of(request), public_id)
        context = {"country": request.query_params.get("country", "")}
        return Response(AwardPageOut(award, context=context).data)


class AwardClaim(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="prizes_claim", request=ClaimIn, responses=AwardPageOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Answer what is asked: an address, or a country's tax fields."""
        sent = ClaimIn(data=request.data)
        sent.is_valid(raise_exception=True)
        member = member_of(request)
        award = services.claim_award(
            award=queries.get_award_for(member, public_id),
            actor=member,
            country=sent.validated_data["country"],
            answers=sent.validated_data["answers"],
            now=clock.now(),
        )
        return Response(AwardPageOut(award).data)


class AwardReceived(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="prizes_received", request=ReceivedIn, responses=AwardPageOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say that goods came: their winner, or an administrator with the proof."""
        sent = ReceivedIn(data=request.data)
        sent.is_valid(raise_exception=True)
        member = member_of(request)
        award = services.receive_award(
            award=_for_either(request, public_id),
            actor=member,
            note=sent.validated_data["note"],
            now=clock.now(),
        )
        return Response(AwardPageOut(award).data)


def _for_either(request: Request, public_id: str) -> Award:
    member = member_of(request)
    mine = queries.awards_of_member(member).filter(public_id=public_id).first()
    if mine is not None:
        return mine
    enter_desk(member, Role.ADMIN)
    return queries.get_award_at_desk(public_id, actor=member)


class AwardSend(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="prizes_send", request=SendIn, responses=AwardOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say how goods were sent. For administrators."""
        member = member_of(request)
        enter_desk(member, Role.ADMIN)
        sent = SendIn(data=request.data)
        sent.is_valid(raise_exception=True)
        award = services.send_award(
            award=queries.get_award_at_desk(public_id, actor=member),
            actor=member,
            now=clock.now(),
            **sent.validated_data,
        )
        return Response(AwardOut(award).data)


class WinnerList(APIView):
    permission_classes = [HasScope.of("contests:read", "contests:write")]

    @extend_schema(operation_id="contests_winners", responses=WinnerOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """List a contest's winners by rank, once its results are out."""
        pages = CursorPages()
        pages.ordering = ("rank", "id")  # type: ignore[assignment]
        rows = queries.winners_shown(get_public_contest(slug))
        shown = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response(WinnerOut(shown, many=True).data)


def _desk_contest(request: Request, public_id: str) -> Contest:
    member = member_of(request)
    enter_desk(member, Role.ADMIN)
    return get_contest_at_desk(public_id, actor=member)


def _proposal(contest: Contest) -> dict[str, Any]:
    rows = queries.awards_of_contest(contest).exclude(state=AwardState.DROPPED)
    awards = list(rows)
    proposed = [award for award in awards if award.state == AwardState.PROPOSED]
    digest = queries.results_digest(proposed) if proposed else ""
    return {
        "digest": digest,
        "needed": queries.approvals_needed(contest) if proposed else 0,
        "signed": len(queries.approvals_of(contest, digest)) if digest else 0,
        "state": contest.state,
        "awards": awards,
    }


class Proposal(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contests_prizes_read", responses=ProposedOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read who would win, or has won, what, and the signatures. For administrators."""
        return Response(ProposedOut(_proposal(_desk_contest(request, public_id))).data)

    @extend_schema(operation_id="contests_prizes_propose", request=None, responses=ProposedOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Take the winners from the ranking or the draw. For administrators."""
        contest = _desk_contest(request, public_id)
        services.propose_awards(contest=contest, actor=member_of(request), now=clock.now())
        return Response(ProposedOut(_proposal(contest)).data)


class ResultsApproval(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="contests_results_approve",
        request=ResultsApprovalIn,
        responses=ProposedOut,
    )
    @idempotent(required=True)
    def post(self, request: Request, public_id: str) -> Response:
        """Sign the list of winners; the last signature needed publishes the results."""
        contest = _desk_contest(request, public_id)
        sent = ResultsApprovalIn(data=request.data)
        sent.is_valid(raise_exception=True)
        after = services.approve_results(
            contest=contest,
            actor=member_of(request),
            digest=sent.validated_data["digest"],
            now=clock.now(),
        )
        return Response(ProposedOut(_proposal(after)).data)


def _moment(text: str) -> datetime:
    """Read a moment with its zone, within the days that a report reaches. Raises Invalid."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not FIRST_DAY <= found.date() <= LAST_DAY:
        raise Invalid(field="until")
    return found


class Report(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="contests_report",
        parameters=[OpenApiParameter("until", str, description="Moment, ISO 8601; else now.")],
        responses=ContestReportOut,
    )
    def get(self, request: Request, public_id: str) -> Response:
        """Read what a contest cost and brought, up to any moment. For administrators."""
        contest = _desk_contest(request, public_id)
        asked = request.query_params.get("until", "")
        until = _moment(asked) if asked else clock.now()
        return Response(ContestReportOut(queries.report_of(contest, until=until)).data)


urlpatterns = [
    path("prizes/", AwardList.as_view(), name="prizes"),
    path("prizes/<public_id:public_id>/", AwardDetail.as_view(), name="prize"),
    path("prizes/<public_id:public_id>/claim/", AwardClaim.as_view(), name="prize_claim"),
    path("prizes/<public_id:public_id>/received/", AwardReceived.as_view(), name="prize_received"),
    path("prizes/<public_id:public_id>/send/", AwardSend.as_view(), name="prize_send"),
    path("contests/<slug:slug>/winners/", WinnerList.as_view(), name="contest_winners"),
    path("contests/<public_id:public_id>/awards/", Proposal.as_view(), name="contest_prizes"),
    path(
        "contests/<public_id:public_id>/results/approve/",
        ResultsApproval.as_view(),
        name="contest_approve",
    ),
    path("contests/<public_id:public_id>/report/", Report.as_view(), name="contest_report"),
]
