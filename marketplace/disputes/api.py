"""Disputes in the API. Scopes disputes:read and disputes:write."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import FileResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.json_parser import JSONParser
from marketplace.core.private_files import private_response
from marketplace.disputes import queries, services
from marketplace.disputes.choices import DisputeReason
from marketplace.disputes.models import Dispute
from marketplace.disputes.policies import acting_part
from marketplace.disputes.serializers import (
    DisputeAnswerIn,
    DisputeDecisionIn,
    DisputeIn,
    DisputeOut,
    DisputePageOut,
    DisputeSplitIn,
    EvidenceIn,
    ReferIn,
    SplitIn,
)
from marketplace.orders.queries import get_order_for_support
from marketplace.orders.services import open_order, settle_order

SCOPES = HasScope.of("disputes:read", "disputes:write")


def _open(request: Request, public_id: str) -> Dispute:
    return services.open_dispute_page(
        member=member_of(request), public_id=public_id, now=clock.now()
    )


def _fresh(dispute: Dispute, member: Member) -> dict[str, Any]:
    found = queries.get_dispute(dispute.public_id)
    context = {"part_of": partial(acting_part, member), "parts": queries.parts_of(found)}
    return DisputePageOut(found, context=context).data


class DisputeList(APIView):
    permission_classes = [SCOPES]
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(operation_id="disputes_list", responses=DisputeOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's disputes, the newest first."""
        member = member_of(request)
        services.settle_disputes_of(member=member, now=clock.now())
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.disputes_of(member), request, view=self) or []
        shown = DisputeOut(rows, many=True, context={"part_of": partial(acting_part, member)})  # type: ignore[arg-type]  # many
        return pages.get_paginated_response(shown.data)

    @extend_schema(operation_id="disputes_open", request=DisputeIn, responses={201: DisputePageOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Open a dispute about an order: its money is frozen."""
        form = DisputeIn(data=request.data)
        form.is_valid(raise_exception=True)
        member, now = member_of(request), clock.now()
        sent = form.validated_data
        order = open_order(member=member, public_id=sent["order"], now=now)
        dispute = services.open_dispute(
            order=order,
            actor=member,
            reason=DisputeReason(sent["reason"]),
            wanted_refund=sent["wanted_refund"],
            now=now,
            **form.given,
        )
        return Response(_fresh(dispute, member), status=201)


class DisputeDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="disputes_read", responses=DisputePageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one of one's disputes with all that belongs to it."""
        return Response(_fresh(_open(request, public_id), member_of(request)))


class DisputeFileDownload(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="disputes_file", responses={200: OpenApiTypes.BINARY})
    def get(self, request: Request, public_id: str, file_id: str) -> FileResponse:
        """Download a file that was shown in the dispute."""
        dispute = queries.get_dispute_for(member_of(request), public_id)
        found = queries.get_file(dispute, file_id)
        return private_response(found.stored_as, name=found.name, content_type=found.content_type)


def verb_view(
    name: str,
    verb: Callable[..., object],
    form: type[Any] | None,
    *,
    moves_money: bool,
    says: str,
) -> type[APIView]:
    """Return the view of a verb: POST does it and answers with the dispute.

    Verbs that may move money need an Idempotency-Key.
    """

    class Verb(APIView):
        permission_classes = [SCOPES]
        parser_classes = [JSONParser, MultiPartParser]

        @extend_schema(
            operation_id=f"disputes_{name}",
            request=form,
            responses=DisputePageOut,
            description=says,
        )
        @idempotent(required=moves_money)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            dispute = _open(request, public_id)
            given: dict[str, Any] = {}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given = sent.given
            verb(dispute=dispute, actor=member, now=clock.now(), **given)
            return Response(_fresh(dispute, member))

    Verb.__name__ = f"Dispute{name.title().replace('_', '')}"
    return Verb


class Decide(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="disputes_decide", request=DisputeDecisionIn, responses=DisputePageOut
    )
    @idempotent(required=True)
    def post(self, request: Request, public_id: str) -> Response:
        """Decide for support, on a dispute or on its appeal."""
        member, now = member_of(request), clock.now()
        enter_desk(member, Role.SUPPORT)
        dispute = services.settle_dispute(dispute=queries.get_dispute(public_id), now=now)
        form = DisputeDecisionIn(data=request.data)
        form.is_valid(raise_exception=True)
        services.decide_dispute(dispute=dispute, actor=member, now=now, **form.given)
        return Response(_fresh(dispute, member))


class Refer(APIView):
    permission_classes = [SCOPES]
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(operation_id="disputes_refer", request=ReferIn, responses={201: DisputePageOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Make a dispute, for support, of what waits for support at an order."""
        member, now = member_of(request), clock.now()
        enter_desk(member, Role.SUPPORT)
        form = ReferIn(data=request.data)
        form.is_valid(raise_exception=True)
        sent = form.validated_data
        order = settle_order(order=get_order_for_support(sent["order"]), now=now)
        dispute = services.refer_order(
            order=order,
            actor=member,
            reason=DisputeReason(sent["reason"]),
            now=now,
            **form.given,
        )
        return Response(_fresh(dispute, member), status=201)


_VERBS: list[tuple[str, Callable[..., object], type[Any] | None, bool, str]] = [
    ("answer", services.answer_dispute, DisputeAnswerIn, False, "Answer the other side."),
    ("add_evidence", services.add_evidence, EvidenceIn, False, "Add words, files or links."),
    ("propose", services.propose_split, DisputeSplitIn, False, "Offer the other side a split."),
    ("accept_proposal", services.accept_proposal, SplitIn, True, "Agree: the money moves."),
    ("decline_proposal", services.decline_proposal, SplitIn, False, "Decline a proposal."),
    ("withdraw", services.withdraw_dispute, None, False, "Take the dispute back."),
    ("accept_decision", services.accept_decision, None, True, "Accept; the second moves money."),
    ("appeal", services.appeal_decision, EvidenceIn, False, "Appeal, once, with reasons."),
]

ONE = "disputes/<public_id:public_id>/"
urlpatterns = [
    path("disputes/", DisputeList.as_view(), name="disputes"),
    path("disputes/refer/", Refer.as_view(), name="disputes_refer"),
    path(ONE, DisputeDetail.as_view(), name="dispute"),
    path(f"{ONE}files/<public_id:file_id>/", DisputeFileDownload.as_view(), name="dispute_file"),
    path(f"{ONE}decide/", Decide.as_view(), name="dispute_decide"),
    *[
        path(
            f"{ONE}{name}/",
            verb_view(name, verb, form, moves_money=moves_money, says=says).as_view(),
            name=f"dispute_{name}",
        )
        for name, verb, form, moves_money, says in _VERBS
    ],
]
