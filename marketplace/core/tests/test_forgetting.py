"""What everybody has heard long ago is forgotten; what somebody has still to hear isn't."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from marketplace.core.forgetting import TIMES, forget_keys, forget_told_events
from marketplace.core.models import Delivery, IdempotencyRecord, OutboxEvent
from marketplace.core.sweeps import SWEEPS, run_sweep

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EDGE = timedelta(microseconds=1)


def event(name: str, at: datetime, **delivery: datetime | None) -> None:
    row = OutboxEvent.objects.create(name=name, payload={}, created_at=at)
    for number, (state, moment) in enumerate(delivery.items()):
        Delivery.objects.create(
            event=row, consumer=str(number), queue="bulk", next_at=at, **{state: moment}
        )


def test_events_that_all_have_heard_go_after_their_days(now: datetime) -> None:
    old = now - 90 * DAY
    event("told", old - EDGE, done_at=old)
    event("nobody listens", old - EDGE)
    event("to the day", old, done_at=old)
    event("under way", old - 9 * DAY, done_at=None)
    event("set aside", old - 9 * DAY, dead_at=old)
    assert forget_told_events(now=now, limit=9) == 2
    assert forget_told_events(now=now, limit=9) == 0
    kept = set(OutboxEvent.objects.values_list("name", flat=True))
    assert kept == {"to the day", "under way", "set aside"}
    assert Delivery.objects.count() == 3


def test_an_event_that_one_has_not_heard_stays_for_all(now: datetime) -> None:
    event("half told", now - 200 * DAY, done_at=now, dead_at=now)
    assert forget_told_events(now=now, limit=9) == 0
    assert Delivery.objects.count() == 2


def test_answers_to_keys_go_after_their_days(now: datetime) -> None:
    for number, at in enumerate((now - 40 * DAY, now - 30 * DAY - EDGE, now - 30 * DAY, now)):
        IdempotencyRecord.objects.create(owner="o", key=str(number), created_at=at)
    assert forget_keys(now=now, limit=1) == 2
    assert list(IdempotencyRecord.objects.values_list("key", flat=True)) == ["2", "3"]


def test_one_round_is_bounded(now: datetime) -> None:
    for number in range(TIMES + 3):
        event(str(number), now - 100 * DAY)
    assert run_sweep(name="core.forget_events", now=now, limit=1) == TIMES
    assert run_sweep(name="core.forget_events", now=now, limit=1) == 3
    assert "core.forget_keys" in SWEEPS
