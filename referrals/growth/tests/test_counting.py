"""What is kept equals a recount from the raw rows: in random worlds, and step by step."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import FEE, TOTAL, order_in
from referrals.growth import services
from referrals.growth.choices import Stale
from referrals.growth.models import ChannelDay, CohortMonth, GrowthProof, KindDay, StaleDay
from referrals.growth.services.counting import COLUMNS
from referrals.growth.tests import world
from referrals.growth.tests.world import DAY, Chance, Sold
from referrals.links.choices import LinkKind
from referrals.links.models import LinkDay
from referrals.links.services import Coming, record_visit, roll_visits

pytestmark = pytest.mark.django_db


def kept() -> dict[world.Key, dict[str, int]]:
    """Return every day as it is kept, without its zeros."""
    found = {}
    for row in ChannelDay.objects.values("on", "kind", "ref", "currency", *COLUMNS):
        sums = {name: row[name] for name in COLUMNS if row[name]}
        if sums:
            found[row["on"], row["kind"], row["ref"], row["currency"]] = sums
    return found


def cleaned(days: dict[world.Key, dict[str, int]]) -> dict[world.Key, dict[str, int]]:
    """Leave the zeros out."""
    return {
        key: {name: value for name, value in sums.items() if value} for key, sums in days.items()
    }


def recount_all(now: datetime) -> None:
    """Count every day of the worlds."""
    roll_visits(now=now + DAY)
    first = (now - (world.SPAN + 2) * DAY).date()
    for day in services.days_between(first, (now + 12 * DAY).date()):
        services.recount_day(on=day)


@pytest.mark.parametrize("seed", range(6))
def test_random_worlds_are_counted_as_the_plain_words_say(
    seed: int, member_factory: MakeMember, now: datetime
) -> None:
    chance = Chance(seed, [member_factory() for _ in range(7)], now)
    chance.make()
    recount_all(now)
    assert kept() == cleaned(world.plain_days(chance.spent))
    for name in COLUMNS:
        by_kind = sum(KindDay.objects.values_list(name, flat=True))
        assert by_kind == sum(ChannelDay.objects.values_list(name, flat=True))


def test_counting_again_changes_nothing_and_nothing_drifts(
    member_factory: MakeMember, now: datetime
) -> None:
    Chance(11, [member_factory() for _ in range(6)], now).make()
    recount_all(now)
    before = kept()
    recount_all(now)
    assert kept() == before
    out = StringIO()
    call_command("recount_growth", "--check", "--last", "2026-12-10", stdout=out)
    assert " 0 differ" in out.getvalue()


@pytest.mark.parametrize("table", [ChannelDay, KindDay, LinkDay])
def test_a_drift_is_named_by_the_check_and_mended_without_it(
    table: Any, member_factory: MakeMember, now: datetime
) -> None:
    Chance(12, [member_factory() for _ in range(6)], now).make()
    recount_all(now)
    before = kept()
    row = table.objects.filter(visits__gt=0).order_by("id")[0]
    table.objects.filter(pk=row.pk).update(visits=row.visits + 5)
    errors = StringIO()
    with pytest.raises(SystemExit):
        call_command("recount_growth", "--check", stdout=StringIO(), stderr=errors)
    assert str(row.on) in errors.getvalue()
    call_command("recount_growth", stdout=StringIO(), stderr=StringIO())
    call_command("recount_growth", "--check", stdout=StringIO(), stderr=StringIO())
    assert kept() == before


def test_the_hourly_proof_mends_what_drifted_and_says_so(
    seller: Member, client_member: Member, now: datetime
) -> None:
    link = world.link_of(LinkKind.CONTEST, "c1", now=now)
    day = (now - 3 * DAY).date()
    world.sign_up(client_member, link, now - 3 * DAY)
    proof = services.prove_growth(now=now)
    assert (proof.drifted, ChannelDay.objects.get().signups) == ([day.isoformat()], 1)
    assert services.prove_growth(now=now + timedelta(hours=1)).drifted == []
    # What waits for its recount isn't a drift.
    world.sign_up(seller, link, now - 3 * DAY)
    services.mark_stale(days=[day], now=now)
    assert services.prove_growth(now=now).drifted == []
    assert GrowthProof.objects.count() == 3


def test_what_happens_to_an_order_marks_its_days_and_the_screen_follows(
    client_member: Member, seller: Member, run_outbox: Any, now: datetime
) -> None:
    link = world.link_of(LinkKind.SPONSORSHIP, "s1", owner=seller, now=now)
    world.sign_up(client_member, link, now - DAY)
    order_in(OrderState.COMPLETED, client_member, seller, now=now)
    run_outbox(now)
    run_outbox(now + DAY)
    assert services.recount_stale(now=now + DAY, limit=100) > 1
    assert StaleDay.objects.count() == 0
    row = KindDay.objects.get(kind="sponsorship", currency="USD", fees__gt=0)
    assert (row.volume, row.fees) == (TOTAL, FEE)
    cohort = CohortMonth.objects.get(currency="USD")
    assert (cohort.kind, cohort.orders, cohort.fees) == ("sponsorship", 1, FEE)
    assert CohortMonth.objects.get(currency="").people == 1


def test_transfers_and_visits_mark_their_days(
    seller: Member, stranger: Member, now: datetime
) -> None:
    link = world.link_of(LinkKind.CONTEST, "c1", owner=seller, now=now)
    world.spend("contest:c1", 700, stranger, now - 4 * DAY)
    record_visit(key=link.code, coming=Coming(visitor="a" * 26), now=now - 2 * DAY)
    roll_visits(now=now)
    assert services.look_for_changes(now=now) == 2
    marked = set(StaleDay.objects.values_list("on", flat=True))
    assert marked == {(now - 4 * DAY).date(), (now - 2 * DAY).date()}
    services.recount_stale(now=now, limit=10)
    assert services.look_for_changes(now=now) == 0
    assert KindDay.objects.get(currency="USD").cost == 700
    record_visit(key=link.code, coming=Coming(visitor="b" * 26), now=now + timedelta(minutes=1))
    roll_visits(now=now + timedelta(minutes=2))
    services.look_for_changes(now=now + timedelta(minutes=2))
    assert set(StaleDay.objects.values_list("on", flat=True)) == {now.date()}


def test_cohorts_count_every_order_since_whichever_link_it_came_by(
    client_member: Member, seller: Member, now: datetime
) -> None:
    contest = world.link_of(LinkKind.CONTEST, "c1", owner=seller, now=now)
    article = world.link_of(LinkKind.ARTICLE, "7", owner=seller, now=now)
    signed = datetime(2026, 9, 15, tzinfo=now.tzinfo)
    world.sign_up(client_member, contest, signed)
    world.order(Sold(client_member, seller, signed, signed + 2 * DAY), contest)
    made = world.order(Sold(client_member, seller, signed + 40 * DAY, signed + 45 * DAY), article)
    world.refund(made, 50, signed + 50 * DAY)
    services.recount_day(on=signed.date().replace(day=1), what=Stale.COHORT)
    rows = CohortMonth.objects.exclude(currency="").order_by("later")
    assert [(row.kind, row.later.month, row.orders, row.fees) for row in rows] == [
        ("contest", 9, 1, 2_000),
        ("contest", 10, 1, 1_000),
    ]
