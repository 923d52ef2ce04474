"""Worth in the API: one's own, the desk, prices, costs. Scopes worth:read, worth:write."""

from __future__ import annotations

from datetime import UTC
from typing import Any, Final

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.gurus.queries.privileges import get_privilege
from community.worth.choices import Scope, Step
from community.worth.policies import MANAGERS
from community.worth.queries.costs import costs_at_desk, get_cost
from community.worth.queries.figures import repriced, worth_of
from community.worth.queries.own import worth_of_member
from community.worth.queries.periods import Months, months_between
from community.worth.queries.prices import price_versions
from community.worth.serializers import (
    CorrectionIn,
    LicenceCostIn,
    LicenceCostOut,
    OwnWorthOut,
    PeriodIn,
    PreviewIn,
    ProgrammeCostIn,
    ProgrammeCostOut,
    RepricedOut,
    TicketPriceIn,
    TicketPriceOut,
    WorthIn,
    WorthOut,
)
from community.worth.services import costing, pricing
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of

SCOPES: Final = HasScope.of("worth:read", "worth:write")


def at_desk(request: Request) -> Member:
    """Return who asks. Raises NotFound for who has no such desk."""
    member: Member = member_of(request)
    enter_desk(member, *MANAGERS)
    return member


def _given(shape: type[Any], sent: Any) -> Any:
    found = shape(data=sent)
    found.is_valid(raise_exception=True)
    return found


def _months(asked: dict[str, Any]) -> Months:
    today = clock.now().astimezone(UTC).date()
    return months_between(asked.get("since"), asked.get("until"), today=today)


class OwnWorth(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="worth_own", parameters=[PeriodIn], responses=OwnWorthOut)
    def get(self, request: Request) -> Response:
        """Read what one’s own contributions are worth, in three lenses."""
        member = member_of(request)
        asked = _given(PeriodIn, request.query_params).validated_data
        return Response(OwnWorthOut(worth_of_member(member, _months(asked))).data)


class WorthAtDesk(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="worth_read", parameters=[WorthIn], responses=WorthOut)
    def get(self, request: Request) -> Response:
        """Read a period in three lenses, with costs. For community managers."""
        at_desk(request)
        asked = _given(WorthIn, request.query_params).validated_data
        found = worth_of(_months(asked), scope=Scope(asked["scope"]), step=Step(asked["step"]))
        return Response(WorthOut(found).data)


class WorthOfMember(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="worth_member", parameters=[PeriodIn], responses=OwnWorthOut)
    def get(self, request: Request, username: str) -> Response:
        """Read a member’s three lenses. For community managers."""
        at_desk(request)
        asked = _given(PeriodIn, request.query_params).validated_data
        found = worth_of_member(get_member_by_username(username), _months(asked))
        return Response(OwnWorthOut(found).data)


class TicketPrices(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="worth_prices", responses=TicketPriceOut(many=True))
    def get(self, request: Request) -> Response:
        """List the versions of the price, the last one first. For community managers."""
        at_desk(request)
        return _paged(self, price_versions(), request, TicketPriceOut)

    @extend_schema(
        operation_id="worth_price_change", request=TicketPriceIn, responses={201: TicketPriceOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Let another price hold from a month on. For community managers."""
        member = at_desk(request)
        draft = _given(TicketPriceIn, request.data).draft
        made = pricing.change_price(actor=member, draft=draft, now=clock.now())
        return Response(TicketPriceOut(made).data, status=201)


class PricePreview(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="worth_price_preview",
        parameters=[PreviewIn],
        responses=RepricedOut(many=True),
        filters=False,
    )
    def get(self, request: Request) -> Response:
        """Read what a price would have meant for the last twelve months. For community managers."""
        at_desk(request)
        asked = _given(PreviewIn, request.query_params).validated_data
        rows = repriced(_months({}), scope=Scope(asked["scope"]), price=asked["amount"])
        return Response(RepricedOut(rows, many=True).data)


class ProgrammeCosts(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="worth_costs", responses=ProgrammeCostOut(many=True))
    def get(self, request: Request) -> Response:
        """List the lines of cost, the newest first. For community managers."""
        at_desk(request)
        return _paged(self, costs_at_desk(), request, ProgrammeCostOut)

    @extend_schema(
        operation_id="worth_cost_record",
        request=ProgrammeCostIn,
        responses={201: ProgrammeCostOut},
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Write down what the programme cost. For community managers."""
        member = at_desk(request)
        draft = _given(ProgrammeCostIn, request.data).draft
        made = costing.record_cost(actor=member, draft=draft, now=clock.now())
        return Response(ProgrammeCostOut(made).data, status=201)


class CorrectCost(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="worth_cost_correct", request=CorrectionIn, responses={201: ProgrammeCostOut}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Correct a line by another one. For community managers."""
        member = at_desk(request)
        sent = _given(CorrectionIn, request.data).validated_data
        made = costing.correct_cost(cost=get_cost(public_id), actor=member, now=clock.now(), **sent)
        return Response(ProgrammeCostOut(made).data, status=201)


class SetLicenceCost(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="worth_licence_cost", request=LicenceCostIn, responses={201: LicenceCostOut}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say what one piece of a privilege costs. For community managers."""
        member = at_desk(request)
        sent = _given(LicenceCostIn, request.data).validated_data
        made = pricing.set_licence_cost(
            privilege=get_privilege(public_id), actor=member, now=clock.now(), **sent
        )
        return Response(LicenceCostOut(made).data, status=201)


def _paged(view: APIView, rows: Any, request: Request, shape: type[Any]) -> Response:
    pages = CursorPages()
    pages.ordering = ("-id",)  # type: ignore[assignment]
    found: Any = pages.paginate_queryset(rows, request, view=view)
    return pages.get_paginated_response(shape(found, many=True).data)


urlpatterns = [
    path("worth/own/", OwnWorth.as_view(), name="worth_own"),
    path("worth/", WorthAtDesk.as_view(), name="worth"),
    path("worth/members/<str:username>/", WorthOfMember.as_view(), name="worth_member"),
    path("worth/prices/", TicketPrices.as_view(), name="worth_prices"),
    path("worth/prices/preview/", PricePreview.as_view(), name="worth_price_preview"),
    path("worth/costs/", ProgrammeCosts.as_view(), name="worth_costs"),
    path(
        "worth/costs/<public_id:public_id>/correct/",
        CorrectCost.as_view(),
        name="worth_cost_correct",
    ),
    path(
        "worth/licences/<public_id:public_id>/",
        SetLicenceCost.as_view(),
        name="worth_licence",
    ),
]
