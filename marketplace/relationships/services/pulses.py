"""Asking a client how a job left them: at completion, a month later, three months later."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.relationships import errors
from marketplace.relationships.choices import Feeling, PulseStage
from marketplace.relationships.events import PulseAnswered, PulseAsked
from marketplace.relationships.models import Pulse


def plan_pulses(*, order: Order, now: datetime) -> int:
    """Plan the three questions about a completed order, once; returns how many are planned.

    The days are counted from the completion, as 24 hours each.
    """
    done_at = order.completed_at or now
    days = {
        PulseStage.COMPLETION: 0,
        PulseStage.FIRST: rules().pulse_days_first,
        PulseStage.SECOND: rules().pulse_days_second,
    }
    made = Pulse.objects.bulk_create(
        (
            Pulse(
                order=order,
                seller_id=order.seller_id,
                client_id=order.client_id,
                stage=stage,
                due_at=done_at + timedelta(days=count),
            )
            for stage, count in days.items()
        ),
        ignore_conflicts=True,
    )
    return len(made)


@transaction.atomic
def ask_due_pulses(*, now: datetime, limit: int) -> int:
    """Ask what has fallen due, each once; returns how many were asked.

    A later question is passed over when the two have completed a newer order: then that one is
    asked about. Claims rows with skip_locked, so it may run twice at once.
    """
    rows = list(
        Pulse.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        .select_related("order")
        .filter(due_at__lte=now, handled_at=None)
        .order_by("due_at", "id")[:limit]
    )
    asked = 0
    for row in rows:
        row.handled_at = now
        row.was_asked = row.stage == PulseStage.COMPLETION or not _has_newer(row)
        row.save(update_fields=["handled_at", "was_asked"])
        if row.was_asked:
            asked += 1
            publish(PulseAsked(pulse_id=row.public_id), now=now)
    return asked


def _has_newer(pulse: Pulse) -> bool:
    newer = Order.objects.filter(
        client_id=pulse.client_id,
        seller_id=pulse.seller_id,
        state=OrderState.COMPLETED,
        completed_at__gt=pulse.order.completed_at,
    )
    return newer.exists()


@transaction.atomic
def answer_pulse(*, pulse: Pulse, feeling: Feeling, now: datetime) -> Pulse:
    """Take the client's answer. It goes to the freelancer's book, and changes no rating.

    Locks the pulse. Raises PulseAnswered for a second answer.
    """
    row = (
        Pulse.objects.select_for_update(no_key=True, of=("self",))
        .select_related("order", "seller", "client")
        .get(pk=pulse.pk)
    )
    if row.answered_at is not None:
        raise errors.PulseAnswered
    row.feeling, row.answered_at = feeling, now
    row.was_asked = True
    row.handled_at = row.handled_at or now
    row.save(update_fields=["feeling", "answered_at", "was_asked", "handled_at"])
    publish(
        PulseAnswered(
            pulse_id=row.public_id,
            seller_id=row.seller.public_id,
            client_id=row.client.public_id,
            order_id=row.order.public_id,
            feeling=row.feeling,
            stage=row.stage,
        ),
        now=now,
    )
    return row
