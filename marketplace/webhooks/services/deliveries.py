"""Deliveries: claimed, sent, settled, sent again.

A delivery is marked as being sent before the network call. Nobody knows whether a process that died
in between had handed it over, so it is sent again after a lease, under the same webhook-id: a
receiver can recognise a copy, it could not miss a loss.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.ratelimit import spend
from marketplace.webhooks.choices import DELIVERY_TRANSITIONS, DeliveryState, DisabledBy
from marketplace.webhooks.errors import (
    DeliveryTransitionRefused,
    DeliveryUnderWay,
    EndpointIsOff,
)
from marketplace.webhooks.events import EndpointDisabled
from marketplace.webhooks.models import Attempt, Endpoint, WebhookDelivery
from marketplace.webhooks.services.endpoints import BY_HAND
from marketplace.webhooks.services.sending import Outcome, post_message
from marketplace.webhooks.services.signing import signed_headers

log = structlog.get_logger(__name__)

# Longer than a whole run, whose moment it is counted from.
LEASE: Final = timedelta(minutes=3)
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=12)
# A run ends well within a task's time limit even if every receiver lets us wait.
MOST_IN_A_RUN: Final = 12
GONE: Final = 410


def transition(delivery: WebhookDelivery, target: DeliveryState) -> None:
    """Move a locked delivery to another state. Raises DeliveryTransitionRefused."""
    if target not in DELIVERY_TRANSITIONS[delivery.state]:
        raise DeliveryTransitionRefused(
            state=delivery.get_state_display(), target=str(target.label)
        )
    delivery.state = target


@transaction.atomic
def claim_delivery(*, now: datetime) -> WebhookDelivery | None:
    """Take the next delivery that is due and mark it as being sent; None when none is due.

    Locks one row, passing over rows that others hold. One whose sender has let the lease pass is
    taken over, and given up when that was its last attempt.
    """
    delivery = (
        WebhookDelivery.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .select_related("endpoint")
        .filter(
            state__in=(DeliveryState.WAITING, DeliveryState.SENDING),
            due_at__lte=now,
            endpoint__is_active=True,
            endpoint__member__is_active=True,
        )
        .order_by("due_at", "id")
        .first()
    )
    if delivery is None:
        return None
    if delivery.state == DeliveryState.SENDING:
        Attempt.objects.create(delivery=delivery, at=now, error="sender_gone")
        if delivery.attempts_left == 0:
            transition(delivery, DeliveryState.FAILED)
            delivery.save(update_fields=["state"])
            return delivery
        transition(delivery, DeliveryState.WAITING)
    transition(delivery, DeliveryState.SENDING)
    delivery.attempts_left -= 1
    delivery.due_at = now + LEASE
    delivery.save(update_fields=["state", "attempts_left", "due_at"])
    return delivery


def send_due_deliveries(*, now: datetime, limit: int) -> int:
    """Send what is due, one after the other; returns how many were taken by their receivers.

    Safe to run many times at once. No row is locked while a message is on its way.
    """
    delivered = 0
    for _turn in range(min(limit, MOST_IN_A_RUN)):
        delivery = claim_delivery(now=now)
        if delivery is None:
            break
        if delivery.state == DeliveryState.SENDING:
            delivered += _send(delivery, now=now)
    return delivered


def _send(delivery: WebhookDelivery, *, now: datetime) -> bool:
    endpoint = delivery.endpoint
    body = json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":")).encode()
    headers = signed_headers(endpoint, message_id=delivery.message_id, body=body, now=now)
    outcome = post_message(url=endpoint.url, body=body, headers=headers)
    try:
        settle_delivery(
            delivery_id=delivery.pk, attempts_left=delivery.attempts_left, outcome=outcome, now=now
        )
    except ObjectDoesNotExist:
        log.info("webhook_removed_meanwhile", delivery=delivery.public_id)
    return outcome.is_taken


@transaction.atomic
def settle_delivery(
    *, delivery_id: int, attempts_left: int, outcome: Outcome, now: datetime
) -> WebhookDelivery:
    """Write down what came of sending: taken, to be tried again later, or given up.

    Locks the endpoint, then the delivery, as who removes an endpoint does. An answer that comes
    after the lease, when another sender has taken over, is kept in the log and changes nothing.
    Raises DoesNotExist where it was removed meanwhile.
    """
    found = Endpoint.objects.select_for_update(no_key=True, of=("self",))
    endpoint = found.get(deliveries=delivery_id)
    delivery = WebhookDelivery.objects.select_for_update(no_key=True).get(pk=delivery_id)
    Attempt.objects.create(
        delivery=delivery,
        at=now,
        status=outcome.status,
        excerpt=outcome.excerpt,
        error=outcome.error,
        milliseconds=outcome.milliseconds,
    )
    if delivery.state != DeliveryState.SENDING or delivery.attempts_left != attempts_left:
        log.warning("webhook_settled_after_its_lease", delivery=delivery.public_id)
        return delivery
    if outcome.is_taken:
        transition(delivery, DeliveryState.DELIVERED)
        delivery.delivered_at = now
        endpoint.last_success_at = now
        endpoint.save(update_fields=["last_success_at"])
    elif attempts_left == 0 or outcome.status == GONE:
        transition(delivery, DeliveryState.FAILED)
        _give_up_on(endpoint, delivery=delivery, is_gone=outcome.status == GONE, now=now)
    else:
        transition(delivery, DeliveryState.WAITING)
        delivery.due_at = now + pause_after(rules().webhook_attempts - attempts_left)
    delivery.save(update_fields=["state", "due_at", "delivered_at"])
    return delivery


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after this many attempts: 30 s, 2 min, 8 min, … at most 12 h."""
    quadrupled = int(4 ** min(max(attempts - 1, 0), 12))
    return min(FIRST_PAUSE * quadrupled, LONGEST_PAUSE)


def _give_up_on(
    endpoint: Endpoint, *, delivery: WebhookDelivery, is_gone: bool, now: datetime
) -> None:
    """Switch an endpoint off that is gone, or took nothing while the delivery was tried."""
    has_worked_since = (
        endpoint.last_success_at is not None and endpoint.last_success_at >= delivery.created_at
    )
    if not endpoint.is_active or (has_worked_since and not is_gone):
        return
    endpoint.is_active = False
    endpoint.disabled_by = DisabledBy.GONE if is_gone else DisabledBy.FAILURES
    endpoint.save(update_fields=["is_active", "disabled_by"])
    record_audit(
        actor=SYSTEM,
        action="webhook_disabled",
        subject=f"webhook:{endpoint.public_id}",
        reason=endpoint.disabled_by,
        now=now,
    )
    publish(
        EndpointDisabled(
            endpoint_id=endpoint.public_id,
            member_id=endpoint.member.public_id,
            address=endpoint.url,
            reason=endpoint.disabled_by,
        ),
        now=now,
    )


@transaction.atomic
def redeliver(*, public_id: str, actor: Member, now: datetime) -> WebhookDelivery:
    """Send a settled delivery once more, under the same webhook-id and with fresh attempts.

    Locks it. Raises NotFound, DeliveryUnderWay, EndpointIsOff, TooManyRequests.
    """
    spend(rate=BY_HAND, name="webhook_by_hand", who=actor.public_id)
    delivery = (
        WebhookDelivery.objects.select_for_update(no_key=True, of=("self",))
        .select_related("endpoint")
        .filter(endpoint__member=actor, public_id=public_id)
        .first()
    )

    if delivery is None:
        raise NotFound
    if delivery.state in (DeliveryState.WAITING, DeliveryState.SENDING):
        raise DeliveryUnderWay
    if not delivery.endpoint.is_active:
        raise EndpointIsOff

    transition(delivery, DeliveryState.WAITING)
    delivery.attempts_left = rules().webhook_attempts
    delivery.due_at, delivery.delivered_at = now, None
    delivery.save(update_fields=["state", "attempts_left", "due_at", "delivered_at"])

    record_audit(
        actor=actor.public_id,
        action="webhook_redelivered",
        subject=f"webhook_delivery:{delivery.public_id}",
        now=now,
    )
    return delivery


def forget_old_deliveries(*, now: datetime, limit: int) -> int:
    """Delete deliveries past their keeping time, with their attempts; returns how many."""
    before = now - timedelta(days=rules().webhook_keep_days)
    old = WebhookDelivery.objects.filter(created_at__lt=before).order_by("id")[:limit]
    ids = list(old.values_list("pk", flat=True))
    WebhookDelivery.objects.filter(pk__in=ids).delete()
    return len(ids)
