"""Actions in the API. Scopes contests:read and contests:write; deciding is administrators'."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.actions import queries, services
from contests.actions.models import Claim
from contests.actions.serializers import (
    ClaimAppealIn,
    ClaimOut,
    ClaimRejectIn,
    ContestActionIn,
    ContestActionOut,
    EntrantExcludeIn,
    EntrantOut,
    JoinIn,
    ProofIn,
    StandingOut,
)
from contests.calls.models import Contest
from contests.calls.queries import get_contest_at_desk, get_public_contest_by_id
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import client_address
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.json_parser import JSONParser

SCOPES = HasScope.of("contests:read", "contests:write")


def _standing(contest: Contest, member: Member) -> dict[str, Any]:
    entrant = queries.entrant_of(contest, member)
    found = queries.standing_of(contest, entrant, now=clock.now())
    told = {
        "participant": entrant.public_id if entrant else "",
        "hold": entrant.hold if entrant else "",
        "hold_reason": entrant.hold_reason if entrant else "",
        "tickets": found.tickets,
        "waiting": found.waiting,
        "all_tickets": found.all_tickets,
        "people": found.people,
        "actions": found.views,
    }
    return dict(StandingOut(told).data)


def _at_desk(request: Request, public_id: str) -> tuple[Member, Contest]:
    member = member_of(request)
    enter_desk(member, Role.ADMIN)
    return member, get_contest_at_desk(public_id, actor=member)


class ContestStanding(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_actions_standing", responses=StandingOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a contest's actions, and where one stands oneself."""
        member = member_of(request)
        return Response(_standing(get_public_contest_by_id(public_id, viewer=member), member))


class ContestJoin(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_actions_join", request=JoinIn, responses=StandingOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Take part in a follow contest."""
        member, now = member_of(request), clock.now()
        contest = get_public_contest_by_id(public_id, viewer=member)
        form = JoinIn(data=request.data)
        form.is_valid(raise_exception=True)
        print_of_day = services.day_print_of(
            contest,
            address=client_address(request),
            user_agent=request.headers.get("User-Agent", ""),
            now=now,
        )
        services.join_contest(
            contest=contest,
            member=member,
            day_print=print_of_day,
            now=now,
            **form.validated_data,
        )
        return Response(_standing(contest, member))


class ContestAnswer(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="contest_actions_answer", request=ClaimAppealIn, responses=StandingOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Answer to a hold or an exclusion, once."""
        member = member_of(request)
        contest = get_public_contest_by_id(public_id, viewer=member)
        form = ClaimAppealIn(data=request.data)
        form.is_valid(raise_exception=True)
        services.answer_hold(
            entrant=queries.get_entrant_for(contest, member),
            member=member,
            now=clock.now(),
            **form.validated_data,
        )
        return Response(_standing(contest, member))


class ActionDo(APIView):
    permission_classes = [SCOPES]
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(
        operation_id="contest_actions_do", request=ProofIn, responses={201: ClaimOut(many=True)}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str, action_id: str) -> Response:
        """Do an action, and show its proof."""
        member = member_of(request)
        contest = get_public_contest_by_id(public_id, viewer=member)
        queries.get_entrant_for(contest, member)
        form = ProofIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.claim_action(
            action=queries.get_action_at_desk(contest, action_id),
            member=member,
            now=clock.now(),
            **form.validated_data,
        )
        return Response(ClaimOut(made, many=True).data, status=201)  # type: ignore[arg-type]  # many


class ClaimAppeal(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_claims_appeal", request=ClaimAppealIn, responses=ClaimOut)
    @idempotent(required=False)
    def post(self, request: Request, claim_id: str) -> Response:
        """Ask for a second look at a rejected proof."""
        member = member_of(request)
        form = ClaimAppealIn(data=request.data)
        form.is_valid(raise_exception=True)
        claim = queries.get_claim_for(member, claim_id)
        done = services.appeal_claim(
            claim=claim, member=member, now=clock.now(), **form.validated_data
        )
        return Response(ClaimOut(done).data)


class ClaimPicture(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_claims_picture", responses={200: OpenApiTypes.BINARY})
    def get(self, request: Request, claim_id: str) -> FileResponse:
        """Download one's own picture again."""
        return services.proof_response(queries.get_claim_for(member_of(request), claim_id))


class ActionList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="contest_actions_add",
        request=ContestActionIn,
        responses={201: ContestActionOut},
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Add an action to a draft (administrators)."""
        member, contest = _at_desk(request, public_id)
        form = ContestActionIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.add_action(contest=contest, actor=member, now=clock.now(), **form.given)
        return Response(ContestActionOut(made).data, status=201)


class ActionDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_actions_remove", responses={204: None})
    def delete(self, request: Request, public_id: str, action_id: str) -> Response:
        """Take an action out of a draft (administrators)."""
        member, contest = _at_desk(request, public_id)
        services.remove_action(contest=contest, actor=member, public_id=action_id, now=clock.now())
        return Response(status=204)


class ClaimQueue(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_claims_queue", responses=ClaimOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List the proofs that wait for a person (administrators)."""
        _member, contest = _at_desk(request, public_id)
        pages = CursorPages()
        pages.ordering = "id"
        found = queries.claims_for_review(contest)
        rows = pages.paginate_queryset(found, request, view=self) or []
        return pages.get_paginated_response(ClaimOut(rows, many=True).data)  # type: ignore[arg-type]  # many


class EntrantList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_entrants_list", responses=EntrantOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List who takes part, with signals (administrators)."""
        _member, contest = _at_desk(request, public_id)
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.entrants_at_desk(contest), request, view=self) or []
        return pages.get_paginated_response(EntrantOut(rows, many=True).data)  # type: ignore[arg-type]  # many


class ClaimDecide(APIView):
    """Grant or reject a proof."""

    permission_classes = [SCOPES]

    def find(self, request: Request, public_id: str, claim_id: str) -> tuple[Member, Claim]:
        """Return who decides, about what."""
        member, contest = _at_desk(request, public_id)
        return member, queries.get_claim_at_desk(contest, claim_id)


class ClaimGrant(ClaimDecide):
    @extend_schema(operation_id="contest_claims_grant", request=None, responses=ClaimOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str, claim_id: str) -> Response:
        """Let a proof count (administrators)."""
        member, claim = self.find(request, public_id, claim_id)
        done = services.grant_claim(claim=claim, actor=member, now=clock.now())
        return Response(ClaimOut(done).data)


class ClaimReject(ClaimDecide):
    @extend_schema(operation_id="contest_claims_reject", request=ClaimRejectIn, responses=ClaimOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str, claim_id: str) -> Response:
        """Reject a proof with a reason (administrators)."""
        member, claim = self.find(request, public_id, claim_id)
        form = ClaimRejectIn(data=request.data)
        form.is_valid(raise_exception=True)
        done = services.reject_claim(
            claim=claim, actor=member, now=clock.now(), **form.validated_data
        )
        return Response(ClaimOut(done).data)


class EntrantClear(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="contest_entrants_clear", request=None, responses=EntrantOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str, entrant_id: str) -> Response:
        """Let a held entrant's tickets count (administrators)."""
        member, contest = _at_desk(request, public_id)
        entrant = queries.get_entrant_at_desk(contest, entrant_id)
        services.clear_entrant(entrant=entrant, actor=member, now=clock.now())
        return Response(EntrantOut(queries.get_entrant_at_desk(contest, entrant_id)).data)


class EntrantExclude(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="contest_entrants_exclude", request=EntrantExcludeIn, responses=EntrantOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str, entrant_id: str) -> Response:
        """Exclude an entrant with a reason (administrators)."""
        member, contest = _at_desk(request, public_id)
        form = EntrantExcludeIn(data=request.data)
        form.is_valid(raise_exception=True)
        services.exclude_entrant(
            entrant=queries.get_entrant_at_desk(contest, entrant_id),
            actor=member,
            now=clock.now(),
            **form.validated_data,
        )
        return Response(EntrantOut(queries.get_entrant_at_desk(contest, entrant_id)).data)


ONE = "contests/<public_id:public_id>/"
ACTION = f"{ONE}actions/<public_id:action_id>/"
CLAIM = f"{ONE}proofs/<public_id:claim_id>/"
ENTRANT = f"{ONE}entrants/<public_id:entrant_id>/"
OWN = "contest-proofs/<public_id:claim_id>/"
urlpatterns = [
    path(f"{ONE}standing/", ContestStanding.as_view(), name="contest_standing"),
    path(f"{ONE}join/", ContestJoin.as_view(), name="contest_join"),
    path(f"{ONE}answer_hold/", ContestAnswer.as_view(), name="contest_answer_hold"),
    path(f"{ONE}actions/", ActionList.as_view(), name="contest_actions"),
    path(ACTION, ActionDetail.as_view(), name="contest_action"),
    path(f"{ACTION}do/", ActionDo.as_view(), name="contest_action_do"),
    path(f"{ONE}proofs/", ClaimQueue.as_view(), name="contest_claims"),
    path(f"{CLAIM}grant/", ClaimGrant.as_view(), name="contest_claim_grant"),
    path(f"{CLAIM}reject/", ClaimReject.as_view(), name="contest_claim_reject"),
    path(f"{ONE}entrants/", EntrantList.as_view(), name="contest_entrants"),
    path(f"{ENTRANT}clear/", EntrantClear.as_view(), name="contest_entrant_clear"),
    path(f"{ENTRANT}exclude/", EntrantExclude.as_view(), name="contest_entrant_exclude"),
    path(f"{OWN}appeal/", ClaimAppeal.as_view(), name="contest_claim_appeal"),
    path(f"{OWN}picture/", ClaimPicture.as_view(), name="contest_claim_picture"),
]
