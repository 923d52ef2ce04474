"""The daily look on real rows: who is sighted, who isn't, how it goes on, what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.reputation.models import Touched
from community.reputation.services import count_everything_touched
from community.rings.tests import world as rings
from community.watch.choices import CloseReason, Stage
from community.watch.models import DailyLook, Outcome, Sighting
from community.watch.services import acting, looking, measuring, pausing, telling
from community.watch.tests.world import (
    DAY,
    burst,
    gifts,
    look,
    member,
    people,
)
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]


def stage_of(who: Member) -> str:
    return Sighting.objects.get(member=who).stage


def test_a_burst_is_told_to_each_manager_once_a_day(
    noor: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    givers = people(4, now=now)
    stars = [member(joined=now - 40 * DAY) for _number in range(2)]
    for star in stars:
        burst(star, givers, now=now)
    assert look(now) == 2
    assert telling.tell_managers(now=now, limit=100) == 2
    run_outbox(now)
    (notice,) = noor.notifications.filter(kind="watch.digest")
    assert set(str(notice.params["names"]).split(" · ")) == {one.display_name for one in stars}
    late = member(joined=now - 40 * DAY)
    burst(late, givers, now=now)
    assert look(now) == 1
    assert telling.tell_managers(now=now, limit=100) == 0
    assert telling.tell_managers(now=now + DAY, limit=100) == 0, "the day's look comes first"
    assert look(now + DAY) == 0
    assert telling.tell_managers(now=now + DAY, limit=100) == 1
    run_outbox(now + DAY)
    assert noor.notifications.filter(kind="watch.digest").count() == 2


def test_evidence_is_frozen_with_the_best_contributions(now: datetime) -> None:
    star = member(joined=now - 40 * DAY)
    burst(star, people(4, now=now), now=now)
    look(now)
    found = Sighting.objects.get(member=star)
    assert (found.evidence["output_milli"], found.evidence["givers"]) == (12_000, 4)
    assert len(found.evidence["top"]) == 5
    assert found.evidence["weeks"][-1] == 12_000
    assert Outcome.objects.get().occasion == "burst"
    assert look(now) == 0, "looked at twice, sighted once"


def test_who_is_not_sighted(now: datetime) -> None:
    givers = people(4, now=now)
    old = member(joined=now - 181 * DAY)
    low = member(joined=now - 90 * DAY)
    away = member(joined=now - 40 * DAY)
    for one in (old, away):
        burst(one, givers, now=now)
    gifts(low, {0: 1, 7: 1, 14: 1, 21: 1}, givers, now=now)
    pausing.begin_pause(member=away, until=(now + 10 * DAY).date(), now=now)
    assert look(now) == 0
    pausing.end_pause(member=away, now=now)
    assert look(now) == 1


def test_a_newcomer_is_new_until_the_day(now: datetime) -> None:
    givers = people(4, now=now)
    last, over = member(joined=now - 179 * DAY), member(joined=now - 180 * DAY)
    for one in (last, over):
        burst(one, givers, now=now)
    assert look(now) == 1
    assert Sighting.objects.get().member == last


def test_a_ring_does_not_burst(now: datetime) -> None:
    """Friends who give each other a lot aren't independent; a few favours back are no matter."""
    friends = [member(joined=now - 40 * DAY) for _number in range(5)]
    for one in friends:
        burst(one, [other for other in friends if other != one], now=now)
    assert look(now) == 0
    star = member(joined=now - 40 * DAY)
    givers = people(4, now=now)
    burst(star, givers, now=now)
    for giver in givers:
        gifts(giver, {1: 2}, [star], now=now)
    assert look(now) == 1


def test_a_case_about_favours_comes_first(now: datetime) -> None:
    star, other = (member(joined=now - 40 * DAY) for _number in range(2))
    burst(star, people(4, now=now), now=now)
    case = rings.made([star, other], now=now)
    assert look(now) == 0
    case.delete()
    assert look(now) == 1


def test_a_burst_that_fades_goes_dark_and_is_laid_aside(now: datetime) -> None:
    givers = people(4, now=now)
    star = member(joined=now - 40 * DAY)
    burst(star, givers, now=now)
    gifts(star, dict.fromkeys((5, 6, 8, 9), 1), givers, now=now)
    seen: list[tuple[int, str]] = []
    for day in range(200):
        look(now + day * DAY)
        if not seen or seen[-1][1] != stage_of(star):
            seen.append((day, stage_of(star)))
    # A week at least, then the silence is longer than usual; dark after six weeks of it.
    assert seen == [
        (0, "ignition"),
        (7, "plateau"),
        (14, "dimming"),
        (42, "dark"),
        (132, "closed"),
    ]
    assert Sighting.objects.get().closed_as == CloseReason.SILENT
    assert Outcome.objects.filter(occasion="fade").count() == 1


def test_a_steady_one_is_let_go_when_no_longer_new(now: datetime) -> None:
    givers = people(6, now=now)
    star = member(joined=now - 100 * DAY)
    for _number in range(40):
        member(joined=now - 100 * DAY)
    burst(star, givers, now=now)
    look(now)
    seen = set()
    for day in range(1, 170):
        moment = now + day * DAY
        gifts(star, {0: 1}, givers, now=moment)
        look(moment)
        seen.add(stage_of(star))
    found = Sighting.objects.get()
    assert seen == {"ignition", "flash", "plateau", "closed"}
    assert found.closed_as == CloseReason.SETTLED


def test_on_a_break_nothing_moves(now: datetime) -> None:
    givers = people(4, now=now)
    star = member(joined=now - 40 * DAY)
    burst(star, givers, now=now)
    gifts(star, dict.fromkeys((5, 6, 8, 9), 1), givers, now=now)
    look(now)
    pausing.begin_pause(member=star, until=(now + 60 * DAY).date(), now=now)
    for day in (20, 40, 59, 60, 67):
        look(now + day * DAY)
    assert stage_of(star) in (Stage.IGNITION, Stage.PLATEAU)
    look(now + 75 * DAY)
    assert stage_of(star) == Stage.DIMMING


def test_a_dismissal_rests(noor: Member, now: datetime) -> None:
    givers = people(4, now=now)
    star = member(joined=now - 10 * DAY)
    burst(star, givers, now=now)
    look(now)
    found = Sighting.objects.get()
    acting.dismiss_sighting(sighting=found, actor=noor, reason="A class.", now=now)
    later = now + 89 * DAY
    burst(star, givers, now=later)
    assert look(later) == 0
    assert look(now + 90 * DAY) == 0, "rests until the day is over"
    assert look(now + 91 * DAY) == 1


def test_the_day_is_looked_at_once_and_waits_for_scores(now: datetime) -> None:
    star = member(joined=now - 40 * DAY)
    burst(star, people(4, now=now), now=now)
    early = now.replace(hour=2)
    assert looking.look_due(now=early, limit=1) == 0
    at_three = now.replace(hour=3)
    assert Touched.objects.exists()
    assert looking.look_due(now=at_three, limit=1) == 0
    count_everything_touched(now=now)
    assert looking.look_due(now=at_three, limit=1) == 1
    assert looking.look_due(now=now, limit=1) == 0
    assert DailyLook.objects.get().opened == 1


def test_scores_are_waited_for_two_hours_at_most(now: datetime) -> None:
    member(joined=now - 40 * DAY)
    burst(member(joined=now - 9 * DAY), people(4, now=now), now=now)
    assert looking.look_due(now=now.replace(hour=4, minute=59), limit=1) == 0
    assert not DailyLook.objects.exists()
    looking.look_due(now=now.replace(hour=5), limit=1)
    assert DailyLook.objects.count() == 1


def test_outcomes_are_measured_in_their_time(noor: Member, now: datetime) -> None:
    givers = people(4, now=now)
    star = member(joined=now - 60 * DAY)
    gifts(star, {28: 1, 29: 9}, givers, now=now)
    burst(star, givers, now=now)
    look(now)
    found = Sighting.objects.get()
    act = acting.record_act(sighting=found, actor=noor, kind="talk", now=now + DAY)
    gifts(star, {0: 3}, givers, now=now + 20 * DAY)
    gifts(star, {0: 1}, givers, now=now + 95 * DAY)
    count_everything_touched(now=now)
    for day in (0, 30, 31, 32, 91, 92):
        measuring.measure_outcomes(now=now + day * DAY, limit=100)
    of_burst = Outcome.objects.get(occasion="burst")
    assert (of_burst.before_milli, of_burst.after_milli) == (9_000, 7_000)
    assert (of_burst.is_kept_30, of_burst.is_kept_90, of_burst.due_on) == (True, False, None)
    of_act = Outcome.objects.get(act=act)
    assert (of_act.after_milli, of_act.is_kept_30, of_act.is_kept_90) == (3_000, True, False)


def _crowd(size: int, now: datetime) -> None:
    givers = people(4, now=now)
    for _number in range(size):
        burst(member(joined=now - timedelta(days=40)), givers, now=now)


def test_a_look_asks_the_same_number_of_times(now: datetime) -> None:
    """Reads don't grow with members; what is written is one story for each that is opened."""
    asked: dict[int, int] = {}
    _crowd(1, now)
    look(now)
    for day, more in ((1, 0), (2, 3), (3, 0)):
        _crowd(more, now + day * DAY)
        count_everything_touched(now=now + day * DAY)
        with CaptureQueriesContext(connection) as found:
            looking.look_at_newcomers(now=now + day * DAY)
        asked[day] = sum("SELECT" in str(one["sql"])[:10].upper() for one in found)
    assert Sighting.objects.count() == 4
    assert asked[1] == asked[3]
    assert date.fromisoformat("2026-11-26") == DailyLook.objects.latest("day").day


def test_names_that_do_not_fit_are_cut_between_people() -> None:
    long = telling._names([f"Member number {number}" for number in range(40)])
    assert long.endswith(" …")
    assert len(long) <= telling.NAMES_MAX + 2
    assert telling._names(["Layla"]) == "Layla"
