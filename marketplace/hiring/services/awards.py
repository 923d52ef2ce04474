"""From a chosen proposal to a paid order: held money pays, the rest is asked for or returned."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.hiring.choices import Hand, PostedState, ProposalState
from marketplace.hiring.errors import NotAwarded
from marketplace.hiring.events import BriefPaymentUnused
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.services.ending import close_proposals, settle_posted
from marketplace.hiring.services.holding import HOLD_PURPOSE, hold_budget, release_budget
from marketplace.hiring.services.states import (
    announce_change,
    lock_posted,
    posted_transition,
    proposal_transition,
    set_end,
)
from marketplace.ledger.services import start_payment
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.queries import get_order_for
from marketplace.orders.services import pay_from_wallet, settle_order
from marketplace.orders.services.payment import StartedPayment

AWARD_PURPOSE: Final = "brief_award"


def pay_with_held(brief: PostedBrief, order: Order, *, actor: Member, now: datetime) -> Order:
    """Pay a locked brief's order with what it holds, and the wallet where that isn't enough.

    What is held becomes the client's money and pays in the same transaction: nobody can come
    between, because the client's account stays locked. The order's row is locked first.
    """
    locked = Order.objects.select_for_update(no_key=True, of=("self",)).get(pk=order.pk)
    release_budget(brief, actor=actor.public_id, now=now)
    brief.save(update_fields=["held_amount", "held_transfer"])
    paid = pay_from_wallet(order=locked, actor=actor, now=now)
    _hire(brief, now=now)
    return paid


def _hire(brief: PostedBrief, *, now: datetime) -> None:
    """Let a locked brief's award be final: its order is paid."""
    posted_transition(brief, to=PostedState.HIRED, hand=Hand.ORDER, now=now)
    announce_change(brief, now=now)
    release_budget(brief, actor=SYSTEM, now=now)
    brief.save()
    close_proposals(brief, hand=Hand.ORDER, why=PostedState.HIRED, now=now)
    record_audit(
        actor=SYSTEM,
        action="brief.hired",
        subject=brief.reference,
        after={"order": brief.order_id},
        now=now,
    )


def _enter(brief: PostedBrief, actor: Member, now: datetime) -> tuple[PostedBrief, Order]:
    """Lock an awarded brief and settle its order."""
    row = lock_posted(brief.pk)
    if actor.pk != row.client_id:
        raise NotFound
    if row.state != PostedState.AWARDED:
        raise NotAwarded
    order = settle_order(order=get_order_for(actor, row.order_id), now=now)
    if order.state != OrderState.PENDING_PAYMENT:
        raise NotAwarded
    return row, order


def rest_of(brief: PostedBrief, order: Order) -> int:
    """Return what is still to be paid of an awarded brief's order, in minor units."""
    return max(0, order.total_amount - brief.held_amount)


@transaction.atomic
def pay_award(*, brief: PostedBrief, actor: Member, now: datetime) -> Order:
    """Pay the order of an awarded brief: with what it holds, and the rest from the wallet.

    Locks the brief, the order, then the accounts. Raises NotFound for others, NotAwarded,
    InsufficientFunds (then nothing has moved).
    """
    row, order = _enter(brief, actor, now)
    return pay_with_held(row, order, actor=actor, now=now)


def start_award_payment(
    *, brief: PostedBrief, actor: Member, gateway: str, request_key: str = "", now: datetime
) -> StartedPayment:
    """Ask a gateway for the rest; when it has arrived `receive_brief_payment` pays the order.

    What is held stays held meanwhile. Must not run inside a transaction. Raises NotFound for
    others, NotAwarded, and as `start_payment`.
    """
    with transaction.atomic():
        row, order = _enter(brief, actor, now)
    rest = max(rest_of(row, order), rules().deposit_minimum_minor)
    return start_payment(
        member=actor,
        amount=Money(rest, row.currency),
        gateway=gateway,
        purpose_kind=AWARD_PURPOSE,
        purpose_ref=row.public_id,
        return_path=reverse("hiring:payment_back", args=[row.public_id]),
        request_key=f"{row.reference}:{request_key}" if request_key else None,
        now=now,
    )


def receive_brief_payment(
    *, kind: str, public_id: str, payment_id: str, now: datetime, is_event: bool = True
) -> bool:
    """Use a payment that has reached the client's wallet for its brief, once.

    Returns whether it is used. Where it can't be any more the money stays in the wallet; the event
    says so then, the client's own return doesn't. Locks the brief, the order, then the accounts.
    """
    found = PostedBrief.objects.select_related("client").filter(public_id=public_id).first()
    if found is None or found.paid_with == payment_id:
        return found is not None
    try:
        with transaction.atomic():
            _use(found, kind=kind, payment_id=payment_id, now=now)
    except DomainError:
        found.refresh_from_db(fields=["paid_with"])
        if found.paid_with == payment_id:
            return True
        if is_event:
            _tell_unused(found, payment_id, now=now)
        return False
    return True


def _use(brief: PostedBrief, *, kind: str, payment_id: str, now: datetime) -> None:
    if kind == HOLD_PURPOSE:
        hold_budget(brief=brief, actor=brief.client, paid_with=payment_id, now=now)
        return
    row, order = _enter(brief, brief.client, now)
    row.paid_with = payment_id
    row.save(update_fields=["paid_with"])
    pay_with_held(row, order, actor=row.client, now=now)


@transaction.atomic
def _tell_unused(brief: PostedBrief, payment_id: str, *, now: datetime) -> None:
    publish(
        BriefPaymentUnused(
            posted_id=brief.public_id,
            client_id=brief.client.public_id,
            title=brief.title,
            payment_id=payment_id,
        ),
        now=now,
    )


@transaction.atomic
def conclude_award(*, order_id: str, now: datetime) -> PostedBrief | None:
    """Let an award be final once its order is paid, by whatever way; once. Locks the brief."""
    row = _awarded(order_id)
    if row is None:
        return None
    _hire(row, now=now)
    return row


@transaction.atomic
def take_award_back(*, order_id: str, now: datetime) -> PostedBrief | None:
    """Open a brief again whose order was dropped before it was paid; what it holds stays held.

    The chosen proposal is on the shortlist again. The brief stays open for two more days at least.
    Locks the brief, then the proposal.
    """
    row = _awarded(order_id)
    if row is None:
        return None
    proposals = Proposal.objects.select_for_update(no_key=True, of=("self",))
    chosen = proposals.get(brief=row, state=ProposalState.ACCEPTED)

    posted_transition(row, to=PostedState.OPEN, hand=Hand.ORDER, now=now)
    announce_change(row, now=now)
    proposal_transition(chosen, to=ProposalState.SHORTLISTED, hand=Hand.ORDER, now=now)
    chosen.save(update_fields=["state", "updated_at", "closed_at"])
    row.order_id = ""
    least = now + timedelta(hours=rules().posted_brief_reminder_hours)
    set_end(row, max(row.due_at, least), now=now)
    row.save()

    record_audit(
        actor=SYSTEM,
        action="brief.award_taken_back",
        subject=row.reference,
        before={"order": order_id},
        now=now,
    )
    return row


def settle_brief(*, brief: PostedBrief, now: datetime) -> PostedBrief:
    """Return the brief as it stands at `now`: ended by its end, or moved on by its order."""
    if brief.state != PostedState.AWARDED:
        return settle_posted(brief=brief, now=now)
    order = settle_order(order=get_order_for(brief.client, brief.order_id), now=now)
    if order.state == OrderState.PENDING_PAYMENT:
        return brief
    if order.paid_at is None:
        return take_award_back(order_id=order.public_id, now=now) or brief
    return conclude_award(order_id=order.public_id, now=now) or brief


def _awarded(order_id: str) -> PostedBrief | None:
    """Lock and return the brief that waits for this order, if one does."""
    found = PostedBrief.objects.filter(order_id=order_id, state=PostedState.AWARDED).first()
    if found is None:
        return None
    row = lock_posted(found.pk)
    return row if row.state == PostedState.AWARDED and row.order_id == order_id else None
