"""Standing rises at once, falls slowly, is told, and says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from community.reputation.choices import Kind, Level
from community.reputation.models import MemberStanding, StandingChange
from community.reputation.queries import (
    counted_metrics_of,
    describe,
    metrics_of,
    standing_of,
    standings_of,
)
from community.reputation.queries.standing import level_for
from community.reputation.services import (
    count_everything_touched,
    decay_standings,
    reverse_by_subject,
)
from community.reputation.tests.test_recording import NOW, like, person
from marketplace.core.conf import Rules
from marketplace.notifications.models import Notification

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("points", "givers", "days", "held", "level"),
    [
        (0, 0, 0, Level.NEWCOMER, Level.NEWCOMER),
        (19, 2, 3, Level.NEWCOMER, Level.NEWCOMER),
        (20, 2, 3, Level.NEWCOMER, Level.KNOWN),
        (20, 1, 3, Level.NEWCOMER, Level.NEWCOMER),
        (18, 2, 3, Level.KNOWN, Level.KNOWN),
        (17, 2, 3, Level.KNOWN, Level.NEWCOMER),
        (135, 8, 15, Level.HELPER, Level.HELPER),
        (134, 8, 15, Level.HELPER, Level.KNOWN),
        (135, 8, 15, Level.KNOWN, Level.KNOWN),
        (5_000, 60, 120, Level.NEWCOMER, Level.LUMINARY),
        (1_800, 54, 108, Level.LUMINARY, Level.LUMINARY),
        (1_800, 53, 108, Level.LUMINARY, Level.PILLAR),
    ],
)
def test_levels_are_reached_in_full_and_held_at_ninety_per_cent(
    points: int, givers: int, days: int, held: Level, level: Level
) -> None:
    assert level_for(points * 1_000, givers, days, held=held, limits=Rules()) == level


def test_what_is_missing_is_said() -> None:
    found = describe(Level.KNOWN, 30_500, 9, 3)
    assert [(one.name, one.has, one.needs, one.missing) for one in found.next_up] == [
        ("points", 30, 150, 120),
        ("givers", 9, 8, 0),
        ("days", 3, 15, 12),
    ]
    assert [one.needs for one in found.keeps] == [18, 2, 3]
    assert (describe(Level.LUMINARY, 0, 0, 0).next_up, describe(Level.NEWCOMER, 0, 0, 0).keeps) == (
        (),
        (),
    )


@pytest.mark.django_db
def test_points_halve_in_half_a_year_and_the_record_does_not(
    run_outbox: Callable[..., int],
) -> None:
    salma = person("salma1")
    for number in range(3):
        then = NOW - number * DAY
        giver = person(f"giver{number}")
        like(salma, giver, f"s:{number}", kind=Kind.SOLUTION, subject_id=number, occurred_at=then)
    count_everything_touched(now=NOW)
    run_outbox(NOW)
    assert (standing_of(salma).level, standings_of([salma.pk])) == (
        Level.KNOWN,
        {salma.pk: Level.KNOWN},
    )
    assert decay_standings(now=NOW, limit=10) == 0
    later = NOW + 180 * DAY
    assert decay_standings(now=later, limit=10) == 1
    run_outbox(later)
    found = standing_of(salma)
    assert (found.level, found.current_milli // 100) == (Level.NEWCOMER, 149)
    assert metrics_of([salma.pk])[salma.pk].points_milli == 30_000
    moves = StandingChange.objects.order_by("id").values_list("before", "after", "givers")
    assert list(moves) == [(0, 1, 3), (1, 0, 3)]
    told = Notification.objects.filter(member=salma).order_by("id").values_list("kind", flat=True)
    assert list(told) == ["reputation.rose", "reputation.fell"]


@pytest.mark.django_db
def test_counted_metrics_equal_the_records(run_outbox: Callable[..., int]) -> None:
    salma, omar, huda = person("salma1"), person("omar1"), person("huda1")
    for number in range(4):
        like(salma, None, f"r:{number}", kind=Kind.REPLY, subject_id=number)
    like(salma, omar, "l:1", subject_id=1)
    like(salma, huda, "l:2", subject_id=2)
    like(salma, omar, "s:2", kind=Kind.SOLUTION, subject_id=2)
    reverse_by_subject(subject_kind="post", subject_id=3, note="", by_id=None, now=NOW)
    count_everything_touched(now=NOW)
    run_outbox(NOW)
    exact = metrics_of([salma.pk, omar.pk])
    assert exact[salma.pk] == counted_metrics_of(salma)
    found = exact[salma.pk]
    assert (found.share_of_replies_valued, found.givers, found.days) == (66, 2, 1)
    assert (found.count(Kind.REPLY), exact[omar.pk].count(Kind.LIKE)) == (3, 0)
    assert MemberStanding.objects.get(member=salma).replies_valued == 2


@pytest.mark.django_db
def test_a_day_of_long_ago_keeps_nobody_from_being_counted() -> None:
    salma, omar = person("salma1"), person("omar1")
    like(salma, None, "t:1", kind=Kind.ELSEWHERE_TALK, occurred_at=NOW.replace(year=202))
    like(omar, salma, "l:1", subject_id=1)
    count_everything_touched(now=NOW)
    assert (standing_of(salma).current_milli, standing_of(omar).current_milli) == (0, 2_000)
    assert metrics_of([salma.pk])[salma.pk].points_milli == 30_000
