"""What refunds take back: the refunded percentage of each reward that came from the order.

Before payout the promise shrinks and the budget is free again; afterwards what is owed is met from
later rewards. Several refunds add up; never more than the reward.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.core.events import publish
from marketplace.orders.models import Order
from referrals.programs.choices import Ended, LineKind, RewardState
from referrals.programs.events import RewardTakenBack
from referrals.programs.models import Program, Reward
from referrals.programs.queries.reckoning import share_back
from referrals.programs.services.acting import cancel, facts, lock_programs, write_line

_WHOLE = 10_000


@transaction.atomic
def take_back_of_order(*, order: Order, now: datetime) -> int:
    """Shrink every reward of an order to what its refunds leave; again takes nothing more.

    Locks the programmes, then the rewards. Returns how many rewards changed.
    """
    rows = Reward.objects.filter(order=order)
    programs = lock_programs(rows.values_list("program_id", flat=True))
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related(
        "program", "member", "order", "attribution__member"
    )
    refunded = Order.objects.values_list("refunded_amount", flat=True).get(pk=order.pk)
    return sum(
        take_back(reward, programs[reward.program_id], refunded=refunded, now=now)
        for reward in locked.order_by("id")
    )


def take_back(reward: Reward, program: Program, *, refunded: int, now: datetime) -> bool:
    """Shrink a locked reward of a locked programme; returns whether anything changed.

    `refunded` is all that went back of the order so far, in minor units. The share is rounded half
    up. A cancelled reward shrinks as well, so that a revived one comes back at its right size.
    """
    total = reward.order_total
    due = min(
        reward.granted, share_back(reward.granted, refunded=min(refunded, total), total=total)
    )
    more = due - reward.taken_back
    if more <= 0:
        return False
    owed_before = reward.owed
    reward.taken_back = due
    reward.save(update_fields=["taken_back"])
    share = min(_WHOLE, (2 * _WHOLE * refunded + total) // (2 * total))
    write_line(reward, LineKind.TAKEN_BACK, now=now, amount=-more, bp=share)
    owed = 0
    if reward.is_promised:
        program.reserved -= more
        program.save(update_fields=["reserved"])
    elif reward.state == RewardState.PAID:
        owed = reward.owed - owed_before
        write_line(reward, LineKind.CARRIED, now=now, amount=owed)
    publish(RewardTakenBack(**facts(reward), taken=more, owed=owed), now=now)
    if reward.is_promised and reward.value == 0:
        cancel(reward, program, Ended.REFUND, now=now)
    return True
