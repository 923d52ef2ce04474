"""Timers at their boundaries, swept twice, and on days when clocks are moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contests.calls.forms import DatesForm
from contests.calls.models import Contest, Line
from contests.calls.services import (
    extend_contest,
    move_due_contests,
    open_contest_page,
    pay_in_fund,
    remind_closing_contests,
    set_dates,
)
from contests.calls.tests.world import DAY, HOUR, SECOND, announced, draft, fresh
from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent

pytestmark = pytest.mark.django_db


def told(name: str) -> int:
    return OutboxEvent.objects.filter(name=name).count()


@pytest.mark.parametrize(
    ("column", "before", "after"),
    [("opens_at", "announced", "open"), ("closes_at", "announced", "judging")],
)
def test_a_timer_acts_at_its_moment_and_not_before(
    column: str, before: str, after: str, admin: Member, now: datetime
) -> None:
    contest = announced(admin, now=now)
    at: datetime = getattr(contest, column)
    if column == "closes_at":
        move_due_contests(now=contest.opens_at or now, limit=10)
        before = "open"
    assert move_due_contests(now=at - SECOND, limit=10) == 0
    assert fresh(contest).state == before
    assert move_due_contests(now=at, limit=10) == 1
    assert fresh(contest).state == after
    assert move_due_contests(now=at, limit=10) == 0
    assert Line.objects.filter(contest=contest).values("kind").distinct().count() == (
        Line.objects.filter(contest=contest).count()
    )


def test_a_late_sweep_writes_the_timers_own_moments(admin: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    move_due_contests(now=now + 40 * DAY, limit=10)
    moved = fresh(contest)
    assert (moved.state, moved.opened_at, moved.closed_at) == (
        "judging",
        contest.opens_at,
        contest.closes_at,
    )
    assert (told("ContestOpened"), told("ContestClosed")) == (1, 1)


def test_a_reader_sees_it_before_the_sweep(admin: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    assert contest.opens_at
    seen = open_contest_page(slug=contest.slug, viewer=None, now=contest.opens_at)
    assert (seen.state, seen.opened_at) == ("open", contest.opens_at)
    assert seen.texts.count() == 2


def test_a_planned_announcement_happens_or_is_told_of(admin: Member, now: datetime) -> None:
    for is_ready in (True, False):
        contest = draft(admin, now=now, announces_at=now + DAY)
        if is_ready:
            pay_in_fund(contest=contest, actor=admin, now=now)
        move_due_contests(now=now + DAY, limit=10)
        move_due_contests(now=now + DAY, limit=10)
        moved = fresh(contest)
        assert moved.state == ("announced" if is_ready else "draft")
        assert contest.lines.filter(kind="not_announced").count() == (0 if is_ready else 1)
    assert (told("ContestAnnounced"), told("ContestNotAnnounced")) == (1, 1)
    assert moved.timer_at is None


def test_the_reminder_comes_once_for_each_closing(admin: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    assert contest.opens_at
    assert contest.closes_at
    move_due_contests(now=contest.opens_at, limit=10)
    moment = contest.closes_at - 24 * HOUR
    assert remind_closing_contests(now=moment - SECOND, limit=10) == 0
    assert remind_closing_contests(now=moment, limit=10) == 1
    assert remind_closing_contests(now=moment + HOUR, limit=10) == 0
    later = contest.closes_at + 3 * DAY
    extend_contest(contest=contest, actor=admin, closes_at=later, reason="So", now=moment + HOUR)
    assert remind_closing_contests(now=moment + 2 * HOUR, limit=10) == 0
    assert remind_closing_contests(now=later - HOUR, limit=10) == 1
    assert remind_closing_contests(now=later, limit=10) == 0
    assert told("ContestClosesSoon") == 2


def test_a_contest_of_one_day_reminds_nobody(admin: Member, now: datetime) -> None:
    opens = now + 2 * DAY
    contest = announced(admin, now=now, opens_at=opens, closes_at=opens + 24 * HOUR)
    move_due_contests(now=opens, limit=10)
    assert fresh(contest).state == "open"
    assert remind_closing_contests(now=opens + 12 * HOUR, limit=10) == 0


def typed(**given: str) -> dict[str, str]:
    whole = {
        "announces_at": "",
        "opens_at": "2027-03-20T09:00",
        "closes_at": "2027-03-28T12:00",
        "judged_by": "2027-04-10T09:00",
        "results_by": "2027-04-12T09:00",
    }
    return {**whole, **given}


def test_dates_are_read_by_the_administrators_clock() -> None:
    form = DatesForm(ZoneInfo("Europe/Berlin"), typed())
    assert form.is_valid(), form.errors
    # The clocks of Berlin go forward between the opening and the closing.
    assert form.dates.opens_at == datetime(2027, 3, 20, 8, tzinfo=UTC)
    assert form.dates.closes_at == datetime(2027, 3, 28, 10, tzinfo=UTC)


def test_an_hour_that_doesnt_exist_or_exists_twice_is_refused() -> None:
    for hour in ("2027-03-28T02:30", "2027-10-31T02:30"):
        form = DatesForm(ZoneInfo("Europe/Berlin"), typed(closes_at=hour))
        assert not form.is_valid()
        assert list(form.errors) == ["closes_at"]
        assert DatesForm(ZoneInfo("Asia/Riyadh"), typed(closes_at="2027-03-28T02:30")).is_valid()


def test_dates_come_back_as_they_were_typed(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    zone = ZoneInfo("America/New_York")
    form = DatesForm(zone, typed())
    assert form.is_valid()
    set_dates(contest=contest, actor=admin, dates=form.dates, now=now)
    shown = DatesForm(zone, initial=DatesForm.initial_of(fresh(contest)))
    assert shown["closes_at"].value() == "2027-03-28T12:00"
    assert 'value="2027-03-28T12:00"' in str(shown["closes_at"])


def test_many_contests_are_swept_in_their_order(admin: Member, now: datetime) -> None:
    rows = [
        announced(admin, now=now, opens_at=now + (3 - place) * DAY + timedelta(minutes=place))
        for place in range(3)
    ]
    assert move_due_contests(now=now + 4 * DAY, limit=2) == 2
    states = [fresh(row).state for row in rows]
    assert states == ["announced", "open", "open"]
    assert move_due_contests(now=now + 4 * DAY, limit=2) == 1
    assert Contest.objects.filter(state="open").count() == 3
