"""How often the API may be asked."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.core import ratelimit
from marketplace.core.ratelimit import spend_of_window

HOUR = 3600
START = 1_000_000 * HOUR


@pytest.fixture(autouse=True)
def _counted(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RATE_LIMITS_ON = True
    monkeypatch.setattr(ratelimit, "_taken", {})
    ratelimit._window_before.cache_clear()


def _spend(who: str, rate: int, *, at: float) -> float:
    return spend_of_window(who=who, rate=rate, seconds=HOUR, moment=START + at)


@pytest.mark.parametrize("rate", [1, 7, 240])
def test_exactly_the_rate_is_let_through(rate: int) -> None:
    who = f"exactly{rate}"
    waits = [_spend(who, rate, at=0) for _time in range(rate + 2)]
    assert waits[:rate] == [0] * rate
    assert min(waits[rate:]) > 0


def test_the_hour_before_counts_as_far_as_it_reaches() -> None:
    for _time in range(10):
        _spend("fading", 10, at=HOUR - 1)
    wait = _spend("fading", 10, at=HOUR)
    assert wait == pytest.approx(HOUR / 10)
    assert _spend("fading", 10, at=HOUR + wait) == 0
    assert _spend("fading", 10, at=HOUR + wait) > 0


def test_who_waits_as_long_as_was_said_is_let_through() -> None:
    for _time in range(5):
        _spend("patient", 5, at=0)
    wait = _spend("patient", 5, at=0)
    assert _spend("patient", 5, at=wait - 1) > 0
    assert _spend("patient", 5, at=wait) == 0


def test_what_one_process_took_another_does_not_have() -> None:
    first = ratelimit._taken
    passed = 0
    for number in range(600):
        if number % 2:
            first, ratelimit._taken = ratelimit._taken, first
        passed += _spend("two", 400, at=0) == 0
    assert passed <= 400
    assert passed >= 380


def test_a_cache_that_is_away_lets_everybody_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise ConnectionError

    monkeypatch.setattr(ratelimit, "_limiter", away)
    assert [_spend("away", 1, at=0) for _time in range(3)] == [0, 0, 0]
