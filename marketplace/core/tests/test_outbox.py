"""An event reaches each consumer once, whatever dies on the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from marketplace.core.audit import record_audit
from marketplace.core.events import SUBSCRIPTIONS, Event, publish, publish_many, subscribe
from marketplace.core.models import AuditRecord, Delivery, Heartbeat, OutboxEvent, Switch
from marketplace.core.outbox import (
    PAUSE_SWITCH,
    claim_deliveries,
    deliver,
    deliver_due,
    outbox_health,
    relay_once,
    revive_delivery,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class LampLit(Event):
    name: str


@dataclass(frozen=True, kw_only=True)
class Unheard(Event):
    """Nobody listens."""


class Broken(Exception):
    """What the failing consumer raises."""


@pytest.fixture
def lamp() -> Iterator[dict[str, bool]]:
    """Subscribe a consumer whose effect is a row, and that can be told to fail."""
    mood = {"fails": False}

    @subscribe(LampLit, consumer="test.lamp", queue="bulk")
    def on_lamp(event: LampLit, *, now: datetime) -> None:
        Heartbeat.objects.create(name=event.name, beat_at=now)
        if mood["fails"]:
            raise Broken

    yield mood
    del SUBSCRIPTIONS["test.lamp"]


def light(name: str) -> Delivery:
    with transaction.atomic():
        publish(LampLit(name=name), now=NOW)
    return Delivery.objects.latest("pk")


@pytest.mark.django_db(transaction=True)
def test_publish_outside_a_transaction_is_refused(lamp: dict[str, bool]) -> None:
    assert lamp == {"fails": False}
    with pytest.raises(RuntimeError):
        publish(LampLit(name="a"), now=NOW)
    assert OutboxEvent.objects.count() == 0


@pytest.mark.usefixtures("lamp", "db")
def test_deliver_has_its_effect_once() -> None:
    row = light("a")
    assert [deliver(delivery_id=row.pk, now=NOW) for _ in range(3)] == [True, False, False]
    assert Heartbeat.objects.filter(name="a").count() == 1


@pytest.mark.usefixtures("db")
def test_deliver_undoes_the_effect_of_a_consumer_that_fails(lamp: dict[str, bool]) -> None:
    lamp["fails"] = True
    row = light("a")
    assert not deliver(delivery_id=row.pk, now=NOW)
    row.refresh_from_db()
    assert (row.done_at, row.error) == (None, "Broken()")
    assert Heartbeat.objects.count() == 0


@pytest.mark.usefixtures("db")
def test_a_delivery_that_keeps_failing_is_set_aside_and_can_be_revived(
    lamp: dict[str, bool],
) -> None:
    lamp["fails"] = True
    row = light("a")
    moment = NOW
    for _ in range(40):
        deliver_due(now=moment)
        moment += timedelta(hours=1)
    row.refresh_from_db()
    assert (row.attempts, row.dead_at is None) == (12, False)
    assert outbox_health().dead == 1

    lamp["fails"] = False
    revive_delivery(delivery_id=row.pk, now=moment)
    assert deliver_due(now=moment) == 1
    assert outbox_health().dead == 0


@pytest.mark.usefixtures("lamp", "db")
def test_claim_leases_each_delivery_with_growing_pauses() -> None:
    row = light("a")
    assert [claim.delivery_id for claim in claim_deliveries(now=NOW, limit=5)] == [row.pk]
    assert claim_deliveries(now=NOW, limit=5) == []
    later = NOW + timedelta(seconds=15)
    assert len(claim_deliveries(now=later, limit=5)) == 1
    assert claim_deliveries(now=later + timedelta(seconds=15), limit=5) == []
    assert len(claim_deliveries(now=later + timedelta(seconds=30), limit=5)) == 1


@pytest.mark.usefixtures("lamp", "db")
def test_a_paused_outbox_wakes_nobody() -> None:
    light("a")
    Switch.objects.create(name=PAUSE_SWITCH, on=True, changed_at=NOW)
    assert relay_once(now=NOW) == 0
    Switch.objects.update(on=False)
    assert relay_once(now=NOW) == 1


@pytest.mark.race
@pytest.mark.usefixtures("lamp")
@pytest.mark.django_db(transaction=True)
def test_twenty_workers_on_one_delivery_have_one_effect() -> None:
    row = light("a")
    barrier = threading.Barrier(20)
    outcomes: list[bool] = []

    def work() -> None:
        barrier.wait()
        outcomes.append(deliver(delivery_id=row.pk, now=NOW))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 19 + [True]
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE core_auditrecord SET action = 'x'", "DELETE FROM core_auditrecord"]
)
def test_the_audit_log_cannot_be_changed(statement: str) -> None:
    record_audit(actor="", action="tested", subject="test:1", now=NOW)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditRecord.objects.get().action == "tested"


@pytest.mark.django_db(transaction=True)
def test_only_so_many_are_handed_out_and_failed_ones_take_no_room(
    lamp: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []

    def send(_name: str, *, kwargs: dict[str, int], queue: str) -> None:
        assert queue == "bulk"
        sent.append(kwargs["delivery_id"])

    monkeypatch.setattr(current_app, "send_task", send)
    rows = [light(str(number)).pk for number in range(5)]
    with override_settings(WAZZIFNI={"deliveries_under_way": "3"}):
        assert relay_once(now=NOW) == 3
        assert relay_once(now=NOW) == 0
        lamp["fails"] = True
        assert not deliver(delivery_id=rows[0], now=NOW)
        lamp["fails"] = False
        assert deliver(delivery_id=rows[1], now=NOW)
        assert relay_once(now=NOW) == 2
        assert sent == rows
        # Lost messages are sent again, however little room there is.
        light("new")
        assert relay_once(now=NOW + timedelta(seconds=15)) == 4
        assert sorted(sent[5:]) == [rows[0], *rows[2:]]


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_nobody_reads_holds_up_no_other(
    lamp: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not lamp["fails"]
    queues: list[str] = []

    def send(_name: str, *, kwargs: dict[str, int], queue: str) -> None:
        assert kwargs["delivery_id"]
        queues.append(queue)

    monkeypatch.setattr(current_app, "send_task", send)
    for number in range(3):
        light(str(number))
    money = light("money")
    Delivery.objects.filter(pk=money.pk).update(queue="money")
    with override_settings(WAZZIFNI={"deliveries_under_way": "2"}):
        assert relay_once(now=NOW) == 3
        assert relay_once(now=NOW) == 0
    assert sorted(queues) == ["bulk", "bulk", "money"]


@pytest.mark.django_db(transaction=True)
def test_what_was_only_lost_comes_again_within_a_minute(lamp: dict[str, bool]) -> None:
    lost, failed = light("lost"), light("failed")
    lamp["fails"] = True
    moment = NOW
    for _ in range(8):
        claim_deliveries(now=moment, limit=5)
        deliver(delivery_id=failed.pk, now=moment)
        moment += timedelta(hours=1)
    claim_deliveries(now=moment, limit=5)
    lost.refresh_from_db()
    failed.refresh_from_db()
    assert lost.next_at == moment + timedelta(minutes=1)
    assert failed.next_at == moment + timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_many_events_reach_the_same_consumers_as_one_by_one(lamp: dict[str, bool]) -> None:
    assert not lamp["fails"]

    @subscribe(LampLit, consumer="test.second")
    def second(event: LampLit, *, now: datetime) -> None:
        """Do nothing."""

    try:
        with transaction.atomic():
            publish_many([LampLit(name="a"), Unheard(), LampLit(name="b")], now=NOW)
            publish(LampLit(name="c"), now=NOW)
    finally:
        del SUBSCRIPTIONS["test.second"]
    rows = Delivery.objects.order_by("pk").values_list(
        "event__payload__name", "consumer", "queue", "next_at", "attempts", "error"
    )
    wanted = [
        (name, consumer, queue, NOW, 0, "")
        for name in "abc"
        for consumer, queue in (("test.lamp", "bulk"), ("test.second", "default"))
    ]
    assert list(rows) == wanted
    assert OutboxEvent.objects.filter(name="Unheard").count() == 1


@pytest.mark.django_db(transaction=True)
def test_lost_messages_are_no_failures(lamp: dict[str, bool]) -> None:
    row = light("a")
    moment = NOW
    for _ in range(20):
        claim_deliveries(now=moment, limit=5)
        moment += timedelta(minutes=2)
    lamp["fails"] = True
    assert not deliver(delivery_id=row.pk, now=moment)
    row.refresh_from_db()
    assert (row.dead_at, row.attempts) == (None, 1)


@pytest.mark.django_db(transaction=True)
def test_a_queue_without_a_reader_for_a_month_is_still_claimed(lamp: dict[str, bool]) -> None:
    assert not lamp["fails"]
    row = light("a")
    Delivery.objects.filter(pk=row.pk).update(attempts=32_767)
    assert [claim.delivery_id for claim in claim_deliveries(now=NOW, limit=5)] == [row.pk]
