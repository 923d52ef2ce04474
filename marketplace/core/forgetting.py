"""Events that everybody has heard and answers that nobody asks for again are deleted in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from marketplace.core.conf import rules
from marketplace.core.models import Delivery, IdempotencyRecord, OutboxEvent

# A busy site writes as many rows in an hour as it wrote three months ago: batches of a sweep's
# usual size would never catch up.
TIMES: Final = 25


@transaction.atomic
def forget_told_events(*, now: datetime, limit: int) -> int:
    """Delete events older than `event_keep_days` that every consumer has taken; returns how many.

    What is under way or was set aside stays, with its event. At most 25 times `limit` at once, the
    oldest first; two sweeps at once share the work.
    """
    before = now - timedelta(days=rules().event_keep_days)
    untold = Delivery.objects.filter(event=OuterRef("pk"), done_at=None)
    rows = OutboxEvent.objects.filter(~Exists(untold), created_at__lt=before)
    oldest = rows.select_for_update(skip_locked=True).order_by("created_at", "id")
    ids = list(oldest.values_list("pk", flat=True)[: limit * TIMES])
    Delivery.objects.filter(event__in=ids).delete()
    OutboxEvent.objects.filter(pk__in=ids).delete()
    return len(ids)


def forget_keys(*, now: datetime, limit: int) -> int:
    """Delete answers under idempotency keys older than `idempotency_keep_days`; returns how many.

    A key that comes after that is a new request. At most 25 times `limit` at once.
    """
    before = now - timedelta(days=rules().idempotency_keep_days)
    # Keys are numbered as they come: the oldest stand in front, and nothing behind is looked at.
    oldest = IdempotencyRecord.objects.order_by("pk").values_list("pk", "created_at")
    ids = [pk for pk, made_at in oldest[: limit * TIMES] if made_at < before]
    IdempotencyRecord.objects.filter(pk__in=ids).delete()
    return len(ids)
