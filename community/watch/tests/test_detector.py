"""The arithmetic alone: synthetic histories, the bounds of every timer, false alarms."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from community.watch.choices import Stage
from community.watch.queries.detector import (
    COHORT_WEEKS,
    WEEK,
    Cohort,
    CohortWeek,
    Figures,
    History,
    cohort_for,
    cohorts_of,
    measure,
    next_stage,
)
from marketplace.core.conf import Rules

LIMITS = Rules()
USUAL = Cohort(mean_milli=800, sd_milli=1_300, members=500)


def history(days: dict[int, int], *, age: int = 100, **given: Any) -> History:
    """Return somebody who brought so many contributions on these days, counted back."""
    values: dict[str, Any] = {"givers": 5, "quality_milli": 800, "median_milli": 400, **given}
    output = {back: count * 1_000 for back, count in days.items()}
    values.setdefault("active", frozenset(days))
    return History(member_id=1, age_days=age, output=output, **values)


def seen(one: History, peak: int = 0) -> Figures:
    return measure(one, USUAL, peak_milli=peak, limits=LIMITS)


BURST = {0: 4, 1: 4, 3: 4}


def test_a_burst_and_what_each_condition_refuses() -> None:
    assert seen(history(BURST)).is_burst
    assert not seen(history({0: 1, 9: 1, 17: 2})).is_burst, "constant and low"
    assert not seen(history({0: 12})).is_burst, "all on one day"
    assert not seen(history({0: 4, 1: 4, 3: 3})).is_burst, "below the floor"
    assert seen(history({0: 4, 1: 4, 6: 4})).is_burst, "on the floor"
    assert not seen(history(BURST, givers=2)).is_burst, "two givers"
    assert seen(history(BURST, givers=3)).is_burst
    assert not seen(history(BURST, quality_milli=399)).is_burst, "below the median"
    assert seen(history(BURST, quality_milli=400)).is_burst
    assert seen(history(BURST, quality_milli=None)).is_burst, "no replies to judge by"


def test_whoever_always_brings_much_does_not_burst() -> None:
    steady = dict.fromkeys(range(100), 1) | BURST
    assert seen(history(steady)).own_milli == 7_000
    assert not seen(history(steady)).is_burst


def test_z_against_the_cohort() -> None:
    few = replace(USUAL, mean_milli=4_000, sd_milli=2_667)
    at = measure(history(BURST), few, peak_milli=0, limits=LIMITS)
    assert (at.z_milli, at.is_burst) == (3_000, True)
    under = measure(history(BURST), replace(few, sd_milli=2_668), peak_milli=0, limits=LIMITS)
    assert (under.z_milli, under.is_burst) == (2_999, False)


def test_cohorts_are_weighted_and_small_ones_lean_on_all() -> None:
    rows = [CohortWeek(0, 1, 100, 100_000, 100 * 1e6), CohortWeek(0, 5, 100, 0, 0.0)]
    found = cohorts_of(rows, LIMITS)
    # Four weeks ago counts half: (1 × 1 + 0 × ½) / 1½.
    assert found[0].mean_milli == 667
    assert found[0].sd_milli == 1_000, "never less than one contribution"
    assert cohort_for(3, found) == found[0]
    assert cohort_for(150, found) == found[-1]
    assert cohort_for(3, {}) == Cohort()


def test_fading_is_held_against_ones_own_past() -> None:
    days = dict.fromkeys(range(28), 1)
    assert not seen(history(days), peak=14_000).is_faded
    assert seen(history(days), peak=14_001).is_faded
    # Somebody who comes once a fortnight isn't silent after five weeks.
    seasonal = dict.fromkeys(range(35, 200, 14), 4)
    assert seen(history(seasonal), peak=0).usual_gap == 14
    assert not seen(history(seasonal, active=frozenset(range(42, 200, 14)))).is_faded
    assert seen(history(seasonal, active=frozenset(range(43, 200, 14)))).is_faded
    # Whoever came daily is, after a week and a day.
    assert not seen(history({}, active=frozenset(range(7, 30)))).is_faded
    assert seen(history({}, active=frozenset(range(8, 30)))).is_faded


def test_after_a_break_nothing_is_held_against_anybody() -> None:
    away = history({40: 5}, active=frozenset(range(40, 60)), back_for=7)
    assert (away.silent_for, seen(away, peak=9_000).is_faded) == (7, False)
    assert seen(replace(away, back_for=8), peak=9_000).is_faded
    rare = history({40: 5}, active=frozenset({0, 40}), back_for=27)
    assert not seen(rare, peak=9_000).is_faded
    assert seen(replace(rare, back_for=28), peak=9_000).is_faded


def figures(**given: Any) -> Figures:
    return replace(seen(history({0: 2})), **given)


STEPS: tuple[tuple[Stage, dict[str, Any], Stage], ...] = (
    (Stage.IGNITION, {"z_milli": 3_000}, Stage.FLASH),
    (Stage.FLASH, {"z_milli": 9_000, "own_milli": 1_600}, Stage.PLATEAU),
    (Stage.FLASH, {"z_milli": 9_000, "own_milli": 1_599}, Stage.FLASH),
    (Stage.IGNITION, {"z_milli": 1_499}, Stage.PLATEAU),
    (Stage.IGNITION, {"z_milli": 1_500}, Stage.IGNITION),
    (Stage.IGNITION, {"is_faded": True}, Stage.DIMMING),
    (Stage.FLASH, {"z_milli": 1_500}, Stage.FLASH),
    (Stage.FLASH, {"z_milli": 1_499}, Stage.PLATEAU),
    (Stage.FLASH, {"is_faded": True}, Stage.DIMMING),
    (Stage.PLATEAU, {"is_burst": True}, Stage.FLASH),
    (Stage.PLATEAU, {}, Stage.PLATEAU),
    (Stage.PLATEAU, {"is_faded": True}, Stage.DIMMING),
    (Stage.DIMMING, {"silent_for": 41, "mean_milli": 0, "peak_milli": 9}, Stage.DIMMING),
    (Stage.DIMMING, {"silent_for": 42}, Stage.DARK),
    (Stage.DIMMING, {"is_burst": True}, Stage.FLASH),
    (Stage.DIMMING, {"mean_milli": 700, "peak_milli": 1_000}, Stage.PLATEAU),
    (Stage.DIMMING, {"mean_milli": 699, "peak_milli": 1_000}, Stage.DIMMING),
    (Stage.DARK, {"silent_for": 6, "days": 2}, Stage.DIMMING),
    (Stage.DARK, {"silent_for": 6, "days": 1}, Stage.DARK),
    (Stage.DARK, {"is_burst": True}, Stage.FLASH),
    (Stage.CLOSED, {"is_burst": True}, Stage.CLOSED),
)


@pytest.mark.parametrize(("stage", "given", "target"), STEPS)
def test_stages_follow_from_figures_and_stay_a_week(
    stage: Stage, given: dict[str, Any], target: Stage
) -> None:
    now = figures(**{"is_burst": False, "is_faded": False, **given})
    assert next_stage(stage, 7, now, LIMITS) == target
    assert next_stage(stage, 6, now, LIMITS) == stage


def poisson(rate: float, chance: random.Random) -> int:
    """Return how many come on a day."""
    count, left = 0, chance.expovariate(1.0)
    while left < rate:
        count += 1
        left += chance.expovariate(1.0)
    return count


def test_false_alarms_on_two_thousand_steady_members(capsys: pytest.CaptureFixture[str]) -> None:
    """Steady members of four kinds, half a year each, looked at on every day."""
    chance = random.Random(2026)  # noqa: S311  a simulation
    rates = chance.choices((0.2, 1.0, 3.0, 5.0), (60, 30, 8, 2), k=2_000)
    lives = [[poisson(rate / WEEK, chance) for _day in range(180)] for rate in rates]
    weeks = [[sum(life[at : at + WEEK]) * 1_000 for at in range(0, 84, 7)] for life in lives]
    rows = [
        CohortWeek(
            week,
            COHORT_WEEKS - week,
            len(lives),
            sum(life[week] for life in weeks),
            sum(float(life[week]) ** 2 for life in weeks),
        )
        for week in range(COHORT_WEEKS)
    ]
    cohort = cohorts_of(rows, LIMITS)[-1]
    alarms = sum(_was_sighted(life, cohort) for life in lives)
    with capsys.disabled():
        print(f"\nfalse alarms: {alarms} of 2000 steady members in half a year")  # noqa: T201
    assert alarms <= 20


def _was_sighted(life: list[int], cohort: Cohort) -> bool:
    for today in range(WEEK, len(life)):
        if sum(life[today - WEEK + 1 : today + 1]) < LIMITS.watch_floor:
            continue
        days = {back: life[today - back] for back in range(today + 1) if life[today - back]}
        one = history(days, age=today)
        if measure(one, cohort, peak_milli=0, limits=LIMITS).is_burst:
            return True
    return False
