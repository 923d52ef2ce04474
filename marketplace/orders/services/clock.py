"""Clock justice: time spent waiting for the other side doesn't count."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.orders.choices import Move, RequestState
from marketplace.orders.errors import ExtensionDaysInvalid, ReasonMissing
from marketplace.orders.events import ClockStopped, ExtensionAnswered, ExtensionRequested
from marketplace.orders.models import ClockStop, ExtensionRequest, Order
from marketplace.orders.services.acting import refuse, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.endings import restart_clock
from marketplace.orders.services.settling import enter
from marketplace.orders.services.work import add_delivery_days


@transaction.atomic
def stop_clock(*, order: Order, actor: Member, reason: str, now: datetime) -> Order:
    """Stop the delivery clock, for a reason that the other side reads.

    It starts again when either side says so, and by itself after `clock_stop_max_days`.
    Locks the order. Raises ClockAlreadyStopped, OrderIsLate, ReasonMissing, the refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.STOP_CLOCK, by)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    ClockStop.objects.create(
        order=locked, reason=reason.strip(), started_at=now, started_by=by.kind
    )

    entry = transition(
        locked,
        Move.STOP_CLOCK,
        by=by,
        now=now,
        changes={"clock_stopped_at": now},
        params={"reason": reason.strip()},
    )

    publish(ClockStopped(**facts(locked, entry)), now=now)
    return locked


@transaction.atomic
def resume_clock(*, order: Order, actor: Member, now: datetime) -> Order:
    """Start the clock again; the time it stood still is added to the deadline as it elapsed.

    Locks the order. Raises ClockNotStopped and the refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.RESUME_CLOCK, by)

    restart_clock(locked, by=by, now=now)
    return locked


@transaction.atomic
def request_extension(
    *, order: Order, actor: Member, days: int, reason: str, now: datetime
) -> Order:
    """Ask the client for more delivery days. Locks the order.

    Raises NotYourMove, ExtensionAlreadyRequested, ExtensionDaysInvalid, ReasonMissing.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.REQUEST_EXTENSION, by)
    limit = rules().extension_days_max
    if not 1 <= days <= limit:
        raise ExtensionDaysInvalid(field="days", limit=limit)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    ExtensionRequest.objects.create(order=locked, days=days, reason=reason.strip(), asked_at=now)

    entry = transition(
        locked,
        Move.REQUEST_EXTENSION,
        by=by,
        now=now,
        changes={"extension_days": days},
        params={"days": days, "reason": reason.strip()},
    )

    publish(ExtensionRequested(**facts(locked, entry), days=days), now=now)
    return locked


@transaction.atomic
def answer_extension(*, order: Order, actor: Member, accept: bool, now: datetime) -> Order:
    """Give the days that were asked for, or refuse them.

    Days are added to the deadline; on a late order to this moment, and it is late no more.
    Locks the order. Raises NotYourMove, NoExtensionRequested and the refusals by state.
    """
    locked, by = enter(order, actor, now=now)
    move = Move.ACCEPT_EXTENSION if accept else Move.REFUSE_EXTENSION
    days = locked.extension_days

    refuse(locked, move, by)

    outcome = RequestState.ACCEPTED if accept else RequestState.REFUSED
    open_request = ExtensionRequest.objects.filter(order=locked, state=RequestState.OPEN)
    open_request.update(state=outcome, answered_at=now)
    changes: dict[str, object] = {"extension_days": 0}
    if accept and locked.delivery_due_at is not None:
        start = now if locked.is_late else locked.delivery_due_at
        due_at = add_delivery_days(locked, start, days)
        changes |= {"delivery_due_at": due_at, "late_at": None, "stalled_at": None}

    entry = transition(locked, move, by=by, now=now, changes=changes, params={"days": days})

    publish(
        ExtensionAnswered(
            **facts(locked, entry), accepted=accept, due_at=iso(locked.delivery_due_at)
        ),
        now=now,
    )
    return locked
