"""The screen, lists, comparison and cohorts: right figures, few questions, tables to take along."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.testing import MakeMember
from contests.calls.models import Contest
from contests.calls.tests.world import announced
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.insights.errors import PeriodTooLong
from marketplace.insights.queries import Period
from referrals.growth import queries, services
from referrals.growth.choices import ChannelSort, Stale
from referrals.growth.tests import world
from referrals.growth.tests.world import DAY, Sold
from referrals.links.choices import LinkKind
from referrals.links.models import LinkDay

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


def count(now: datetime) -> None:
    """Count the days around now, and the months of sign-ups."""
    for day in services.days_between((now - 40 * DAY).date(), (now + DAY).date()):
        services.recount_day(on=day)
        services.recount_day(on=day.replace(day=1), what=Stale.COHORT)


def sell(client: Member, seller: Member, ref: str, kind: LinkKind, at: datetime) -> None:
    """Let somebody come by a thing and buy."""
    link = world.link_of(kind, ref, now=at)
    LinkDay.objects.get_or_create(link=link, on=at.date(), defaults={"visits": 40, "people": 30})
    world.sign_up(client, link, at)
    world.order(Sold(client, seller, at, at + 2 * DAY), link)


@pytest.fixture
def admin(member_factory: MakeMember) -> Member:
    return member_factory("nadia", roles=("admin",), language="en")


@pytest.fixture
def trade(
    admin: Member, seller: Member, client_member: Member, stranger: Member
) -> tuple[datetime, str]:
    """A contest that cost 50 and earned 20, a sponsorship that cost 10 and earned 20."""
    now = clock.now()
    contest = announced(admin, now=now)
    Contest.objects.filter(pk=contest.pk).update(created_at=now - 30 * DAY)
    sell(client_member, seller, contest.public_id, LinkKind.CONTEST, now - 20 * DAY)
    sell(stranger, seller, "s1", LinkKind.SPONSORSHIP, now - 10 * DAY)
    world.spend(contest.reference, 5_000, admin, now - 21 * DAY)
    world.spend("sponsorship:s1", 1_000, admin, now - 12 * DAY)
    count(now)
    return now, contest.public_id


def test_channels_are_held_against_each_other(trade: tuple[datetime, str]) -> None:
    now, _contest = trade
    found = queries.growth_view(queries.growth_period(None, None, today=now.date()))
    rows = {row.kind: row.totals for row in found.rows}
    contest, sponsorship = rows[LinkKind.CONTEST], rows[LinkKind.SPONSORSHIP]
    assert [row.kind for row in found.rows] == [LinkKind.SPONSORSHIP, LinkKind.CONTEST]
    assert (sponsorship.cost, sponsorship.fees, sponsorship.margin) == (1_000, 2_000, 1_000)
    assert (sponsorship.payback, sponsorship.first_orders, sponsorship.visits) == (4, 1, 40)
    assert (contest.cost, contest.margin, contest.payback) == (5_000, -3_000, None)
    assert (found.total.cost, found.total.fees, found.total.signups) == (6_000, 4_000, 2)
    assert sum(sum(fees) for fees in found.fees_by_step.values()) == found.total.fees
    assert sum(found.cost_by_step) == found.total.cost
    later = Period((now - 5 * DAY).date(), (now + DAY).date())
    assert queries.growth_view(later).total.cost == 0
    assert queries.growth_view(later).before.signups == 1


def test_currencies_are_kept_apart(
    trade: tuple[datetime, str], seller: Member, client_member: Member
) -> None:
    now, _contest = trade
    link = world.link_of(LinkKind.SPONSORSHIP, "s1", now=now)
    paid = now - 3 * DAY
    world.order(Sold(client_member, seller, paid, paid, "SAR", 50_000, 10_000), link)
    count(now)
    period = queries.growth_period(None, None, today=now.date())
    dollars, riyals = queries.growth_view(period), queries.growth_view(period, currency="SAR")
    assert (dollars.currencies, dollars.currency) == (("SAR", "USD"), "USD")
    assert (dollars.total.fees, riyals.total.fees, riyals.total.cost) == (4_000, 10_000, 0)
    assert riyals.total.visits == dollars.total.visits == 80


def test_an_introduction_earns_first_and_pays_afterwards(
    seller: Member, client_member: Member, now: datetime
) -> None:
    link = world.link_of(LinkKind.CAMPAIGN, "a1", now=now)
    world.order(Sold(client_member, seller, now - 4 * DAY, now - 3 * DAY), link)
    world.spend("campaign:a1", 500, seller, now - DAY)
    count(now)
    found = queries.growth_view(queries.growth_period(None, None, today=now.date()))
    assert [(row.totals.cost, row.totals.payback) for row in found.rows] == [(500, 0)]


def test_what_came_back_makes_a_channel_cheaper(
    seller: Member, stranger: Member, now: datetime
) -> None:
    world.spend("contest:c1", 900, stranger, now - 4 * DAY)
    world.spend("contest:c1", -300, stranger, now - 2 * DAY)
    count(now)
    found = queries.growth_view(queries.growth_period(None, None, today=now.date()))
    assert (found.total.cost, seller.pk > 0) == (600, True)


def test_any_days_but_not_for_ever(now: datetime) -> None:
    today = now.date()
    assert queries.growth_period(None, None, today=today).days == 84
    assert queries.growth_period(today, today - DAY, today=today).days == 2
    with pytest.raises(PeriodTooLong):
        queries.growth_period(today - 2_000 * DAY, today, today=today)


@pytest.mark.parametrize(
    "path",
    [
        "/en/growth/",
        "/en/growth/sponsorship/",
        "/en/growth/contest/",
        "/en/growth/article/",
        "/en/growth/cohorts/",
        "/en/growth/compare/?a=sponsorship&b=contest",
        "/en/growth/csv/",
        "/en/growth/sponsorship/csv/",
        "/api/v1/growth/",
        "/api/v1/growth/sponsorship/",
        "/api/v1/growth/cohorts/",
    ],
)
def test_pages_ask_the_same_with_one_and_three_things(
    path: str,
    trade: tuple[datetime, str],
    admin: Member,
    seller: Member,
    member_factory: MakeMember,
    as_member: AsMember,
) -> None:
    now, _contest = trade
    browser = as_member(admin)
    key = create_token(member=admin, name="all", scopes=SCOPES, now=now).key
    headers = {"Authorization": f"Bearer {key}"} if path.startswith("/api/") else {}

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(path, headers=headers).status_code == 200
        return len(asked)

    questions()
    before = questions()
    for ref in ("s2", "s3"):
        for kind in (LinkKind.SPONSORSHIP, LinkKind.CONTEST, LinkKind.ARTICLE):
            sell(member_factory(), seller, ref, kind, now - 5 * DAY)
    count(now)
    assert questions() == before


def test_the_screen_shows_both_channels_with_their_sums(
    trade: tuple[datetime, str], admin: Member, as_member: AsMember
) -> None:
    now, contest = trade
    page = as_member(admin).get("/en/growth/").content.decode()
    for text in ("Sponsorship", "Contest", "$50.00", "-$30.00", "4 days", "not yet"):
        assert text in page
    things = as_member(admin).get("/en/growth/contest/").content.decode()
    assert f"a=contest:{contest}" in things
    address = f"/en/growth/compare/?a=contest:{contest}&b=sponsorship:s1"
    sides = as_member(admin).get(address).content.decode()
    assert "-$30.00" in sides
    assert "s1" in sides
    assert as_member(admin).get("/en/growth/nonsense/").status_code == 404
    silly = as_member(admin).get("/en/growth/?since=1900-01-01&until=x&sort=no")
    assert (silly.status_code, now.year > 2000) == (422, True)


@pytest.mark.parametrize("sort", list(ChannelSort))
def test_lists_are_sorted(
    sort: ChannelSort, trade: tuple[datetime, str], seller: Member, member_factory: MakeMember
) -> None:
    now, _contest = trade
    sell(member_factory(), seller, "s2", LinkKind.SPONSORSHIP, now - 5 * DAY)
    sell(member_factory(), seller, "s2", LinkKind.SPONSORSHIP, now - 4 * DAY)
    count(now)
    period = queries.growth_period(None, None, today=now.date())
    rows = queries.things_of(LinkKind.SPONSORSHIP, period, currency="USD", by=sort)
    first = "s1" if sort in (ChannelSort.PAYBACK, ChannelSort.COST) else "s2"
    assert rows[0].ref == first


def test_tables_hold_what_the_pages_show(
    trade: tuple[datetime, str], admin: Member, as_member: AsMember
) -> None:
    browser = as_member(admin)

    def table(path: str) -> list[dict[str, Any]]:
        return list(csv.DictReader(io.StringIO(browser.get(path).content.decode("utf-8-sig"))))

    kinds = {row["Kind"]: row for row in table("/en/growth/csv/")}
    assert (kinds["contest"]["Cost"], kinds["contest"]["Revenue"]) == ("50.00", "20.00")
    assert [row["Channel"] for row in table("/en/growth/sponsorship/csv/")] == ["s1"]
    days = table("/en/growth/days/csv/")
    assert sum(int(row["fees"]) for row in days) == 4_000
    assert sum(int(row["People"]) for row in table("/en/growth/cohorts/csv/")) == 2
    assert trade[1]


def test_the_api_says_the_same(
    trade: tuple[datetime, str], admin: Member, seller: Member, as_member: AsMember
) -> None:
    now, contest = trade
    browser = as_member(None)

    def ask(member: Member, path: str) -> Any:
        key = create_token(member=member, name="all", scopes=SCOPES, now=now).key
        return browser.get(f"/api/v1/growth/{path}", headers={"Authorization": f"Bearer {key}"})

    body = ask(admin, "").json()
    assert body["total"]["cost"] == 6_000
    assert {row["kind"] for row in body["channels"]} == {"contest", "sponsorship"}
    thing = ask(admin, "contest/?sort=cost").json()["channels"][0]
    assert (thing["ref"], thing["totals"]["payback"]) == (contest, None)
    assert ask(admin, "cohorts/").json()["cohorts"][-1]["fees"][-1] >= 0
    assert ask(seller, "").status_code == 404
    assert ask(admin, "nonsense/").status_code == 404


@pytest.mark.parametrize("days", ["until=9999-12-31", "until=0001-01-01", "since=9999-12-31"])
def test_days_beyond_the_calendar_are_refused(
    admin: Member, as_member: AsMember, now: datetime, days: str
) -> None:
    key = create_token(member=admin, name="all", scopes=SCOPES, now=now).key
    headers = {"Authorization": f"Bearer {key}"}
    answer = as_member(None).get(f"/api/v1/growth/?{days}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert as_member(admin).get(f"/en/growth/?{days}").status_code == 200


def test_a_channel_that_no_database_takes_is_none(admin: Member, as_member: AsMember) -> None:
    assert as_member(admin).get("/en/growth/compare/?a=article:%00&b=mission:1").status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30"])
def test_a_report_until_a_day_beyond_the_calendar_shows_today_and_says_so(
    trade: tuple[datetime, str], admin: Member, as_member: AsMember, day: str
) -> None:
    now, contest = trade
    page = as_member(admin).get(f"/en/desk/contests/{contest}/report/?until={day}")
    assert (page.status_code, 'aria-invalid="true"' in page.content.decode()) == (422, True)
    assert as_member(admin).get(f"/en/desk/contests/{contest}/report.csv?until={day}").content
    key = create_token(member=admin, name="all", scopes=SCOPES, now=now).key
    for moment in (f"{day}T23:59:59Z", f"{day}T00:00:00%2B14:00", "soon"):
        path = f"/api/v1/contests/{contest}/report/?until={moment}"
        answer = as_member(None).get(path, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 422


def test_a_contests_report_says_what_its_links_brought(
    trade: tuple[datetime, str], admin: Member, as_member: AsMember
) -> None:
    now, contest = trade
    path = f"/en/desk/contests/{contest}/report.csv?until={(now + DAY).date().isoformat()}"
    lines = as_member(admin).get(path).content.decode("utf-8-sig").splitlines()
    rows = {line.split(",")[0]: line.split(",")[1:] for line in lines}
    assert rows["reach"][0] == "40"
    assert rows["orders"][0] == "1"
    assert rows["revenue"][1:] == ["20.00", "USD"]
    assert rows["cost"][1:] == ["50.00", "USD"]
    early = (now - timedelta(days=19)).date().isoformat()
    path = f"/en/desk/contests/{contest}/report.csv?until={early}"
    before = as_member(admin).get(path).content.decode("utf-8-sig")
    assert "revenue,,0.00,USD" in before
