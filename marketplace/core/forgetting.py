"""What everybody has heard, what nobody asks for again, what is over: deleted in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
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


def forget_sessions(*, now: datetime, limit: int) -> int:
    """Delete sessions that are over, with what they held, and their devices; returns how many.

    A visitor's unsent brief lies in a session (`hire_draft_days`). At most 25 times `limit` at
    once, the oldest first. A device that comes again is noted again.
    """
    most = limit * TIMES
    over = Session.objects.filter(expire_date__lt=now).order_by("expire_date")
    keys = list(over.values_list("pk", flat=True)[:most])
    Session.objects.filter(pk__in=keys, expire_date__lt=now).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    before = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    unseen = UserSession.objects.filter(last_seen_at__lt=before).order_by("last_seen_at")
    devices = list(unseen.values_list("pk", flat=True)[:most])
    UserSession.objects.filter(pk__in=devices, last_seen_at__lt=before).delete()
    return len(keys) + len(devices)
