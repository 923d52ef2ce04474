"""The desk's figures: whose, by which step, against costs, evangelists against the others."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from community.gurus.models import Evangelist, Membership
from community.gurus.tests import world as club
from community.worth.choices import Lens, Scope, Step
from community.worth.errors import PeriodTooLong
from community.worth.models import MemberMonth, Recount
from community.worth.queries.figures import repriced, worth_of
from community.worth.queries.own import worth_of_member
from community.worth.queries.periods import Months, month_on, months_between
from community.worth.services.costing import CostDraft, record_cost
from community.worth.services.pricing import PriceDraft, change_price
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
YEAR = Months(date(2026, 1, 1), DECEMBER)


def month(member: Member, at: date, **given: int) -> MemberMonth:
    """Write a counted month down."""
    return MemberMonth.objects.create(member=member, month=at, **given)


def test_each_month_has_its_own_price_and_lines_add_up(manager: Member, now: datetime) -> None:
    one, two = club.member(), club.member()
    draft = PriceDraft(month=DECEMBER, amount=9001, reason="Wages", seen_version=0)
    change_price(actor=manager, draft=draft, now=now)
    for who in (one, two):
        month(who, NOVEMBER, solutions=1, likes=1, share_milli=334)
        month(who, DECEMBER, likes=1, weight_milli=500, reach_milli=10_000)
    found = worth_of(YEAR, scope=Scope.ALL, step=Step.MONTH)
    classic = [line.ranges[Lens.CLASSIC].value for line in found.lines[-2:]]
    assert classic == [20_000, 6_001]
    assert found.total.ranges[Lens.CLASSIC].value == 26_001
    assert found.total.ranges[Lens.CONSERVATIVE].low == 2 * 334 * 7500 // 1000
    assert found.total.ranges[Lens.REACH].value == 9_001
    assert [one.price for one in found.lines[-2:]] == [7500, 9001]
    assert found.total.price is None
    assert sum(line.ranges[Lens.REACH].high for line in found.steps) == 36_004


def test_costs_are_taken_from_each_lens(manager: Member, now: datetime) -> None:
    month(club.member(), NOVEMBER, solutions=2, likes=3, share_milli=1000)
    draft = CostDraft(kind="other", month=NOVEMBER, note="Cake", amount=9_000)
    record_cost(actor=manager, draft=draft, now=now)
    found = worth_of(YEAR, scope=Scope.ALL, step=Step.QUARTER)
    assert [line.month for line in found.steps] == [
        month_on(date(2026, 1, 1), 3 * n) for n in range(4)
    ]
    last = found.steps[-1]
    assert {lens: one.value for lens, one in last.nets.items()} == {
        Lens.CLASSIC: 13_500,
        Lens.CONSERVATIVE: -1_500,
        Lens.REACH: -9_000,
    }
    assert found.ticket_cost == {Lens.CLASSIC: 3_000, Lens.CONSERVATIVE: 9_000, Lens.REACH: None}
    years = worth_of(YEAR, scope=Scope.ALL, step=Step.YEAR).steps
    assert [(one.month, one.cost) for one in years] == [(date(2026, 1, 1), 9_000)]


def test_the_club_is_its_members_while_they_belong_to_it(manager: Member, now: datetime) -> None:
    guru, *_others = club.club(manager, now=now)
    month(guru.member, OCTOBER, solutions=5)
    month(guru.member, NOVEMBER, solutions=2)
    month(guru.member, DECEMBER, solutions=1)
    month(club.member(), NOVEMBER, solutions=9)
    Membership.objects.filter(pk=guru.pk).update(ended_at=now, state="alumnus")
    found = worth_of(YEAR, scope=Scope.CLUB, step=Step.MONTH)
    assert [line.counts.solutions for line in found.lines[-3:]] == [0, 2, 0]
    assert [(one.member, one.counts.solutions) for one in found.top] == [(guru.member, 2)]
    whole = worth_of(YEAR, scope=Scope.ALL, step=Step.MONTH)
    assert [one.counts.solutions for one in whole.top] == [9, 8]


def test_an_evangelist_stands_against_mean_and_median(manager: Member, now: datetime) -> None:
    gurus = club.club(manager, 4, now=now)
    for guru, solutions in zip(gurus, (18, 2, 4, 0), strict=True):
        if solutions:
            month(guru.member, NOVEMBER, solutions=solutions, share_milli=solutions * 1000)
    Evangelist.objects.create(membership=gurus[0], reason="x", named_at=now, named_by=manager)
    found = worth_of(YEAR, scope=Scope.CLUB, step=Step.MONTH).club
    assert found.gurus == 3
    assert (found.mean[Lens.CLASSIC], found.median[Lens.CLASSIC]) == (15_000, 15_000)
    (one,) = found.evangelists
    assert one.of_mean == {Lens.CLASSIC: 900, Lens.CONSERVATIVE: 900, Lens.REACH: None}
    assert one.of_median[Lens.CLASSIC] == 900


def test_a_preview_multiplies_the_same_counts() -> None:
    month(club.member(), NOVEMBER, solutions=2, likes=1)
    rows = repriced(YEAR, scope=Scope.ALL, price=9_000)
    assert [(one.before.value, one.after.value) for one in rows] == [
        (17_500, 21_000),
        (0, 0),
        (0, 0),
    ]


def test_ones_own_months_are_the_same_figures() -> None:
    member = club.member()
    month(member, NOVEMBER, solutions=1, likes=2, share_milli=500, paid_solutions=3)
    own = worth_of_member(member, YEAR)
    desk = worth_of(YEAR, scope=Scope.ALL, step=Step.MONTH)
    assert own.total.ranges == desk.total.ranges
    assert own.total.counts.paid_solutions == 3


def test_a_period_is_sixty_months_at_most() -> None:
    today = date(2026, 11, 23)
    assert months_between(None, None, today=today) == Months(date(2025, 12, 1), NOVEMBER)
    assert len(list(months_between(date(2021, 12, 1), NOVEMBER, today=today))) == 60
    for since, last in ((date(2021, 11, 1), NOVEMBER), (DECEMBER, NOVEMBER)):
        with pytest.raises(PeriodTooLong):
            months_between(since, last, today=today)


def test_nothing_counted_is_nothing() -> None:
    found = worth_of(YEAR, scope=Scope.CLUB, step=Step.MONTH)
    assert found.total.counts.is_nothing
    assert found.club.evangelists == []
    assert not Recount.objects.exists()
