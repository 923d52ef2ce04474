"""Numbers equal a recount, days and periods are what they say, and pages cost the same for any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.billing.models import Invoice
from marketplace.core.outbox import deliver_due
from marketplace.gigs.models import Gig, GigDay
from marketplace.gigs.services import Visit, count_gig_click, count_gig_view
from marketplace.gigs.tests.factories import make_live
from marketplace.insights.errors import PeriodTooLong
from marketplace.insights.models import DealDay, StaleDay
from marketplace.insights.queries import (
    Period,
    market_insights,
    period_of,
    register_missed_searches,
    seller_insights,
)
from marketplace.insights.queries.market import _MISSED
from marketplace.insights.services import mark_stale, recount_day, recount_stale_days, rollup
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import FEE, TOTAL, order_in

AsMember = Callable[..., Client]
DAY = timedelta(days=1)
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def settle(now: datetime) -> None:
    """Let everybody hear of everything, and days be counted."""
    deliver_due(now=now)
    deliver_due(now=now + DAY)
    recount_stale_days(now=now + DAY, limit=100)


@pytest.fixture
def trade(client_member: Member, seller: Member, stranger: Member, now: datetime) -> datetime:
    """Let three orders be paid on two days; one is finished, one given back, one client is back."""
    order_in(OrderState.COMPLETED, client_member, seller, now=now - 3 * DAY)
    order_in(OrderState.IN_PROGRESS, client_member, seller, now=now, source_kind="gig")
    order_in(OrderState.REFUNDED, stranger, seller, now=now)
    settle(now)
    return now


@pytest.mark.django_db
def test_a_freelancers_numbers_are_those_of_orders_and_invoices(
    trade: datetime, seller: Member
) -> None:
    found = seller_insights(seller, period_of(None, None, today=trade.date()))
    assert (found.now.orders, found.now.completed) == (3, 1)
    assert found.now.income == TOTAL - FEE
    assert found.now.refunded == TOTAL
    assert {key: orders for key, orders, _sum in found.by_income} == {"offer": 2, "repeat": 1}
    assert sum(sum(row) for row in found.income_by_step.values()) == found.now.income
    earlier = seller_insights(seller, Period(trade.date(), trade.date() + DAY))
    assert (earlier.now.orders, earlier.now.income, earlier.before.orders) == (2, 0, 0)
    after = seller_insights(seller, Period(trade.date(), trade.date() + 3 * DAY))
    assert (after.before.orders, after.before.income) == (1, TOTAL - FEE)


@pytest.mark.django_db
def test_the_marketplaces_numbers_equal_a_recount_from_the_rows(
    trade: datetime,
) -> None:
    found = market_insights(period_of(None, None, today=trade.date()))
    paid = Order.objects.filter(paid_at__isnull=False)
    fees = sum(one.total for one in Invoice.objects.filter(subject="fee"))
    assert found.now.paid_orders == paid.count() == 3
    assert found.now.paid_total == sum(order.total_amount for order in paid)
    assert (found.now.volume, found.now.fees) == (TOTAL, fees)
    assert found.now.take_rate_bp == 2_000
    assert (found.now.refunds, found.now.refunded) == (1, TOTAL)
    assert (found.now.active_sellers, found.now.repeat_orders) == (1, 1)
    assert dict(found.by_state) == {"completed": 1, "in_progress": 1, "refunded": 1}
    assert sum(row[2] for row in found.days) == found.now.volume
    assert sum(found.by_step(2)) == found.now.volume


@pytest.mark.django_db
@pytest.mark.usefixtures("trade")
def test_counting_a_day_again_changes_nothing() -> None:
    before = list(DealDay.objects.order_by("on", "source").values_list("on", "source", "volume"))
    for on in {row[0] for row in before}:
        recount_day(on=on)
    again = list(DealDay.objects.order_by("on", "source").values_list("on", "source", "volume"))
    assert again == before
    assert StaleDay.objects.count() == 0


@pytest.mark.django_db
def test_the_first_order_takes_as_long_as_half_of_the_new_clients_took(
    member_factory: MakeMember, seller: Member, now: datetime
) -> None:
    for number, hours in enumerate((5, 30, 100)):
        client = member_factory(f"new{number}", date_joined=now - timedelta(hours=hours))
        order_in(OrderState.IN_PROGRESS, client, seller, now=now)
    found = market_insights(Period(now.date() - 10 * DAY, now.date() + DAY))
    assert found.now.hours_to_first_order == 30


@pytest.mark.django_db
def test_searches_without_results_come_from_whoever_knows_them(now: datetime) -> None:
    before = list(_MISSED)
    register_missed_searches(lambda **_period: [("خطاط جدران", 7)])
    try:
        found = market_insights(period_of(None, None, today=now.date()))
    finally:
        _MISSED[:] = before
    assert found.missed_searches == (("خطاط جدران", 7),)


@given(
    start=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 500),
    probe=st.integers(0),
)
def test_every_day_of_a_period_lies_in_one_of_its_steps(start: date, days: int, probe: int) -> None:
    period = Period(start, start + timedelta(days=days))
    assert period.before.until == period.since
    assert period.before.days == period.days
    steps = period.steps
    day = start + timedelta(days=probe % days)
    step = period.step_of(day)
    assert steps[step] <= day
    assert step == len(steps) - 1 or day < steps[step + 1]
    assert len(steps) <= 18


def test_a_period_is_thirty_days_by_default_and_never_longer_than_the_rule(settings: Any) -> None:
    today = date(2026, 11, 23)
    assert period_of(None, None, today=today) == Period(date(2026, 10, 25), date(2026, 11, 24))
    assert period_of(today, date(2026, 11, 20), today=today).since == date(2026, 11, 20)
    settings.WAZZIFNI = {"insight_days_max": 10}
    with pytest.raises(PeriodTooLong):
        period_of(date(2026, 11, 1), date(2026, 11, 11), today=today)


def visit(referrer: str = "", *, who: str = "1.2.3.4", agent: str = PERSON) -> Visit:
    return Visit(address=who, user_agent=agent, referrer=referrer, host="wazzifni.example")


@pytest.mark.django_db
def test_a_visit_counts_once_by_its_source_and_a_press_for_the_same_source(
    seller: Member, now: datetime
) -> None:
    gig: Gig = make_live(seller, now=now)
    inside = "https://wazzifni.example"
    sources = {
        "": "direct",
        "https://news.example/x": "external",
        f"{inside}/en/gigs/?q=logo": "search",
        f"{inside}/gigs/design/": "browse",
        f"{inside}/": "browse",
        f"{inside}/ur/articles/1-x/": "article",
        f"{inside}/u/salma/": "profile",
        f"{inside}/inbox/": "inside",
        "http://[broken": "direct",
    }
    for number, (referrer, source) in enumerate(sources.items()):
        one = visit(referrer, who=f"10.0.0.{number}")
        assert count_gig_view(gig_id=gig.pk, visit=one, now=now) == source
        assert count_gig_view(gig_id=gig.pk, visit=one, now=now) is None
        assert count_gig_click(gig_id=gig.pk, visit=one, now=now) == source
        assert count_gig_click(gig_id=gig.pk, visit=one, now=now) is None
    rows = GigDay.objects.filter(gig=gig, on=now.date())
    assert {row.source: (row.views, row.clicks) for row in rows} == {
        "direct": (2, 2),
        "external": (1, 1),
        "search": (1, 1),
        "browse": (2, 2),
        "article": (1, 1),
        "profile": (1, 1),
        "inside": (1, 1),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "WhatsApp/2.23", "python-requests/2", "curl/8", "HeadlessChrome"]
)
def test_programs_are_not_counted(seller: Member, now: datetime, agent: str) -> None:
    gig = make_live(seller, now=now)
    assert count_gig_view(gig_id=gig.pk, visit=visit(agent=agent), now=now) is None
    assert count_gig_click(gig_id=gig.pk, visit=visit(agent=agent), now=now) is None
    assert not GigDay.objects.exists()


@pytest.mark.django_db
def test_the_gigs_page_counts_visitors_but_not_its_owner_or_a_part_of_the_page(
    as_member: AsMember, seller: Member, client_member: Member, now: datetime
) -> None:
    gig = make_live(seller, now=now)
    address = gig.get_absolute_url()
    for browser in (as_member(seller), as_member(client_member), Client()):
        for _again in range(2):
            assert browser.get(address, headers={"user-agent": PERSON}).status_code == 200
    other = {"user-agent": f"{PERSON} other", "hx-request": "true"}
    Client().get(address, headers=other)
    # One address and one browser are one visitor: here the member and the visitor.
    assert [(row.views, row.clicks) for row in GigDay.objects.all()] == [(1, 0)]


@pytest.mark.django_db
def test_the_page_the_csv_and_the_api_say_the_same_at_the_same_cost(
    as_member: AsMember, seller: Member, client_member: Member, now: datetime
) -> None:
    browser = as_member(seller)
    gig = make_live(seller, now=now)
    query = f"?since={now.date() - 5 * DAY}&until={now.date()}"
    browser.get(f"/en/insights/{query}")
    counts = []
    for orders in (1, 3):
        for number in range(orders):
            order_in(OrderState.COMPLETED, client_member, seller, now=now, gig_id=gig.pk)
            count_gig_view(gig_id=gig.pk, visit=visit(who=f"9.9.{orders}.{number}"), now=now)
        settle(now)
        with CaptureQueriesContext(connection) as found:
            page = browser.get(f"/en/insights/{query}")
        counts.append(len(found))
    assert counts[0] == counts[1] <= 8
    body = page.content.decode()
    earned = sum(order.earning_amount for order in Order.objects.all())
    assert f"${earned // 100}" in body
    assert "100%" in body
    table = browser.get(f"/en/insights/csv/{query}").content.decode()
    assert table.splitlines()[1].endswith(f"4,0,4,4,{earned // 100}.00,USD")


@pytest.mark.django_db
def test_the_desk_costs_the_same_for_any_number_of_orders(
    as_member: AsMember, member_factory: MakeMember, client_member: Member, now: datetime
) -> None:
    admin = member_factory("boss", roles=("admin",), language="en")
    browser = as_member(admin)
    query = f"?since={now.date() - 40 * DAY}&until={now.date()}"
    browser.get(f"/en/desk/insights/{query}")
    counts = []
    for number in range(2):
        for one in range(1 + 2 * number):
            seller = member_factory(f"seller{number}{one}")
            order_in(OrderState.COMPLETED, client_member, seller, now=now - number * DAY)
        settle(now)
        with CaptureQueriesContext(connection) as found:
            page = browser.get(f"/en/desk/insights/{query}")
        counts.append(len(found))
    assert counts[0] == counts[1] <= 26
    assert "$1,200" in page.content.decode()
    assert browser.get(f"/en/desk/insights/csv/{query}").content.decode().count("USD") == 2
    assert browser.get("/en/desk/insights/?since=2000-01-01&until=2026-01-01").status_code == 422


@pytest.mark.django_db
def test_a_day_that_fails_keeps_no_other_waiting(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [(now - number * DAY).date() for number in (2, 1)]
    mark_stale(days=days, now=now)

    def count(*, on: date) -> int:
        if on == days[0]:
            raise ValueError(on)
        return 0

    monkeypatch.setattr(rollup, "recount_day", count)
    assert recount_stale_days(now=now, limit=10) == 1
    assert list(StaleDay.objects.values_list("on", flat=True)) == [days[0]]
