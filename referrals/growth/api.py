"""Growth in the API, for administrators and finance. Scope growth:read."""

from __future__ import annotations

from typing import Any, Final

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core.api import HasScope, member_of
from marketplace.core.errors import NotFound
from marketplace.insights.queries import Period
from referrals.growth import queries
from referrals.growth.choices import ChannelSort
from referrals.growth.serializers import CohortsIn, CohortsOut, GrowthIn, GrowthOut, ThingsOut
from referrals.links.choices import LinkKind

SCOPES: Final = HasScope.of("growth:read")


def _given(shape: type[Any], request: Request) -> dict[str, Any]:
    enter_desk(member_of(request), Role.ADMIN, Role.FINANCE)
    asked = shape(data=request.query_params)
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found


def _period(given: dict[str, Any]) -> Period:
    today = clock.now().date()
    return queries.growth_period(given.get("since"), given.get("until"), today=today)


class Growth(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="growth_read", parameters=[GrowthIn], responses=GrowthOut)
    def get(self, request: Request) -> Response:
        """Read what every kind of channel cost and brought in a period."""
        given = _given(GrowthIn, request)
        found = queries.growth_view(_period(given), currency=given["currency"])
        return Response(GrowthOut(found).data)


class Things(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="growth_channels", parameters=[GrowthIn], responses=ThingsOut)
    def get(self, request: Request, kind: str) -> Response:
        """Read the single things of one kind, at most a thousand."""
        given = _given(GrowthIn, request)
        if kind not in LinkKind.values:
            raise NotFound
        period = _period(given)
        currency = queries.choose_currency(given["currency"], queries.currencies_known(period))
        rows = queries.things_of(
            LinkKind(kind), period, currency=currency, by=ChannelSort(given["sort"])
        )
        body = {
            "since": period.since,
            "until": period.last,
            "currency": currency,
            "channels": queries.named(rows),
        }
        return Response(ThingsOut(body).data)


class Cohorts(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="growth_cohorts", parameters=[CohortsIn], responses=CohortsOut)
    def get(self, request: Request) -> Response:
        """Read what those who signed up in one month brought since, for the last twelve months."""
        given = _given(CohortsIn, request)
        currency = queries.choose_currency(given["currency"], queries.cohort_currencies())
        kind = LinkKind(given["kind"]) if given.get("kind") else None
        rows = queries.cohorts(currency=currency, today=clock.now().date(), kind=kind)
        return Response(CohortsOut({"currency": currency, "cohorts": rows}).data)


urlpatterns = [
    path("growth/", Growth.as_view(), name="growth"),
    path("growth/cohorts/", Cohorts.as_view(), name="growth_cohorts"),
    path("growth/<slug:kind>/", Things.as_view(), name="growth_things"),
]
