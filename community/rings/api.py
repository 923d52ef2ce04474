"""Cases of honesty in the API: public figures, a member's own cases, the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.rings import queries, services
from community.rings.models import RingAppeal, RingCase
from community.rings.serializers import (
    DeskRingCaseOut,
    RingAppealOut,
    RingCaseOut,
    RingProposalIn,
    RingReasonIn,
    RingWordIn,
    RingYearOut,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of

SCOPES = HasScope.of("honesty:read", "honesty:write")


class Years(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="honesty", responses=RingYearOut(many=True))
    def get(self, request: Request) -> Response:  # noqa: ARG002
        """List the figures of each year, as everybody may read them."""
        return Response(RingYearOut(queries.statistics_by_year(), many=True).data)


class Cases(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="honesty_cases", responses=RingCaseOut(many=True))
    def get(self, request: Request) -> Response:
        """List the cases about oneself, the newest first."""
        pages = CursorPages()
        pages.ordering = ("-id",)  # type: ignore[assignment]
        rows: Any = pages.paginate_queryset(
            queries.cases_of(member_of(request)), request, view=self
        )
        return pages.get_paginated_response(RingCaseOut(rows, many=True).data)


class OneCase(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="honesty_case", responses=RingCaseOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a case about oneself."""
        return Response(RingCaseOut(queries.get_case_for(member_of(request), public_id)).data)


def _sent(form: Any, request: Request) -> dict[str, Any]:
    sent = form(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


class Answer(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="honesty_case_answer", request=RingWordIn, responses=RingCaseOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say one's side of it while a reversal is only proposed, once."""
        member = member_of(request)
        case = queries.get_case_for(member, public_id)
        text = _sent(RingWordIn, request)["text"]
        services.answer_case(case=case, member=member, text=text, now=clock.now())
        return Response(RingCaseOut(case).data)


class Appeal(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="honesty_case_appeal", request=RingWordIn, responses=RingAppealOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Ask for a second person, once."""
        member = member_of(request)
        case = queries.get_case_for(member, public_id)
        text = _sent(RingWordIn, request)["text"]
        made = services.appeal_case(case=case, member=member, text=text, now=clock.now())
        return Response(RingAppealOut(made).data)


def _manager(request: Request) -> Member:
    member: Member = member_of(request)
    enter_desk(member, Role.COMMUNITY_MANAGER)
    return member


def _decided(
    request: Request, public_id: str, verb: Callable[..., RingCase], **more: Any
) -> Response:
    member = _manager(request)
    case = queries.get_case_at_desk(public_id, actor=member)
    given = {"reason": _sent(RingReasonIn, request)["reason"], **more}
    after = verb(case=case, actor=member, now=clock.now(), **given)
    return Response(DeskRingCaseOut(after).data)


class Evidence(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="honesty_case_evidence", responses=DeskRingCaseOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a case with its evidence. For community managers."""
        member = _manager(request)
        return Response(DeskRingCaseOut(queries.get_case_at_desk(public_id, actor=member)).data)


class Propose(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="honesty_case_propose", request=RingProposalIn, responses=DeskRingCaseOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Propose that some pairs don't count, by their places. For community managers."""
        _manager(request)
        pairs = _sent(RingProposalIn, request)["pairs"]
        chosen = {(pair["giver"], pair["receiver"]) for pair in pairs}
        return _decided(request, public_id, services.propose_case, chosen=chosen)


class Dismiss(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="honesty_case_dismiss", request=RingReasonIn, responses=DeskRingCaseOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say that all is well. For community managers."""
        return _decided(request, public_id, services.dismiss_case)


class Reverse(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="honesty_case_reverse", request=RingReasonIn, responses=DeskRingCaseOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Let the proposed contributions not count. For community managers."""
        return _decided(request, public_id, services.reverse_case)


def _answered(request: Request, public_id: str, verb: Callable[..., RingAppeal]) -> Response:
    member = _manager(request)
    appeal = queries.get_appeal_at_desk(public_id, actor=member)
    reason = _sent(RingReasonIn, request)["reason"]
    after = verb(appeal=appeal, actor=member, reason=reason, now=clock.now())
    return Response(RingAppealOut(after).data)


class Uphold(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="honesty_appeal_uphold", request=RingReasonIn, responses=RingAppealOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Stay with the decision, as somebody else. For community managers."""
        return _answered(request, public_id, services.uphold_appeal)


class Overturn(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="honesty_appeal_overturn", request=RingReasonIn, responses=RingAppealOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Let what the member received count again. For community managers."""
        return _answered(request, public_id, services.overturn_appeal)


ONE = "honesty/cases/<public_id:public_id>/"
APPEAL = "honesty/appeals/<public_id:public_id>/"
urlpatterns = [
    path("honesty/", Years.as_view(), name="honesty"),
    path("honesty/cases/", Cases.as_view(), name="honesty_cases"),
    path(ONE, OneCase.as_view(), name="honesty_case"),
    path(f"{ONE}answer/", Answer.as_view(), name="honesty_case_answer"),
    path(f"{ONE}appeal/", Appeal.as_view(), name="honesty_case_appeal"),
    path(f"{ONE}evidence/", Evidence.as_view(), name="honesty_case_evidence"),
    path(f"{ONE}propose/", Propose.as_view(), name="honesty_case_propose"),
    path(f"{ONE}dismiss/", Dismiss.as_view(), name="honesty_case_dismiss"),
    path(f"{ONE}reverse/", Reverse.as_view(), name="honesty_case_reverse"),
    path(f"{APPEAL}uphold/", Uphold.as_view(), name="honesty_appeal_uphold"),
    path(f"{APPEAL}overturn/", Overturn.as_view(), name="honesty_appeal_overturn"),
]
