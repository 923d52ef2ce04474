"""Devices that take push messages, and the queue of messages to them.

The queue works like that of mails: a message is marked as being sent before the network is asked,
and tried again when its sender is gone. A device that no longer exists is forgotten.
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.notifications.channels.push.sender import (
    Outcome,
    Sender,
    check_endpoint,
    get_sender,
)
from marketplace.notifications.choices import PUSH_TRANSITIONS, PushState
from marketplace.notifications.errors import PushKeysWrong, PushTransitionRefused
from marketplace.notifications.models import OutgoingPush, PushSubscription

# Longer than a whole run, whose moment it is counted from.
LEASE: Final = timedelta(minutes=4)
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=2)
MOST_IN_A_RUN: Final = 20
POINT_BYTES, SECRET_BYTES = 65, 16
_KEY = re.compile(r"[A-Za-z0-9_-]{10,120}={0,2}")


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


@transaction.atomic
def subscribe_device(
    *, member: Member, endpoint: str, p256dh: str, auth: str, device: str, now: datetime
) -> PushSubscription:
    """Keep a browser's subscription; the same endpoint again renews it, for whoever is signed in.

    Beyond `push_devices_max` the oldest device gives way. Raises EndpointRefused, PushKeysWrong.
    """
    check_endpoint(endpoint)
    if not all(_KEY.fullmatch(key) for key in (p256dh, auth)):
        raise PushKeysWrong
    if len(_decoded(p256dh)) != POINT_BYTES or len(_decoded(auth)) != SECRET_BYTES:
        raise PushKeysWrong

    # What waits for whom it belonged to isn't shown to whoever has it now.
    others = PushSubscription.objects.filter(endpoint=endpoint).exclude(member=member)
    OutgoingPush.objects.filter(subscription__in=others).delete()
    row, _is_new = PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "member": member,
            "p256dh": p256dh,
            "auth": auth,
            "device": device[:80],
            "created_at": now,
        },
    )

    own = PushSubscription.objects.filter(member=member).order_by("-created_at", "-id")
    kept = list(own.values_list("pk", flat=True)[: rules().push_devices_max])
    own.exclude(pk__in=kept).delete()
    return row


def unsubscribe_device(*, member: Member, endpoint: str) -> None:
    """Forget the browser that asks; one that is gone already stays gone."""
    PushSubscription.objects.filter(member=member, endpoint=endpoint).delete()


def remove_device(*, member: Member, public_id: str) -> None:
    """Forget one of the member's devices. Raises NotFound."""
    deleted, _tables = PushSubscription.objects.filter(member=member, public_id=public_id).delete()
    if not deleted:
        raise NotFound


def transition(push: OutgoingPush, target: PushState) -> None:
    """Move a locked message to another state. Raises PushTransitionRefused."""
    if target not in PUSH_TRANSITIONS[push.state]:
        raise PushTransitionRefused(state=push.get_state_display(), target=target.label)
    push.state = target


@transaction.atomic
def claim_push(*, now: datetime) -> OutgoingPush | None:
    """Take the next message that is due and mark it as being sent. None when none is due.

    Locks one row, passing over rows that others hold. One whose sender let the lease pass is taken
    over; one that has used up its attempts is given up.
    """
    push = (
        OutgoingPush.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .select_related("subscription")
        .filter(state__in=(PushState.QUEUED, PushState.SENDING), due_at__lte=now)
        .order_by("due_at", "id")
        .first()
    )
    if push is None:
        return None
    if push.state == PushState.SENDING:
        is_over = push.attempts >= rules().push_attempts
        transition(push, PushState.FAILED if is_over else PushState.QUEUED)
        push.error = "the process that sent it is gone"
    if push.state == PushState.QUEUED:
        transition(push, PushState.SENDING)
        push.attempts += 1
        push.due_at = now + LEASE
    push.save(update_fields=["state", "attempts", "due_at", "error"])
    return push


def send_due_pushes(*, now: datetime, limit: int, sender: Sender | None = None) -> int:
    """Send what is due, one after the other; returns how many were taken.

    Safe to run many times at once. No row is locked while a push service is asked.
    """
    by = sender or get_sender()
    taken = 0
    for _turn in range(min(limit, MOST_IN_A_RUN)):
        push = claim_push(now=now)
        if push is None:
            break
        if push.state == PushState.SENDING:
            device = push.subscription
            outcome = by.send(
                endpoint=device.endpoint,
                keys={"p256dh": device.p256dh, "auth": device.auth},
                payload=push.payload,
                now=int(now.timestamp()),
            )
            record_outcome(push_id=push.pk, attempt=push.attempts, outcome=outcome, now=now)
            taken += outcome.is_taken
    return taken


@transaction.atomic
def record_outcome(*, push_id: int, attempt: int, outcome: Outcome, now: datetime) -> None:
    """Write down what came of an attempt; a device that is gone takes its messages with it."""
    rows = OutgoingPush.objects.select_for_update(no_key=True, of=("self",))
    push = rows.filter(pk=push_id).first()
    if push is None or push.state != PushState.SENDING or push.attempts != attempt:
        return
    if outcome.is_gone:
        PushSubscription.objects.filter(pk=push.subscription_id).delete()
        return
    if outcome.is_taken:
        transition(push, PushState.SENT)
        push.sent_at = now
    else:
        is_over = outcome.is_permanent or push.attempts >= rules().push_attempts
        transition(push, PushState.FAILED if is_over else PushState.QUEUED)
        push.due_at = now + min(FIRST_PAUSE * 2 ** min(push.attempts - 1, 12), LONGEST_PAUSE)
    push.error = outcome.error[:500]
    push.save(update_fields=["state", "sent_at", "due_at", "error"])


def forget_old_pushes(*, now: datetime, limit: int) -> int:
    """Delete messages past their keeping time: they hold private words."""
    before = now - timedelta(days=rules().push_keep_days)
    ids = OutgoingPush.objects.filter(created_at__lt=before).order_by("id")[:limit]
    deleted, _tables = OutgoingPush.objects.filter(
        pk__in=list(ids.values_list("pk", flat=True))
    ).delete()
    return deleted
