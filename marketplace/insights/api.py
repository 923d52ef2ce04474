"""A freelancer's numbers in the API."""

from __future__ import annotations

from typing import Any, Final

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.api import HasScope, member_of
from marketplace.insights import queries
from marketplace.insights.queries import Figures, SellerInsights, period_of
from marketplace.insights.serializers import InsightsOut, PeriodIn

INSIGHTS: Final = HasScope.of("insights:read")


class Insights(APIView):
    permission_classes = [INSIGHTS]

    @extend_schema(operation_id="insights_read", parameters=[PeriodIn], responses=InsightsOut)
    def get(self, request: Request) -> Response:
        """Show visits, orders and income of a period, by service and by source."""
        asked = PeriodIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        period = period_of(given.get("since"), given.get("until"), today=clock.now().date())
        found = queries.seller_insights(member_of(request), period, currency=given["currency"])
        return Response(InsightsOut(_body(found)).data)


def _figures(found: Figures) -> dict[str, Any]:
    return {
        "views": found.views,
        "clicks": found.clicks,
        "orders": found.orders,
        "completed": found.completed,
        "conversion_bp": found.conversion_bp,
        "income": found.income,
        "refunded": found.refunded,
    }


def _body(found: SellerInsights) -> dict[str, Any]:
    return {
        "since": found.period.since,
        "until": found.period.last,
        "currency": found.currency,
        "now": _figures(found.now),
        "before": _figures(found.before),
        "gigs": [
            {"gig": row.gig_id, "title": row.title, **_figures(row.now)} for row in found.by_gig
        ],
        "visits": [
            {"source": source, "views": views, "clicks": clicks}
            for source, views, clicks in found.by_visit
        ],
        "income": [
            {"source": source, "orders": orders, "income": income}
            for source, orders, income in found.by_income
        ],
    }


urlpatterns = [path("insights/", Insights.as_view(), name="insights")]
