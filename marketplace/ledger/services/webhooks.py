"""The one door for messages of payment providers. Each is acted on once, whatever its order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound, PermissionRefused
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.choices import (
    AccountKind,
    Actor,
    EventOutcome,
    PaymentState,
    TransferKind,
)
from marketplace.ledger.events import PaymentNeedsPerson, PaymentReturned
from marketplace.ledger.gateways import get_gateway
from marketplace.ledger.gateways.base import Notice, NoticeKind
from marketplace.ledger.models import Account, GatewayEvent, Payment
from marketplace.ledger.policies import is_finance
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.payments import fail_by_gateway, settle
from marketplace.ledger.services.posting import Posting, post_transfer
from marketplace.ledger.services.transitions import can_move, transition

_HAS_SETTLED: Final = {
    PaymentState.PAID,
    PaymentState.REFUNDED,
    PaymentState.CHARGED_BACK,
    PaymentState.REVIEW,
}


@transaction.atomic
def receive_webhook(
    *, gateway: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> GatewayEvent:
    """Verify a provider's message, keep it, and do what it says; a repeated one does nothing.

    Nothing is credited unless sum and currency are those that were asked for: else the payment
    waits for a person. Messages that fit nothing are kept and shown at the finance desk.
    Locks the payment, then the accounts. Raises GatewayUnknown, WebhookRefused.
    """
    notice = get_gateway(gateway).parse_webhook(headers=headers, body=body, now=now)
    event, is_new = GatewayEvent.objects.get_or_create(
        gateway=gateway,
        event_id=notice.event_id,
        defaults={
            "kind": notice.kind.value,
            "amount": notice.money.amount if notice.money else None,
            "currency": notice.money.currency if notice.money else "",
            "body": body.decode(errors="replace"),
            "received_at": now,
        },
    )
    if not is_new or notice.kind is NoticeKind.OTHER:
        return event

    payment = _lock_payment(gateway, notice)
    if payment is None or notice.money is None:
        event.outcome = EventOutcome.UNMATCHED
    elif notice.kind is NoticeKind.PAID:
        event.outcome = _apply_paid(payment, notice, notice.money, now=now)
    elif notice.kind is NoticeKind.FAILED:
        event.outcome = _apply_failed(payment, notice, now=now)
    elif notice.kind is NoticeKind.REINSTATED:
        event.outcome = EventOutcome.UNEXPECTED  # whose it is now, a person decides
    else:
        event.outcome = _apply_return(payment, notice, notice.money, event=event, now=now)
    event.payment = payment
    event.needs_person = event.needs_person or event.outcome in {
        EventOutcome.UNMATCHED,
        EventOutcome.UNEXPECTED,
    }
    event.save(update_fields=["outcome", "payment", "needs_person"])

    return event


@transaction.atomic
def settle_gateway_event(*, event_id: int, actor: Member, now: datetime) -> GatewayEvent:
    """Take a message off the finance desk: a person has looked at it, and the audit log says who.

    Locks the event. Raises PermissionRefused, NotFound where no such message waits.
    """
    if not is_finance(actor):
        raise PermissionRefused
    rows = GatewayEvent.objects.select_for_update(no_key=True)
    event = rows.filter(pk=event_id, needs_person=True).first()
    if event is None:
        raise NotFound
    event.needs_person = False
    event.looked_at_by = actor.public_id
    event.save(update_fields=["needs_person", "looked_at_by"])
    record_audit(
        actor=actor.public_id,
        action="gateway_event.seen",
        subject=f"gateway_event:{event.pk}",
        after={"gateway": event.gateway, "kind": event.kind, "outcome": event.outcome},
        now=now,
    )
    return event


def _lock_payment(gateway: str, notice: Notice) -> Payment | None:
    rows = Payment.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    mine = rows.filter(gateway=gateway)
    if notice.payment_ref:
        return mine.filter(public_id=notice.payment_ref).first()
    if notice.charge_ref:
        return mine.filter(charge_ref=notice.charge_ref).order_by("id").first()
    return None


def _apply_paid(payment: Payment, notice: Notice, money: Money, *, now: datetime) -> EventOutcome:
    if payment.state in _HAS_SETTLED:
        is_same = payment.charge_ref == notice.charge_ref and payment.received == money
        return EventOutcome.NOTHING_NEW if is_same else EventOutcome.UNEXPECTED
    if not can_move(payment, PaymentState.PAID, by=Actor.GATEWAY):
        return EventOutcome.UNEXPECTED
    if money == payment.money:
        settle(payment, received=money, by=Actor.GATEWAY, charge_ref=notice.charge_ref, now=now)
        return EventOutcome.APPLIED
    transition(
        payment,
        PaymentState.REVIEW,
        by=Actor.GATEWAY,
        received_amount=money.amount,
        received_currency=money.currency,
        charge_ref=notice.charge_ref,
    )
    publish(
        PaymentNeedsPerson(
            payment_id=payment.public_id,
            member_id=payment.member.public_id,
            amount=money.amount,
            currency=money.currency,
        ),
        now=now,
    )
    return EventOutcome.MISMATCH


def _apply_failed(payment: Payment, notice: Notice, *, now: datetime) -> EventOutcome:
    if not can_move(payment, PaymentState.FAILED, by=Actor.GATEWAY):
        return EventOutcome.NOTHING_NEW
    fail_by_gateway(payment, reason=notice.reason or "declined", now=now)
    return EventOutcome.APPLIED


def _apply_return(
    payment: Payment, notice: Notice, money: Money, *, event: GatewayEvent, now: datetime
) -> EventOutcome:
    """Book money that the provider has sent back or that the payer's bank has taken back."""
    received = payment.received
    if (
        payment.state != PaymentState.PAID
        or received is None
        or money.currency != received.currency
        or not 0 < money.amount <= received.amount - payment.returned_amount
    ):
        return EventOutcome.UNEXPECTED

    is_chargeback = notice.kind is NoticeKind.CHARGED_BACK
    missing = _post_return(payment, money, event=event, is_chargeback=is_chargeback, now=now)
    payment.returned_amount += money.amount
    payment.save(update_fields=["returned_amount"])
    if payment.returned_amount == received.amount:
        end = PaymentState.CHARGED_BACK if is_chargeback else PaymentState.REFUNDED
        transition(payment, end, by=Actor.GATEWAY)
    # The member had spent it: the reserve has paid, and a person decides what follows.
    event.needs_person = missing > 0

    publish(
        PaymentReturned(
            payment_id=payment.public_id,
            member_id=payment.member.public_id,
            purpose_kind=payment.purpose_kind,
            purpose_ref=payment.purpose_ref,
            amount=money.amount,
            currency=money.currency,
            is_chargeback=is_chargeback,
            from_reserve=missing,
        ),
        now=now,
    )
    return EventOutcome.APPLIED


def _post_return(
    payment: Payment, money: Money, *, event: GatewayEvent, is_chargeback: bool, now: datetime
) -> int:
    """Take the sum from the member as far as it is there, the rest from the reserve."""
    wallet = member_account(AccountKind.AVAILABLE, payment.member, money.currency)
    there = min(_lock_balance(wallet), money.amount)
    missing = money.amount - there
    postings = [
        Posting(wallet, -there),
        Posting(AccountRef(AccountKind.REFUND_RESERVE, "", money.currency), -missing),
        Posting(AccountRef(AccountKind.GATEWAY, payment.gateway, money.currency), money.amount),
    ]
    post_transfer(
        key=f"payment-return:{event.pk}",
        kind=TransferKind.CHARGEBACK if is_chargeback else TransferKind.DEPOSIT_REFUND,
        reference=f"payment:{payment.public_id}",
        postings=[posting for posting in postings if posting.amount],
        memo={"from_reserve": missing},
        now=now,
    )
    return missing


def _lock_balance(account: AccountRef) -> int:
    rows = Account.objects.select_for_update(no_key=True)
    row = rows.filter(kind=account.kind, owner=account.owner, currency=account.currency).first()
    return row.balance or 0 if row else 0
