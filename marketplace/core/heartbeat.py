"""A mark that goes through the broker and ends in the database: workers really consume."""

from __future__ import annotations

from datetime import datetime, timedelta

from celery import shared_task

from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.models import Heartbeat

WORKER = "worker"
RELAY = "relay"


def mark(*, name: str, now: datetime) -> None:
    """Write that `name` was alive at `now`."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now})


def mark_and_measure(*, name: str, now: datetime) -> timedelta | None:
    """Write that `name` was alive at `now`; return how long ago it was before, None at first.

    Locks the mark inside the caller's transaction, so that two at once measure one gap.
    """
    kept, is_new = Heartbeat.objects.select_for_update().get_or_create(
        name=name, defaults={"beat_at": now}
    )
    if is_new or now <= kept.beat_at:
        return None
    gap = now - kept.beat_at
    kept.beat_at = now
    kept.save(update_fields=["beat_at"])
    return gap


def is_fresh(*, name: str, now: datetime) -> bool:
    """Whether the last mark is younger than the limit in the rules."""
    limit = now - timedelta(seconds=rules().heartbeat_stale_seconds)
    return Heartbeat.objects.filter(name=name, beat_at__gte=limit).exists()


def is_marked_since(*, name: str, since: datetime) -> bool:
    """Whether the last mark is no older than `since`."""
    return Heartbeat.objects.filter(name=name, beat_at__gte=since).exists()


@shared_task(name="core.heartbeat", ignore_result=True)  # type: ignore[untyped-decorator]
def heartbeat_task() -> None:
    """Envelope for `mark`, from inside a worker."""
    mark(name=WORKER, now=clock.now())
