"""The outbox: events wait in PostgreSQL until each consumer's effect is written.

Celery on Redis loses and doubles messages when a worker is killed, so a message only says "wake up
for delivery N". It is done when the consumer's effect and `done_at` were committed together;
until then the relay keeps waking, with growing pauses, and after too many failures sets it aside as
dead for a person to look at. It hands out only so many at once: what is queued without end comes
again and again before it is read, and what is swept would wait behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from celery import current_app, shared_task
from django.db import connection, transaction
from django.db.models import Count, Q

from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.events import QUEUES, SUBSCRIPTIONS, Event, consumers_of
from marketplace.core.models import Delivery, OutboxEvent, Switch

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)
# Of a delivery that never failed: its message or its worker was lost, and the next may do it.
LONGEST_LOSS = timedelta(minutes=1)
TOGETHER = 50
# A queue without a reader is told of its deliveries each minute; the column holds no more.
MOST_ATTEMPTS = 32_000
PAUSE_SWITCH = "outbox_paused"
# Every event to every consumer: objects for thousands of rows cost more than the rows.
_DELIVERIES = """
INSERT INTO core_delivery (event_id, consumer, queue, next_at, attempts, error)
SELECT event, consumer, queue, now, 0, ''
  FROM unnest(%s::bigint[]) WITH ORDINALITY AS e (event, number)
 CROSS JOIN unnest(%s::text[], %s::text[]) WITH ORDINALITY AS c (consumer, queue, place)
 CROSS JOIN (SELECT %s::timestamptz AS now) AS moment
 ORDER BY number, place
"""
# Leased rows are told in the order in which they fell due.
_CLAIM = """
WITH due AS (
  SELECT id, next_at FROM core_delivery
   WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= %(now)s
     AND (%(queue)s = '' OR queue = %(queue)s) AND (NOT %(only_tried)s OR attempts > 0)
   ORDER BY next_at, id LIMIT %(limit)s
     FOR NO KEY UPDATE SKIP LOCKED),
leased AS (
  UPDATE core_delivery AS d
     SET attempts = least(d.attempts + 1, %(most_attempts)s),
         next_at = %(now)s + make_interval(secs => least(
           %(lease)s * 2 ^ least(d.attempts, 10),
           CASE WHEN d.error = '' THEN %(longest_loss)s ELSE %(longest_pause)s END))
    FROM due WHERE d.id = due.id
  RETURNING d.id, d.queue, due.next_at)
SELECT id, queue FROM leased ORDER BY next_at, id
"""


def write_event(event: Event, *, now: datetime) -> OutboxEvent:
    """Write the event with one delivery per consumer, in the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is announced inside the transaction that makes it true")
    row = OutboxEvent.objects.create(
        name=type(event).__name__, payload=event.to_payload(), created_at=now
    )
    Delivery.objects.bulk_create(
        Delivery(event=row, consumer=item.consumer, queue=item.queue, next_at=now)
        for item in consumers_of(type(event))
    )
    return row


def write_events(events: Sequence[Event], *, now: datetime) -> list[OutboxEvent]:
    """Write many events at once, each with its deliveries, in the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is announced inside the transaction that makes it true")
    rows = OutboxEvent.objects.bulk_create(
        OutboxEvent(name=type(event).__name__, payload=event.to_payload(), created_at=now)
        for event in events
    )
    ids: dict[type[Event], list[int]] = {}
    for event, row in zip(events, rows, strict=True):
        ids.setdefault(type(event), []).append(row.pk)
    with connection.cursor() as cursor:
        for kind, some in ids.items():
            found = consumers_of(kind)
            consumers, queues = [one.consumer for one in found], [one.queue for one in found]
            cursor.execute(_DELIVERIES, [some, consumers, queues, now])
    return rows


@dataclass(frozen=True)
class Claim:
    """A delivery that the relay has leased."""

    delivery_id: int
    queue: str


def claim_deliveries(
    *, now: datetime, limit: int, queue: str = "", with_new: bool = True
) -> list[Claim]:
    """Lease due deliveries: the next wake-up moves behind the lease, doubling with each attempt.

    Up to LONGEST_PAUSE for one whose consumer failed, else up to LONGEST_LOSS. Of one queue, where
    it is named. Without new ones only those whose lease ran out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "now": now,
                "limit": limit,
                "queue": queue,
                "only_tried": not with_new,
                "lease": LEASE.total_seconds(),
                "longest_pause": LONGEST_PAUSE.total_seconds(),
                "longest_loss": LONGEST_LOSS.total_seconds(),
                "most_attempts": MOST_ATTEMPTS,
            },
        )
        return [Claim(*row) for row in cursor.fetchall()]


def count_under_way() -> dict[str, int]:
    """Return how many deliveries of each queue were handed to workers and aren't done.

    Also those whose lease ran out: a message may wait longer than that before it is read. Those
    that failed wait in the database, and don't count.
    """
    rows = Delivery.objects.filter(done_at=None, dead_at=None, attempts__gt=0, error="")
    return dict(rows.values_list("queue").annotate(Count("id")))


def relay_once(*, now: datetime, limit: int = 200) -> int:
    """Claim due deliveries and wake a worker for each. Returns how many were woken.

    A broker that is away costs the lease's delay; the delivery stays.
    """
    if Switch.is_on(PAUSE_SWITCH):
        return 0
    under_way, claims = count_under_way(), []
    for queue in QUEUES:
        # A queue that nobody reads holds up none of the others.
        room = rules().deliveries_under_way - under_way.get(queue, 0)
        most = min(limit, room) if room > 0 else limit
        claims += claim_deliveries(now=now, limit=most, queue=queue, with_new=room > 0)
    for claim in claims:
        current_app.send_task(
            "core.deliver", kwargs={"delivery_id": claim.delivery_id}, queue=claim.queue
        )
    return len(claims)


def deliver(*, delivery_id: int, now: datetime) -> bool:
    """Give one delivery to its consumer. True when the effect was written by this call.

    Locks the delivery row; a second call at the same time, or after it is done, does nothing.
    """
    try:
        with transaction.atomic():
            row = (
                Delivery.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
                .select_related("event")
                .filter(pk=delivery_id, done_at=None, dead_at=None)
                .first()
            )
            if row is None:
                return False
            _call(row, now=now)
            row.done_at = now
            row.error = ""
            row.save(update_fields=["done_at", "error"])
    except Exception as error:  # noqa: BLE001  whatever a consumer raises is kept with its delivery
        _keep_failure(delivery_id=delivery_id, error=error, now=now)
        return False
    return True


def _keep_failure(*, delivery_id: int, error: Exception, now: datetime) -> None:
    log.warning("delivery_failed", delivery_id=delivery_id, error=repr(error))
    with transaction.atomic():
        row = Delivery.objects.select_for_update(no_key=True).get(pk=delivery_id)
        if row.done_at is not None:
            return
        if not row.error:
            row.attempts = 1  # what came before was lost on the way, and is no failure
        row.error = repr(error)[:2000]
        if row.attempts >= rules().delivery_attempts:
            row.dead_at = now
        row.save(update_fields=["attempts", "error", "dead_at"])


def deliver_due(*, now: datetime, limit: int = 1000) -> int:
    """Deliver in this process whatever is due: for tests and seeding. Returns how many were done.

    Nobody else delivers meanwhile, so that up to TOGETHER of them share a transaction, each in a
    savepoint of its own: what fails takes nothing with it.
    """
    done = 0
    while claims := claim_deliveries(now=now, limit=limit):
        ids = [claim.delivery_id for claim in claims]
        for first in range(0, len(ids), TOGETHER):
            done += _deliver_together(ids[first : first + TOGETHER], now=now)
    return done


def _deliver_together(ids: Sequence[int], *, now: datetime) -> int:
    done: list[int] = []
    failed: dict[int, Exception] = {}
    with transaction.atomic():
        waiting = (
            Delivery.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
            .select_related("event")
            .filter(done_at=None, dead_at=None)
            .in_bulk(ids)
        )
        for row in (waiting[pk] for pk in ids if pk in waiting):
            try:
                with transaction.atomic():
                    _call(row, now=now)
            except Exception as error:  # noqa: BLE001  kept with its delivery
                failed[row.pk] = error
            else:
                done.append(row.pk)
        Delivery.objects.filter(pk__in=done).update(done_at=now, error="")
    for pk, reason in failed.items():
        _keep_failure(delivery_id=pk, error=reason, now=now)
    return len(done)


def _call(row: Delivery, *, now: datetime) -> None:
    event = Event.registry[row.event.name].from_payload(row.event.payload)
    SUBSCRIPTIONS[row.consumer].call(event, now=now)


def revive_delivery(*, delivery_id: int, now: datetime) -> Delivery:
    """Put a dead delivery back into the queue, with a fresh count of attempts."""
    with transaction.atomic():
        row = Delivery.objects.select_for_update(no_key=True).get(pk=delivery_id)
        row.dead_at = None
        row.attempts = 0
        row.next_at = now
        row.save(update_fields=["dead_at", "attempts", "next_at"])
    return row


@dataclass(frozen=True)
class OutboxHealth:
    """What the operator's page and /readyz look at."""

    waiting: int
    dead: int
    oldest_due_at: datetime | None


def outbox_health() -> OutboxHealth:
    """Count what waits and what was set aside."""
    waiting = Delivery.objects.filter(done_at=None, dead_at=None)
    oldest = waiting.order_by("event__created_at", "id").values_list("event__created_at", flat=True)
    dead = Delivery.objects.filter(~Q(dead_at=None)).count()
    return OutboxHealth(waiting.count(), dead, oldest.first())


@shared_task(name="core.deliver", ignore_result=True, acks_late=True)  # type: ignore[untyped-decorator]
def deliver_task(*, delivery_id: int) -> bool:
    """Envelope for `deliver`."""
    return deliver(delivery_id=delivery_id, now=clock.now())
