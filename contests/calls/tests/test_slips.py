"""What an administrator may mistype, and one contest that fails: nothing else suffers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from contests.calls.choices import ContestState
from contests.calls.errors import (
    AnnouncedInThePast,
    DateTooFar,
    LateForChanges,
    OpenTooLong,
)
from contests.calls.models import Contest
from contests.calls.queries import Rules
from contests.calls.services import (
    Words,
    extend_contest,
    move_due_contests,
    moving,
    remind_closing_contests,
    set_dates,
    set_rule_book,
    set_words,
)
from contests.calls.tests.world import (
    DAY,
    HOUR,
    SECOND,
    announced,
    contest_in,
    dates,
    draft,
    fresh,
)
from marketplace.accounts.models import Member
from marketplace.core.models import AuditRecord

pytestmark = pytest.mark.django_db
LAST = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


def test_a_planned_announcement_lies_ahead(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    for moment in (now, now - 365 * DAY):
        given = dates(now, announces_at=moment)
        with pytest.raises(AnnouncedInThePast):
            set_dates(contest=contest, actor=admin, dates=given, now=now)
    assert fresh(contest).timer_at is None


def test_no_date_lies_where_calendars_end(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    given = dates(now, results_by=LAST, judged_by=LAST)
    with pytest.raises(DateTooFar):
        set_dates(contest=contest, actor=admin, dates=given, now=now)
    running = announced(admin, now=now)
    with pytest.raises(DateTooFar):
        extend_contest(contest=running, actor=admin, closes_at=LAST, reason="x", now=now)


def test_a_later_closing_keeps_the_rule_books_longest_days(admin: Member, now: datetime) -> None:
    contest = contest_in(ContestState.OPEN, admin, now=now)
    assert contest.opens_at
    longest = contest.opens_at + 60 * DAY
    given: dict[str, Any] = {"contest": contest, "actor": admin, "reason": "x", "now": now}
    with pytest.raises(OpenTooLong):
        extend_contest(closes_at=longest + SECOND, **given)
    assert extend_contest(closes_at=longest, **given).closes_at == longest
    set_rule_book(actor=admin, country="", rules=Rules(longest_days=0), now=now)
    assert extend_contest(closes_at=longest + DAY, **given).closes_at == longest + DAY


def test_what_has_closed_stays_closed_before_the_sweep(admin: Member, now: datetime) -> None:
    contest = contest_in(ContestState.OPEN, admin, now=now)
    assert contest.closes_at
    given: dict[str, Any] = {"contest": contest, "actor": admin, "reason": "x"}
    later = contest.closes_at + DAY
    with pytest.raises(LateForChanges):
        extend_contest(closes_at=later, now=contest.closes_at, **given)
    moved = extend_contest(closes_at=later, now=contest.closes_at - SECOND, **given)
    assert moved.closes_at == later


def test_a_language_that_is_taken_away_stands_in_the_audit_log(
    admin: Member, now: datetime
) -> None:
    contest = draft(admin, now=now)
    set_words(contest=contest, actor=admin, words=Words(language="ar", title=""), now=now)
    last = AuditRecord.objects.filter(action="contest_words").latest("id")
    assert last.after == {"language": "ar", "is_taken_away": True}


def test_one_contest_that_fails_doesnt_stop_the_others(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = (announced(admin, now=now) for _number in range(2))

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def act(first: Any, *given: Any, **named: Any) -> Any:
            if getattr(first, "pk", None) == bad.pk:
                raise ValueError(bad)
            return real(first, *given, **named)

        return act

    monkeypatch.setattr(moving, "_carry_out", failing(moving._carry_out))
    assert good.opens_at
    assert good.closes_at
    assert move_due_contests(now=good.opens_at, limit=10) == 1
    assert [fresh(one).state for one in (bad, good)] == ["announced", "open"]
    Contest.objects.filter(pk=bad.pk).update(state="open", opened_at=good.opens_at)
    monkeypatch.setattr(moving, "facts", failing(moving.facts))
    assert remind_closing_contests(now=good.closes_at - HOUR, limit=10) == 1
    assert fresh(good).reminded_at


def test_an_address_of_no_country_is_not_found(
    admin: Member, as_member: Callable[..., Client]
) -> None:
    desk = as_member(admin)
    assert desk.get("/en/desk/contests/rules/?country=a%20b").status_code == 404
    for code, page in (("eg", "eg"), ("others", "others")):
        sent = desk.get(f"/en/desk/contests/rules/?country={code}")
        assert sent["Location"].endswith(f"/rules/{page}/")


def test_a_drafts_dates_are_kept_by_nobody_on_the_way(
    admin: Member, as_member: Callable[..., Client], now: datetime
) -> None:
    hidden, shown = draft(admin, now=now), announced(admin, now=now + timedelta(minutes=1))
    desk = as_member(admin)
    kept = desk.get(f"/en/contests/{hidden.slug}/calendar.ics")["Cache-Control"]
    assert "no-store" in kept
    assert "public" not in kept
    assert "public" in Client().get(f"/en/contests/{shown.slug}/calendar.ics")["Cache-Control"]
