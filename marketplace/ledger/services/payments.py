"""Money on its way in: started by a member, settled by a provider's message or by finance."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError, PermissionRefused
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind, Actor, PaymentState, TransferKind
from marketplace.ledger.errors import (
    AmountTooLarge,
    AmountTooSmall,
    GatewayUnavailable,
    IdempotencyConflict,
    OwnPayment,
    ReasonMissing,
)
from marketplace.ledger.events import PaymentFailed, PaymentSucceeded
from marketplace.ledger.gateways import get_gateway
from marketplace.ledger.gateways.base import Checkout, CheckoutOrder, Gateway
from marketplace.ledger.models import Payment
from marketplace.ledger.policies import is_finance
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.posting import Posting, post_transfer
from marketplace.ledger.services.transitions import transition

log = structlog.get_logger(__name__)
TOP_UP: Final = "top_up"
# After this a payment without an answer was left by a process that is gone.
LEFT_AFTER: Final = timedelta(minutes=2)


def start_payment(
    *,
    member: Member,
    amount: Money,
    gateway: str,
    purpose_kind: str,
    purpose_ref: str,
    return_path: str,
    now: datetime,
    request_key: str | None = None,
) -> Payment:
    """Ask a gateway for `amount`; the payer goes on at `payment.checkout_url`.

    Must not run inside a transaction (it raises RuntimeError there): the provider is asked over
    the network, and nothing may be locked meanwhile. The same member and `request_key` again give
    the first payment; one that the provider never heard of gives its key back, and one that was
    left without an answer is asked for again. When it is paid the money is the member's available
    money and PaymentSucceeded names the purpose. `return_path` is a path on this site.
    Raises GatewayUnknown, AmountTooSmall, AmountTooLarge, GatewayUnavailable, IdempotencyConflict.
    """
    provider = get_gateway(gateway)
    _refuse_sum(amount)
    if not return_path.startswith("/") or return_path.startswith("//"):
        raise ValueError("return_path is a path on this site")

    with transaction.atomic(durable=True):
        payment, is_new = _create(
            provider,
            member=member,
            amount=amount,
            purpose_kind=purpose_kind,
            purpose_ref=purpose_ref,
            return_path=return_path,
            request_key=request_key,
            now=now,
        )
    if not is_new and not _was_left(payment, now=now):
        return payment

    checkout = _ask(provider, payment)

    with transaction.atomic(durable=True):
        locked = _keep_answer(payment, checkout, now=now)
    if locked.state == PaymentState.FAILED:
        raise GatewayUnavailable
    return locked


@transaction.atomic
def approve_payment(*, payment_id: str, received: Money, actor: Member, now: datetime) -> Payment:
    """Credit what finance saw arrive for a payment with a receipt or one under review.

    A sum below what was asked for is a plain top-up: it pays for nothing by itself.
    Locks the payment, then the member's account. Raises PermissionRefused, OwnPayment, MovedOn.
    """
    payment = Payment.objects.select_for_update(no_key=True).get(public_id=payment_id)

    _refuse_decision(payment, actor)
    if received.amount <= 0:
        raise AmountTooSmall(minimum=str(Money(1, received.currency)), field="received")

    settle(payment, received=received, by=Actor.FINANCE, charge_ref=payment.charge_ref, now=now)
    record_audit(
        actor=actor.public_id,
        action="payment.approve",
        subject=f"payment:{payment.public_id}",
        after={"received": str(received), "asked": str(payment.money)},
        now=now,
    )
    return payment


@transaction.atomic
def decline_payment(*, payment_id: str, reason: str, actor: Member, now: datetime) -> Payment:
    """Refuse a payment with a receipt or one under review; the member reads the reason.

    Money that did arrive is sent back by hand, outside the platform: it never was in the books.
    Locks the payment. Raises PermissionRefused, OwnPayment, ReasonMissing, MovedOn.
    """
    payment = Payment.objects.select_for_update(no_key=True).get(public_id=payment_id)

    _refuse_decision(payment, actor)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    _fail(payment, by=Actor.FINANCE, reason=reason.strip(), now=now)
    record_audit(
        actor=actor.public_id,
        action="payment.decline",
        subject=f"payment:{payment.public_id}",
        reason=reason.strip(),
        now=now,
    )
    return payment


@transaction.atomic
def expire_payments(*, now: datetime, limit: int) -> int:
    """Close payments that nobody paid in time. A late success still credits the member.

    Claims rows with skip_locked. Returns how many were closed.
    """
    stale = Payment.objects.filter(
        state__in=[PaymentState.CREATED, PaymentState.PENDING], expires_at__lte=now
    )
    rows = stale.select_for_update(no_key=True, skip_locked=True).order_by("expires_at", "id")
    expired = list(rows.select_related(None)[:limit])
    for payment in expired:
        transition(payment, PaymentState.EXPIRED, by=Actor.CLOCK, settled_at=now)
        publish(_failed(payment, "expired"), now=now)
    return len(expired)


def settle(payment: Payment, *, received: Money, by: Actor, charge_ref: str, now: datetime) -> None:
    """Credit a locked payment, once, and announce it. Raises MovedOn."""
    transition(
        payment,
        PaymentState.PAID,
        by=by,
        received_amount=received.amount,
        received_currency=received.currency,
        charge_ref=charge_ref,
        settled_at=now,
        reason="",
    )
    post_transfer(
        key=f"payment:{payment.public_id}",
        kind=TransferKind.DEPOSIT,
        reference=f"payment:{payment.public_id}",
        postings=[
            Posting(
                AccountRef(AccountKind.GATEWAY, payment.gateway, received.currency),
                -received.amount,
            ),
            Posting(
                member_account(AccountKind.AVAILABLE, payment.member, received.currency),
                received.amount,
            ),
        ],
        now=now,
    )
    is_enough = received.currency == payment.currency and received.amount >= payment.amount
    publish(
        PaymentSucceeded(
            payment_id=payment.public_id,
            member_id=payment.member.public_id,
            purpose_kind=payment.purpose_kind if is_enough else TOP_UP,
            purpose_ref=payment.purpose_ref if is_enough else "",
            amount=received.amount,
            currency=received.currency,
        ),
        now=now,
    )


def fail_by_gateway(payment: Payment, *, reason: str, now: datetime) -> None:
    """Close a locked payment that the provider declined. Raises MovedOn."""
    _fail(payment, by=Actor.GATEWAY, reason=reason, now=now)


def _refuse_decision(payment: Payment, actor: Member) -> None:
    if not is_finance(actor):
        raise PermissionRefused
    if payment.member_id == actor.pk:
        raise OwnPayment


def _fail(payment: Payment, *, by: Actor, reason: str, now: datetime) -> None:
    transition(payment, PaymentState.FAILED, by=by, reason=reason, settled_at=now)
    publish(_failed(payment, reason), now=now)


def _failed(payment: Payment, reason: str) -> PaymentFailed:
    return PaymentFailed(
        payment_id=payment.public_id,
        member_id=payment.member.public_id,
        purpose_kind=payment.purpose_kind,
        purpose_ref=payment.purpose_ref,
        amount=payment.amount,
        currency=payment.currency,
        reason=reason,
    )


def _refuse_sum(amount: Money) -> None:
    least = Money(rules().deposit_minimum_minor, amount.currency)
    most = Money(rules().deposit_maximum_minor, amount.currency)
    if amount < least:
        raise AmountTooSmall(minimum=str(least), field="amount")
    if amount > most:
        raise AmountTooLarge(maximum=str(most), field="amount")


def _create(
    provider: Gateway,
    *,
    member: Member,
    amount: Money,
    purpose_kind: str,
    purpose_ref: str,
    return_path: str,
    request_key: str | None,
    now: datetime,
) -> tuple[Payment, bool]:
    days = timedelta(days=rules().transfer_expiry_days)
    hours = timedelta(hours=rules().payment_expiry_hours)
    fields = {
        "gateway": provider.name.value,
        "amount": amount.amount,
        "currency": amount.currency,
        "purpose_kind": purpose_kind,
        "purpose_ref": purpose_ref,
    }
    payment = Payment(
        member=member,
        **fields,
        return_path=return_path,
        request_key=request_key,
        created_at=now,
        expires_at=now + (days if provider.takes_receipts else hours),
    )
    if request_key is None:
        payment.save()
        return payment, True
    Payment.objects.bulk_create([payment], ignore_conflicts=True)
    found = Payment.objects.get(member=member, request_key=request_key)
    if any(getattr(found, name) != value for name, value in fields.items()):
        raise IdempotencyConflict
    return found, found.public_id == payment.public_id


def _was_left(payment: Payment, *, now: datetime) -> bool:
    """Whether whoever started the payment is gone without having heard from the provider."""
    return payment.state == PaymentState.CREATED and payment.created_at <= now - LEFT_AFTER


def _keep_answer(payment: Payment, checkout: Checkout | None, *, now: datetime) -> Payment:
    """Write down where the payer goes on. A message may have settled the payment meanwhile."""
    locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
    if locked.state != PaymentState.CREATED:
        return locked
    if checkout is None:
        locked.request_key = None
        locked.save(update_fields=["request_key"])
        _fail(locked, by=Actor.GATEWAY, reason="unreachable", now=now)
    else:
        transition(
            locked,
            PaymentState.PENDING,
            by=Actor.GATEWAY,
            checkout_url=checkout.url,
            gateway_ref=checkout.gateway_ref,
        )
    return locked


def _ask(provider: Gateway, payment: Payment) -> Checkout | None:
    order = CheckoutOrder(
        payment_ref=payment.public_id,
        money=payment.money,
        return_path=f"{payment.get_absolute_url()}?returned=1",
        language=payment.member.language,
        email=payment.member.email,
        expires_at=payment.expires_at,
    )
    try:
        checkout = provider.start_checkout(order)
    except DomainError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a provider's library throws
        log.warning("checkout_failed", gateway=provider.name, error=repr(error))
        return None
    return checkout
