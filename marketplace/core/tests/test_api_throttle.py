"""How often the API may be asked."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.core import ratelimit
from marketplace.core.ids import new_public_id
from marketplace.core.ratelimit import wait_for


@pytest.fixture(autouse=True)
def _counted(settings: Any) -> None:
    settings.RATE_LIMITS_ON = True


@pytest.mark.parametrize("rate", [1, 7, 60])
def test_exactly_the_rate_is_let_through(rate: int) -> None:
    who = new_public_id()
    waits = [wait_for(rate=f"{rate} per 3600 second", name="api", who=who) for _ in range(rate + 2)]
    assert waits[:rate] == [0] * rate
    assert min(waits[rate:]) >= 1
    assert max(waits) <= 7_200


def test_everybody_is_counted_apart() -> None:
    one, two = new_public_id(), new_public_id()
    assert wait_for(rate="1 per 3600 second", name="api", who=one) == 0
    assert wait_for(rate="1 per 3600 second", name="api", who=two) == 0
    assert wait_for(rate="1 per 3600 second", name="api", who=one) > 0


def test_a_cache_that_is_away_lets_everybody_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise ConnectionError

    monkeypatch.setattr(ratelimit, "_counter", away)
    rate = "1 per 3600 second"
    assert [wait_for(rate=rate, name="api", who="away") for _ in range(3)] == [0, 0, 0]
