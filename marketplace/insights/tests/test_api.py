"""Analytics in the API."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core.outbox import deliver_due
from marketplace.insights.services import recount_stale_days
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import FEE, TOTAL, order_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def api(member: Member, now: datetime, *scopes: str) -> APIClient:
    """Return a client with a token of these scopes."""
    made = create_token(member=member, name="t", scopes=scopes, now=now)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {made.key}")
    return client


def test_a_freelancer_reads_his_own_numbers(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order_in(OrderState.COMPLETED, client_member, seller, now=now)
    deliver_due(now=now)
    deliver_due(now=now + DAY)
    recount_stale_days(now=now + DAY, limit=50)
    query = f"?since={now.date() - 2 * DAY}&until={now.date()}"
    found = api(seller, now, "insights:read").get(f"/api/v1/insights/{query}").json()
    assert found["now"] == {
        "views": 0,
        "clicks": 0,
        "orders": 1,
        "completed": 1,
        "conversion_bp": 0,
        "income": TOTAL - FEE,
        "refunded": 0,
    }
    assert found["income"] == [{"source": "offer", "orders": 1, "income": TOTAL - FEE}]
    mine = api(client_member, now, "insights:read").get(f"/api/v1/insights/{query}").json()
    assert mine["now"]["orders"] == 0
    assert api(seller, now, "orders:read").get("/api/v1/insights/").status_code == 403
    too_long = api(seller, now, "insights:read").get("/api/v1/insights/?since=2000-01-01")
    assert (too_long.status_code, too_long.json()["code"]) == (422, "period_too_long")


@pytest.mark.parametrize(
    "query", ["until=9999-12-31", "since=0001-01-01&until=0001-01-05", "since=0001-01-01"]
)
def test_days_beyond_all_calendars_are_refused(seller: Member, now: datetime, query: str) -> None:
    answer = api(seller, now, "insights:read").get(f"/api/v1/insights/?{query}")
    assert answer.status_code == 422
