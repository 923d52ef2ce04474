"""An introducer's share of the first order that is kept, and what refunds take back of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.money import Money, percent_half_up
from marketplace.ledger import services as ledger
from marketplace.orders.models import Order
from marketplace.relationships.choices import (
    COMMISSION,
    COMMISSION_BACK,
    Hand,
    IntroductionMove,
    IntroductionState,
)
from marketplace.relationships.events import CommissionEarned, CommissionTakenBack
from marketplace.relationships.models import Commission, Introduction
from marketplace.relationships.queries.introductions import first_kept_order
from marketplace.relationships.services.introductions import (
    facts,
    introduction_transition,
    lock_introduction,
)


@transaction.atomic
def reward_introduction(*, order: Order, now: datetime) -> Commission | None:
    """Thank the introducer when the first order of the two is completed that is kept, once.

    The share is `commission_bp` of the order's total, out of the platform's fee and never more than
    it; what was refunded before takes its part back at once. An order of which all went back
    counts as none: the next one earns. It becomes available on the same day as the order's money.
    What earlier commissions still owe is met first.
    Returns None where there is nothing to thank for. Locks the introduction, then the introducer's
    row, then the accounts.
    """
    found = Introduction.objects.filter(
        client_id=order.client_id,
        seller_id=order.seller_id,
        state=IntroductionState.ACCEPTED,
    ).first()
    if found is None or not _is_first(order) or order.clears_at is None:
        return None
    row = lock_introduction(found.pk)
    done_at = order.completed_at or now
    if row.state != IntroductionState.ACCEPTED or not _was_in_time(row, done_at):
        return None

    introduction_transition(row, IntroductionMove.EARN, hand=Hand.TIMER, now=now)
    commission = _commission(order, row, now)
    if commission.amount <= 0:
        return None
    commission.withheld = _meet_what_is_owed(row.introducer, order.currency, commission.amount)
    _pay(commission, row, order.clears_at, now)
    commission.save()
    refunded = refunded_so_far(order)
    if refunded:
        take_back_share(order=order, refunded=refunded, now=now)

    publish(
        CommissionEarned(
            **facts(row),
            amount=commission.amount,
            currency=order.currency,
            clears_at=order.clears_at.isoformat(),
        ),
        now=now,
    )
    return commission


def _commission(order: Order, row: Introduction, now: datetime) -> Commission:
    """Return what the introducer is thanked with; never more than the whole fee."""
    fee = percent_half_up(order.total_amount, order.fee_bp)
    return Commission(
        introduction=row,
        introducer=row.introducer,
        order=order,
        currency=order.currency,
        order_total=order.total_amount,
        amount=min(percent_half_up(order.total_amount, row.commission_bp), fee),
        earned_at=now,
    )


def refunded_so_far(order: Order) -> int:
    """Return what of the order's total went back already, in minor units."""
    return int(getattr(order, "refunded_amount", 0))


def _is_first(order: Order) -> bool:
    return first_kept_order(order.client_id, order.seller_id) == order


def _was_in_time(row: Introduction, done_at: datetime) -> bool:
    return row.due_at is not None and done_at < row.due_at


def _pay(commission: Commission, row: Introduction, clears_at: datetime, now: datetime) -> None:
    paid = commission.amount - commission.withheld
    if paid <= 0:
        return
    transfer = ledger.pay_commission(
        key=f"{row.reference}:commission:{commission.order.public_id}",
        kind=COMMISSION,
        reference=row.reference,
        payee=row.introducer,
        amount=Money(paid, commission.currency),
        clears_at=clears_at,
        now=now,
    )
    commission.transfer_id = transfer.pk


def _meet_what_is_owed(introducer: Member, currency: str, amount: int) -> int:
    """Use a new commission for what earlier ones owe, oldest first; returns how much it took.

    The introducer's row is locked, so that two new commissions never meet the same debt.
    """
    Member.objects.select_for_update(no_key=True).get(pk=introducer.pk)
    owing = Commission.objects.select_for_update(no_key=True).filter(
        introducer=introducer, currency=currency, due_back__gt=F("came_back")
    )
    left = amount
    for earlier in owing.order_by("id"):
        met = min(left, earlier.owed)
        earlier.came_back += met
        earlier.save(update_fields=["came_back"])
        left -= met
        if not left:
            break
    return amount - left


@transaction.atomic
def take_back_share(*, order: Order, refunded: int, now: datetime) -> Commission | None:
    """Take back of the commission what the order's refunds make of it, by their percentage.

    `refunded` is all that was refunded of the order so far, in minor units: several refunds add
    up, and the same sum again takes nothing more. Half a unit is rounded up. What is still clearing
    is taken at once; what the introducer has already is met from later commissions. Where all went
    back, the next order of the two that is kept earns: at once, if it was completed already.
    Returns None where the order earned nobody anything. Locks the introduction, the introducer's
    row, the commission, then the accounts. Raises ValueError for more than the total.
    """
    found = Commission.objects.filter(order=order).first()
    if found is None:
        return None
    if not 0 <= refunded <= found.order_total:
        raise ValueError("a refund is a part of the order's total")
    introduction = lock_introduction(found.introduction_id)
    Member.objects.select_for_update(no_key=True).get(pk=found.introducer_id)
    rows = Commission.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("introducer", "order").get(pk=found.pk)
    row.introduction = introduction
    more = share_due_back(row.amount, refunded=refunded, total=row.order_total) - row.due_back
    if more > 0:
        _take_back(row, more, now)
    if refunded == row.order_total and not _has_later(row):
        _look_for_the_next(introduction, now)
    return row


def _take_back(row: Commission, more: int, now: datetime) -> None:
    row.due_back += more
    taken = _take_uncleared(row, more, now)
    row.came_back += taken
    row.save(update_fields=["due_back", "came_back"])
    publish(
        CommissionTakenBack(
            **facts(row.introduction), amount=more, owed=more - taken, currency=row.currency
        ),
        now=now,
    )


def _has_later(row: Commission) -> bool:
    """Whether the introduction earned by another order since: old news open it no more."""
    return Commission.objects.filter(introduction_id=row.introduction_id, pk__gt=row.pk).exists()


def _look_for_the_next(introduction: Introduction, now: datetime) -> None:
    """Let a later order of the two earn, in the same time as the first one had."""
    if introduction.state != IntroductionState.EARNED or introduction.accepted_at is None:
        return
    until = introduction.accepted_at + timedelta(days=rules().introduction_valid_days)
    introduction_transition(
        introduction,
        IntroductionMove.REOPEN,
        hand=Hand.TIMER,
        now=now,
        changes={"due_at": until, "closed_at": None},
    )
    following = first_kept_order(introduction.client_id, introduction.seller_id)
    if following is not None:
        reward_introduction(order=following, now=now)


def share_due_back(amount: int, *, refunded: int, total: int) -> int:
    """Return the refunded share of a commission in minor units, half a unit rounded up."""
    return (2 * amount * refunded + total) // (2 * total)


def _take_uncleared(row: Commission, amount: int, now: datetime) -> int:
    if row.transfer_id is None:
        return 0
    return ledger.take_back_commission(
        key=f"{row.introduction.reference}:back:{row.order.public_id}:{row.due_back}",
        kind=COMMISSION_BACK,
        earned_by=row.transfer_id,
        payee=row.introducer,
        amount=amount,
        now=now,
    )
