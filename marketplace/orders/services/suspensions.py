"""A suspended freelancer can't work: the clocks of their orders stand, and go on with the account.

Such a clock is no different from one that a side has stopped. It starts again by itself after
`clock_stop_max_days` at the latest, so an order never stands for ever: then its deadline passes,
and support looks into it. Until the delivery the client may leave at any time with a full refund.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.orders.choices import WORKING_STATES, ActorKind, Move
from marketplace.orders.events import ClockStopped
from marketplace.orders.models import ClockStop, Order
from marketplace.orders.policies import refusal_of
from marketplace.orders.services.acting import TIMER, transition
from marketplace.orders.services.announcing import facts
from marketplace.orders.services.endings import restart_clock
from marketplace.orders.services.settling import lock_settled


@transaction.atomic
def stop_clock_of_suspended(*, order: Order, now: datetime) -> bool:
    """Stop the clock of an order whose freelancer is suspended; whether it ran until now.

    Doing so twice stops it once; what is late, or not with the freelancer, stays as it is. Locks
    the order.
    """
    locked = lock_settled(order, now=now)
    if locked.seller.standing != Standing.SUSPENDED or not locked.is_working:
        return False
    if refusal_of(locked, Move.STOP_CLOCK, TIMER.kind) is not None:
        return False
    ClockStop.objects.create(order=locked, reason="", started_at=now, started_by=TIMER.kind)
    entry = transition(
        locked, Move.STOP_CLOCK, by=TIMER, now=now, changes={"clock_stopped_at": now}
    )
    publish(ClockStopped(**facts(locked, entry)), now=now)
    return True


@transaction.atomic
def stop_clocks_of_suspended(*, seller: Member, now: datetime) -> int:
    """Stop the clocks of all that is with a suspended freelancer; returns how many. Locks them."""
    rows = Order.objects.filter(seller=seller, state__in=WORKING_STATES).order_by("pk")
    return sum(stop_clock_of_suspended(order=order, now=now) for order in rows)


@transaction.atomic
def resume_clocks_of_reinstated(*, seller: Member, now: datetime) -> int:
    """Start the clocks that stood for a suspension; those that a side stopped stay. Locks them."""
    stood = ClockStop.objects.filter(ended_at=None, started_by=ActorKind.TIMER)
    rows = Order.objects.filter(seller=seller, clock_stops__in=stood).order_by("pk")
    resumed = 0
    for order in rows:
        locked = lock_settled(order, now=now)
        stands = locked.clock_stops.filter(ended_at=None, started_by=ActorKind.TIMER).exists()
        if locked.seller.standing != Standing.SUSPENDED and stands:
            restart_clock(locked, by=TIMER, now=now)
            resumed += 1
    return resumed
