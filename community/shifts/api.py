"""Paid shifts in the API: one's own, and the desk's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.shifts import queries
from community.shifts.errors import ExpertUnknown
from community.shifts.models import Shift
from community.shifts.queries.doors import TABS
from community.shifts.serializers import (
    PaidShiftIn,
    PaidShiftLessIn,
    PaidShiftOut,
    PaidShiftReasonIn,
    PaidShiftReplyIn,
    PaidShiftReportIn,
)
from community.shifts.services import offering, working
from community.shifts.services.offering import ShiftDraft
from community.shifts.services.working import ShiftReport
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.errors import NotFound

SCOPES = HasScope.of("shifts:read", "shifts:write")
_TAB = OpenApiParameter("tab", str, enum=list(TABS))
MANAGERS = (Role.COMMUNITY_MANAGER,)
DECIDERS = (Role.COMMUNITY_MANAGER, Role.ADMIN)


def _given(shape: type[Any], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def _paged(view: APIView, rows: Any, request: Request) -> Response:
    pages = CursorPages()
    pages.ordering = ("-id",)  # type: ignore[assignment]
    found: Any = pages.paginate_queryset(rows, request, view=view)
    return pages.get_paginated_response(PaidShiftOut(found, many=True).data)


def _own(request: Request, public_id: str, verb: Callable[..., Shift], **sent: Any) -> Response:
    member = member_of(request)
    found = queries.get_shift_for(member, public_id)
    return Response(PaidShiftOut(verb(shift=found, actor=member, now=clock.now(), **sent)).data)


def _at_desk(
    request: Request,
    public_id: str,
    roles: tuple[Role, ...],
    verb: Callable[..., Shift],
    shape: type[Any] | None = None,
) -> Response:
    member: Member = member_of(request)
    enter_desk(member, *roles)
    found = queries.get_shift_at_desk(public_id, actor=member)
    sent = _given(shape, request) if shape else {}
    return Response(PaidShiftOut(verb(shift=found, actor=member, now=clock.now(), **sent)).data)


class Shifts(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="paid_shifts", responses=PaidShiftOut(many=True))
    def get(self, request: Request) -> Response:
        """List the shifts that were offered to oneself, the newest first."""
        return _paged(self, queries.shifts_of(member_of(request)), request)

    @extend_schema(operation_id="paid_shift_offer", request=PaidShiftIn, responses=PaidShiftOut)
    @idempotent()
    def post(self, request: Request) -> Response:
        """Offer a shift; its pay is set apart. For community managers."""
        actor: Member = member_of(request)
        enter_desk(actor, *MANAGERS)
        sent = _given(PaidShiftIn, request)
        try:
            expert = get_member_by_username(sent.pop("member").removeprefix("@"))
        except NotFound as missing:
            raise ExpertUnknown(field="member") from missing
        draft = ShiftDraft(member=expert, **sent)
        made = offering.offer_shift(actor=actor, draft=draft, now=clock.now())
        return Response(PaidShiftOut(made).data, status=201)


class AtDesk(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shifts_desk", parameters=[_TAB], responses=PaidShiftOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """List shifts at the desk. For community managers and administrators."""
        enter_desk(member_of(request), *DECIDERS)
        return _paged(self, queries.shifts_at_desk(request.query_params.get("tab", "")), request)


class OneShift(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="paid_shift", responses=PaidShiftOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one of one's shifts."""
        return Response(PaidShiftOut(queries.get_shift_for(member_of(request), public_id)).data)


class Accept(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="paid_shift_accept", request=None, responses=PaidShiftOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Take the offer."""
        return _own(request, public_id, offering.accept_shift)


class Decline(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="paid_shift_decline", request=None, responses=PaidShiftOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Say no; nothing is held against anybody."""
        return _own(request, public_id, offering.decline_shift)


class Cancel(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shift_cancel", request=PaidShiftReasonIn, responses=PaidShiftOut
    )
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Cancel before it begins, as the member."""
        sent = _given(PaidShiftReasonIn, request)
        return _own(request, public_id, offering.cancel_shift, **sent)


class Report(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shift_report", request=PaidShiftReportIn, responses=PaidShiftOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say what was done, once it has begun."""
        sent = ShiftReport(**_given(PaidShiftReportIn, request))
        return _own(request, public_id, working.report_shift, report=sent)


class Agree(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="paid_shift_agree", request=None, responses=PaidShiftOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Agree to the smaller pay that is proposed."""
        return _own(request, public_id, working.agree_to_less)


class Reply(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shift_reply", request=PaidShiftReplyIn, responses=PaidShiftOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Answer the proposal of less pay; whoever decides reads it."""
        text = _given(PaidShiftReplyIn, request)["reply"]
        return _own(request, public_id, working.reply_to_less, text=text)


class Withdraw(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shift_withdraw", request=PaidShiftReasonIn, responses=PaidShiftOut
    )
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Take an offer back. For community managers."""
        verb = offering.withdraw_shift
        return _at_desk(request, public_id, MANAGERS, verb, PaidShiftReasonIn)


class CancelAtDesk(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shift_desk_cancel", request=PaidShiftReasonIn, responses=PaidShiftOut
    )
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Cancel before it begins. For community managers."""
        return _at_desk(request, public_id, MANAGERS, offering.cancel_shift, PaidShiftReasonIn)


class Approve(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="paid_shift_approve", request=None, responses=PaidShiftOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Approve the whole pay. For community managers."""
        return _at_desk(request, public_id, MANAGERS, working.approve_shift)


class Question(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shift_question", request=PaidShiftLessIn, responses=PaidShiftOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Propose less. For community managers."""
        return _at_desk(request, public_id, MANAGERS, working.question_shift, PaidShiftLessIn)


class Decide(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="paid_shift_decide", request=PaidShiftLessIn, responses=PaidShiftOut
    )
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Decide between the sides. For managers who didn't propose less, and administrators."""
        return _at_desk(request, public_id, DECIDERS, working.decide_shift, PaidShiftLessIn)


ONE = "shifts/<public_id:public_id>/"
urlpatterns = [
    path("shifts/", Shifts.as_view(), name="paid_shifts"),
    path("shifts/desk/", AtDesk.as_view(), name="paid_shifts_desk"),
    path(ONE, OneShift.as_view(), name="paid_shift"),
    path(f"{ONE}accept/", Accept.as_view(), name="paid_shift_accept"),
    path(f"{ONE}decline/", Decline.as_view(), name="paid_shift_decline"),
    path(f"{ONE}cancel/", Cancel.as_view(), name="paid_shift_cancel"),
    path(f"{ONE}report/", Report.as_view(), name="paid_shift_report"),
    path(f"{ONE}agree/", Agree.as_view(), name="paid_shift_agree"),
    path(f"{ONE}reply/", Reply.as_view(), name="paid_shift_reply"),
    path(f"{ONE}withdraw/", Withdraw.as_view(), name="paid_shift_withdraw"),
    path(f"{ONE}desk-cancel/", CancelAtDesk.as_view(), name="paid_shift_desk_cancel"),
    path(f"{ONE}approve/", Approve.as_view(), name="paid_shift_approve"),
    path(f"{ONE}question/", Question.as_view(), name="paid_shift_question"),
    path(f"{ONE}decide/", Decide.as_view(), name="paid_shift_decide"),
]
