"""Withdrawals: asked for by a member, decided by finance."""

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound, PermissionRefused
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.choices import Actor, PayoutState
from marketplace.ledger.errors import (
    AmountTooSmall,
    DestinationUnknown,
    IdempotencyConflict,
    MovedOn,
    NotConfirmed,
    OwnPayout,
    PayoutsHeld,
    ReasonMissing,
    SecondPersonNeeded,
)
from marketplace.ledger.events import PayoutRequested
from marketplace.ledger.models import Payout, PayoutDestination
from marketplace.ledger.policies import (
    can_cancel_payout,
    is_finance,
    is_freshly_confirmed,
    needs_two_people,
    payouts_held_until,
)
from marketplace.ledger.services.clearing import clear_due_lots
from marketplace.ledger.services.outgoing import give_back, put_on_hold
from marketplace.ledger.services.transitions import can_move, transition


@transaction.atomic
def request_payout(
    *,
    member: Member,
    destination_id: str,
    amount: Money,
    key: str,
    confirmed_at: datetime | None,
    now: datetime,
) -> Payout:
    """Put `amount` of the member's available money on hold for a withdrawal.

    `key` makes it happen once: the same again returns the first payout. `confirmed_at` is when the
    member last proved who they are. Earnings that are due are made available first.
    Locks the member's accounts. Raises NotConfirmed, PayoutsHeld, AmountTooSmall,
    DestinationUnknown, InsufficientFunds, IdempotencyConflict.
    """
    destination = PayoutDestination.objects.filter(
        member=member, public_id=destination_id, removed_at=None
    ).first()
    clear_due_lots(now=now, limit=1000, owner=member.public_id)

    if not is_freshly_confirmed(confirmed_at, now=now):
        raise NotConfirmed
    held_until = payouts_held_until(member, now=now)
    if held_until is not None:
        raise PayoutsHeld(day=f"{held_until:%Y-%m-%d %H:%M} UTC")
    if destination is None:
        raise DestinationUnknown(field="destination")
    least = Money(rules().withdrawal_minimum_minor, amount.currency)
    if amount < least:
        raise AmountTooSmall(minimum=str(least), field="amount")

    payout, is_new = _create(destination, amount, key=key, now=now)
    if not is_new:
        return payout
    put_on_hold(payout, now=now)
    _record(payout, member, "payout.request", now=now)
    publish(
        PayoutRequested(
            payout_id=payout.public_id,
            member_id=member.public_id,
            amount=payout.amount,
            currency=payout.currency,
            account=payout.masked,
        ),
        now=now,
    )
    return payout


@transaction.atomic
def cancel_payout(*, payout_id: str, actor: Member, now: datetime) -> Payout:
    """Take a withdrawal back before it is approved; its money is available again.

    Locks the payout, then the accounts. Raises NotFound for strangers, MovedOn.
    """
    payout = lock_payout(payout_id)
    if payout.member_id != actor.pk:
        raise NotFound

    if not can_cancel_payout(actor, payout):
        raise MovedOn

    transition(payout, PayoutState.CANCELLED, by=Actor.MEMBER, settled_at=now)
    give_back(payout, now=now)
    _record(payout, actor, "payout.cancel", now=now)
    return payout


@transaction.atomic
def approve_payout(*, payout_id: str, actor: Member, now: datetime) -> Payout:
    """Approve a withdrawal; a large one needs a second person. Nothing is sent yet.

    Locks the payout. Raises PermissionRefused, OwnPayout, SecondPersonNeeded, MovedOn.
    """
    payout = lock_payout(payout_id)

    _refuse_decision(payout, actor)
    if payout.first_approved_by == actor.public_id:
        raise SecondPersonNeeded
    if not can_move(payout, PayoutState.INTENT, by=Actor.FINANCE):
        raise MovedOn

    is_first_of_two = payout.state == PayoutState.REQUESTED and needs_two_people(payout)
    if is_first_of_two:
        transition(
            payout,
            PayoutState.AWAITING_SECOND,
            by=Actor.FINANCE,
            first_approved_by=actor.public_id,
        )
    else:
        transition(
            payout,
            PayoutState.INTENT,
            by=Actor.FINANCE,
            approved_by=actor.public_id,
            approved_at=now,
        )
    _record(payout, actor, "payout.approve", now=now)
    return payout


@transaction.atomic
def decline_payout(*, payout_id: str, reason: str, actor: Member, now: datetime) -> Payout:
    """Refuse a withdrawal that isn't on its way yet; its money is available again.

    The member reads the reason. Locks the payout, then the accounts.
    Raises PermissionRefused, OwnPayout, ReasonMissing, MovedOn.
    """
    payout = lock_payout(payout_id)

    _refuse_decision(payout, actor)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    transition(
        payout,
        PayoutState.DECLINED,
        by=Actor.FINANCE,
        reason=reason.strip(),
        settled_at=now,
    )
    give_back(payout, now=now)
    _record(payout, actor, "payout.decline", now=now, reason=reason.strip())
    return payout


def lock_payout(public_id: str) -> Payout:
    """Lock and return a payout with its member. Raises NotFound."""
    rows = Payout.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    payout = rows.filter(public_id=public_id).first()
    if payout is None:
        raise NotFound
    return payout


def _refuse_decision(payout: Payout, actor: Member) -> None:
    if not is_finance(actor):
        raise PermissionRefused
    if payout.member_id == actor.pk:
        raise OwnPayout


def _create(
    destination: PayoutDestination, amount: Money, *, key: str, now: datetime
) -> tuple[Payout, bool]:
    payout = Payout(
        member=destination.member,
        destination=destination,
        method=destination.method,
        holder=destination.holder,
        account=destination.account,
        bank_name=destination.bank_name,
        amount=amount.amount,
        currency=amount.currency,
        request_key=key,
        requested_at=now,
    )
    Payout.objects.bulk_create([payout], ignore_conflicts=True)
    found = Payout.objects.select_related("member").get(member=destination.member, request_key=key)
    same = (found.amount, found.currency, found.destination_id) == (
        amount.amount,
        amount.currency,
        destination.pk,
    )
    if not same:
        raise IdempotencyConflict
    return found, found.public_id == payout.public_id


def _record(payout: Payout, actor: Member, action: str, *, now: datetime, reason: str = "") -> None:
    record_audit(
        actor=actor.public_id,
        action=action,
        subject=f"payout:{payout.public_id}",
        after={"state": payout.state, "amount": str(payout.money), "account": payout.masked},
        reason=reason,
        now=now,
    )
