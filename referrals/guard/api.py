"""Cases in the API: a member's own, and the decisions of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from referrals.guard import queries, services
from referrals.guard.models import Case
from referrals.guard.serializers import CaseDecisionIn, CaseOut, CaseWordIn, DeskCaseOut

SCOPES = HasScope.of("referrals:read", "referrals:write")


class Cases(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_cases", responses=CaseOut(many=True))
    def get(self, request: Request) -> Response:
        """List the cases about oneself, the newest first."""
        pages = CursorPages()
        pages.ordering = ("-id",)  # type: ignore[assignment]
        rows: Any = pages.paginate_queryset(
            queries.cases_of(member_of(request)), request, view=self
        )
        seen = {"signals": queries.signals_by(rows)}
        return pages.get_paginated_response(CaseOut(rows, many=True, context=seen).data)


class OneCase(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_case", responses=CaseOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a case about oneself."""
        return Response(CaseOut(queries.get_case_for(member_of(request), public_id)).data)


def _text(request: Request) -> str:
    sent = CaseWordIn(data=request.data)
    sent.is_valid(raise_exception=True)
    return str(sent.validated_data["text"])


class Answer(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_case_answer", request=CaseWordIn, responses=CaseOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say one's side of it, once."""
        member = member_of(request)
        case = queries.get_case_for(member, public_id)
        services.answer_case(case=case, member=member, text=_text(request), now=clock.now())
        return Response(CaseOut(case).data)


class Appeal(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_case_appeal", request=CaseWordIn, responses=CaseOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Ask for a second person, once."""
        member = member_of(request)
        case = queries.get_case_for(member, public_id)
        after = services.appeal_case(case=case, member=member, text=_text(request), now=clock.now())
        return Response(CaseOut(after).data)


def _decided(request: Request, public_id: str, verb: Callable[..., Case]) -> Response:
    member = member_of(request)
    enter_desk(member, Role.MODERATOR)
    sent = CaseDecisionIn(data=request.data)
    sent.is_valid(raise_exception=True)
    case = verb(
        case=queries.get_case_at_desk(public_id, actor=member),
        actor=member,
        reason=sent.validated_data["reason"],
        now=clock.now(),
    )
    return Response(DeskCaseOut(case).data)


class Evidence(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_case_evidence", responses=DeskCaseOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a case with its evidence. For moderators."""
        member = member_of(request)
        enter_desk(member, Role.MODERATOR)
        return Response(DeskCaseOut(queries.get_case_at_desk(public_id, actor=member)).data)


class Clear(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="referrals_case_clear", request=CaseDecisionIn, responses=DeskCaseOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say that all is well. For moderators."""
        return _decided(request, public_id, services.clear_case)


class Confirm(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="referrals_case_confirm", request=CaseDecisionIn, responses=DeskCaseOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say that it doesn't count, with a reason. For moderators."""
        return _decided(request, public_id, services.confirm_case)


class Uphold(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="referrals_case_uphold", request=CaseDecisionIn, responses=DeskCaseOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Stay with it after an appeal. For moderators."""
        return _decided(request, public_id, services.uphold_case)


ONE = "referrals/cases/<public_id:public_id>/"
urlpatterns = [
    path("referrals/cases/", Cases.as_view(), name="referral_cases"),
    path(ONE, OneCase.as_view(), name="referral_case"),
    path(f"{ONE}answer/", Answer.as_view(), name="referral_case_answer"),
    path(f"{ONE}appeal/", Appeal.as_view(), name="referral_case_appeal"),
    path(f"{ONE}evidence/", Evidence.as_view(), name="referral_case_evidence"),
    path(f"{ONE}clear/", Clear.as_view(), name="referral_case_clear"),
    path(f"{ONE}confirm/", Confirm.as_view(), name="referral_case_confirm"),
    path(f"{ONE}uphold/", Uphold.as_view(), name="referral_case_uphold"),
]
