"""What everybody has heard long ago is forgotten; what somebody has still to hear isn't."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from marketplace.accounts.models import Member
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


def test_sessions_that_are_over_go_with_what_they_held(
    seller: Member, as_member: Callable[..., Client], now: datetime
) -> None:
    as_member(seller).get("/en/accounts/settings/language/")
    own = UserSession.objects.get()
    draft = SessionStore()
    draft["brief"] = "what a visitor typed"
    draft.set_expiry(30 * DAY)
    draft.save()
    ended = UserSession.objects.create(user=seller, session_key="gone", ip="198.51.100.7")
    UserSession.objects.filter(pk=ended.pk).update(last_seen_at=now - 31 * DAY)
    UserSession.objects.filter(pk=own.pk).update(last_seen_at=now)

    assert run_sweep(name="core.forget_sessions", now=now, limit=9) == 1
    assert set(Session.objects.values_list("pk", flat=True)) == {
        own.session_key,
        draft.session_key,
    }
    assert list(UserSession.objects.all()) == [own]

    Session.objects.filter(pk=draft.session_key).update(expire_date=now - EDGE)
    Session.objects.filter(pk=own.session_key).update(expire_date=now)
    assert run_sweep(name="core.forget_sessions", now=now, limit=9) == 1
    assert list(Session.objects.values_list("pk", flat=True)) == [own.session_key]

    assert run_sweep(name="core.forget_sessions", now=now + EDGE, limit=9) == 1
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)
