"""Paying for an extra that was agreed: from the wallet or through a gateway, into the escrow."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.services import Sources, hold_in_escrow, start_payment
from marketplace.orders.choices import EXTRA_PURPOSE, Move, OrderState, RequestState
from marketplace.orders.errors import CreditCovers, PriceOutOfRange
from marketplace.orders.events import ExtraAdded, OrderPaymentUnused
from marketplace.orders.models import ExtraProposal, Order, OrderExtra
from marketplace.orders.policies import refusal_of
from marketplace.orders.queries.paying import payable_later
from marketplace.orders.services.acting import GATEWAY, NO_EXTRA, Actor, refuse, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.extras import open_proposal, refuse_total
from marketplace.orders.services.payment import WALLET, StartedPayment, key_for
from marketplace.orders.services.settling import enter, lock_settled
from marketplace.orders.services.work import add_delivery_days


@transaction.atomic
def pay_extra(*, order: Order, actor: Member, now: datetime, uses_credit: bool = False) -> Order:
    """Pay for the extra that was agreed, from the client's available money, into the escrow.

    With `uses_credit` the client's credit pays first, as far as it reaches. Locks the order, then
    the credit lots and the accounts. Raises NotYourMove, NoExtraProposed, ExtraNotAgreed,
    InsufficientFunds, PriceOutOfRange.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.ADD_EXTRA, by)
    proposal = open_proposal(locked)
    refuse_total(locked, proposal.amount)

    proposal.uses_credit = uses_credit
    _add(locked, proposal, by=by, paid_with=WALLET, now=now)
    return locked


def start_extra_payment(
    *,
    order: Order,
    actor: Member,
    gateway: str,
    request_key: str,
    now: datetime,
    uses_credit: bool = False,
) -> StartedPayment:
    """Ask a gateway for what the agreed extra takes in money; the client goes on at its page.

    That is its price, with `uses_credit` less the client's credit. The same `request_key` again
    gives the first payment back. Must not run inside a transaction. Raises NotYourMove,
    NoExtraProposed, ExtraNotAgreed, CreditCovers and the ledger's refusals.
    """
    with transaction.atomic():
        locked, by = enter(order, actor, now=now)
        refuse(locked, Move.ADD_EXTRA, by)
        proposal = open_proposal(locked)
        refuse_total(locked, proposal.amount)
        payable = payable_later(locked, proposal.amount, uses_credit=uses_credit, now=now)
        if not payable.through_gateway:
            raise CreditCovers
        proposal.uses_credit = uses_credit
        proposal.save(update_fields=["uses_credit"])

    return start_payment(
        member=actor,
        amount=Money(payable.through_gateway, locked.currency),
        gateway=gateway,
        purpose_kind=EXTRA_PURPOSE,
        purpose_ref=proposal.public_id,
        return_path=reverse("orders:extra_paid", args=[locked.public_id]),
        request_key=key_for(f"extra:{proposal.public_id}", request_key),
        now=now,
    )


@transaction.atomic
def receive_extra_payment(*, public_id: str, payment_id: str, now: datetime) -> Order | None:
    """Put a payment that was made for an extra into the escrow, once.

    Where the extra can't be added any more the money stays in the client's wallet, and
    OrderPaymentUnused says so. None for an unknown extra. Locks the order, then the accounts.
    """
    found = ExtraProposal.objects.select_related("order").filter(public_id=public_id).first()
    if found is None:
        return None
    locked = lock_settled(found.order, now=now)
    proposal = ExtraProposal.objects.get(pk=found.pk)

    if proposal.paid_with == payment_id:
        return locked

    is_open = proposal.state == RequestState.OPEN
    if is_open and refusal_of(locked, Move.ADD_EXTRA, GATEWAY.kind) is None:
        try:
            refuse_total(locked, proposal.amount)
            _add(locked, proposal, by=GATEWAY, paid_with=payment_id, now=now)
        except (InsufficientFunds, PriceOutOfRange):
            pass
        else:
            return locked

    publish(OrderPaymentUnused(**facts(locked, None), payment_id=payment_id), now=now)
    return locked


def _add(
    order: Order, proposal: ExtraProposal, *, by: Actor, paid_with: str, now: datetime
) -> None:
    """Move the price into the escrow and write the extra into the order's terms.

    The escrow gets the whole price; what credit pays of it goes back as credit. Delivered work can
    be handed in again only as a revision, so an extra of it brings one.
    """
    if order.state == OrderState.DELIVERED:
        proposal.revisions = max(1, proposal.revisions)
    payable = payable_later(order, proposal.amount, uses_credit=proposal.uses_credit, now=now)
    transfer = hold_in_escrow(
        key=f"{order.reference}:extra:{proposal.public_id}",
        payer=order.client,
        reference=order.reference,
        amount=Money(proposal.amount, order.currency),
        sources=Sources(credit=payable.credit),
        now=now,
    )
    _accept(order, proposal, credit=payable.credit, paid_with=paid_with, now=now)
    entry = transition(
        order,
        Move.ADD_EXTRA,
        by=by,
        now=now,
        changes=_grown(order, proposal, now),
        params={
            "title": proposal.title,
            "amount": proposal.amount,
            "days": proposal.days,
            "revisions": proposal.revisions,
            "credit": payable.credit,
            "transfer": transfer.pk,
        },
    )
    publish(
        ExtraAdded(
            **facts(order, entry),
            extra_amount=proposal.amount,
            days=proposal.days,
            revisions=proposal.revisions,
            credit=payable.credit,
            due_at=iso(order.delivery_due_at),
        ),
        now=now,
    )


def _accept(
    order: Order, proposal: ExtraProposal, *, credit: int, paid_with: str, now: datetime
) -> None:
    """Write the extra down among the order's, and what it was paid with."""
    position = order.extras.count() + 1
    extra = OrderExtra.objects.create(
        order=order,
        position=position,
        title=proposal.title,
        amount=proposal.amount,
        days=proposal.days,
        revisions=proposal.revisions,
        added_at=now,
    )
    proposal.state, proposal.answered_at = RequestState.ACCEPTED, now
    proposal.extra, proposal.paid_with = extra, paid_with
    proposal.credit_amount = credit
    proposal.save()


def _grown(order: Order, proposal: ExtraProposal, now: datetime) -> dict[str, Any]:
    """Return what an extra changes about the order: sums, days, revisions, the deadline.

    On a late order the days count from now, and it is late no more. Of delivered work the client's
    days of review begin anew, so that silence doesn't complete it before the extra is handed in.
    """
    changes: dict[str, Any] = {
        **NO_EXTRA,
        "extras_amount": order.extras_amount + proposal.amount,
        "total_amount": order.total_amount + proposal.amount,
        "credit_amount": order.credit_amount + proposal.credit_amount,
        "revisions_allowed": order.revisions_allowed + proposal.revisions,
        "delivery_days": order.delivery_days + proposal.days,
    }
    if proposal.days and order.delivery_due_at is not None:
        is_late = order.is_late and order.is_working
        start = now if is_late else order.delivery_due_at
        changes["delivery_due_at"] = add_delivery_days(order, start, proposal.days)
        if is_late:
            changes |= {"late_at": None, "stalled_at": None}
    if order.state == OrderState.DELIVERED and order.review_due_at is not None:
        anew = now + timedelta(days=rules().auto_complete_days)
        changes["review_due_at"] = max(order.review_due_at, anew)
    return changes
