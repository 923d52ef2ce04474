"""Payments: started once, credited once, never by a message that says another sum."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import transaction
from pytest_django import Settings

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from marketplace.core.money import Money
from marketplace.ledger.choices import (
    PAYMENT_MOVES,
    AccountKind,
    Actor,
    PaymentState,
    SandboxCard,
)
from marketplace.ledger.errors import (
    AmountTooLarge,
    AmountTooSmall,
    GatewayUnavailable,
    GatewayUnknown,
    IdempotencyConflict,
    MovedOn,
    ReasonMissing,
)
from marketplace.ledger.models import Payment, SandboxCheckout
from marketplace.ledger.queries import (
    AccountRef,
    available_balance,
    get_payment_for,
    get_sandbox_checkout_for,
)
from marketplace.ledger.services import (
    approve_payment,
    decline_payment,
    deliver_sandbox_messages,
    expire_payments,
    start_payment,
    use_sandbox_card,
)
from marketplace.ledger.services.transitions import can_move, transition
from marketplace.ledger.tests.paying import SUM, events, start, state_of, tell

pytestmark = pytest.mark.django_db
RESERVE = AccountRef(AccountKind.REFUND_RESERVE, "", "USD")


def test_start_payment_opens_the_sandbox_page(client_member: Member, now: datetime) -> None:
    payment = start(client_member, now)
    checkout = SandboxCheckout.objects.get(payment_ref=payment.public_id)
    assert payment.state == PaymentState.PENDING
    assert payment.checkout_url.endswith(f"/sandbox/checkout/{checkout.ref}/")
    assert (checkout.amount, checkout.currency) == (12_000, "USD")
    assert payment.expires_at == now + timedelta(hours=23)
    assert available_balance(client_member, "USD") == 0


def test_start_payment_again_with_the_key_gives_the_first(
    client_member: Member, seller: Member, now: datetime
) -> None:
    first = start(client_member, now, key="k")
    assert start(client_member, now, key="k").pk == first.pk
    assert start(seller, now, key="k").pk != first.pk
    with pytest.raises(IdempotencyConflict):
        start(client_member, now, key="k", gateway="bank_transfer")


@pytest.mark.django_db(transaction=True)
def test_start_payment_refuses_to_run_inside_a_transaction(
    client_member: Member, now: datetime
) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        start(client_member, now)


def test_start_payment_refuses_sums_gateways_and_foreign_addresses(
    client_member: Member, now: datetime, settings: Settings
) -> None:
    def attempt(amount: int = 500, path: str = "/") -> Payment:
        return start_payment(
            member=client_member,
            amount=Money(amount, "USD"),
            gateway="sandbox",
            purpose_kind="top_up",
            purpose_ref="",
            return_path=path,
            now=now,
        )

    with pytest.raises(AmountTooSmall):
        attempt(99)
    with pytest.raises(AmountTooLarge):
        attempt(5_000_001)
    for path in ("//evil.example/", "https://evil.example/", ""):
        with pytest.raises(ValueError, match="path"):
            attempt(path=path)
    settings.PAYMENT_GATEWAYS = ["stripe"]
    with pytest.raises(GatewayUnknown):
        attempt()
    assert not Payment.objects.exists()


def test_start_payment_closes_what_the_provider_did_not_take(
    client_member: Member, now: datetime, settings: Settings
) -> None:
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    with pytest.raises(GatewayUnavailable):
        start(client_member, now, gateway="stripe")
    payment = Payment.objects.get()
    assert (payment.state, payment.reason) == (PaymentState.FAILED, "unreachable")
    (failed,) = events("PaymentFailed")
    assert failed["payment_id"] == payment.public_id


def test_a_key_whose_provider_was_away_starts_a_payment_later(
    client_member: Member, now: datetime, settings: Settings
) -> None:
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    for _ in range(2):
        with pytest.raises(GatewayUnavailable):
            start(client_member, now, gateway="stripe", key="k")
    assert start(client_member, now, key="k").state == PaymentState.PENDING


def test_a_payment_that_was_left_without_an_answer_is_asked_for_again(
    client_member: Member, now: datetime
) -> None:
    left = start(client_member, now, key="k")
    Payment.objects.filter(pk=left.pk).update(state=PaymentState.CREATED, checkout_url="")
    soon = start(client_member, now + timedelta(minutes=1), key="k")
    assert (soon.pk, soon.checkout_url) == (left.pk, "")

    again = start(client_member, now + timedelta(minutes=2), key="k")

    assert (again.pk, again.state) == (left.pk, PaymentState.PENDING)
    assert again.checkout_url == left.checkout_url


def test_finance_credits_what_really_arrived(
    client_member: Member, finance: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    tell(payment, now, money=Money(11_000, "USD"))

    approve_payment(
        payment_id=payment.public_id, received=Money(11_000, "USD"), actor=finance, now=now
    )

    assert available_balance(client_member, "USD") == 11_000
    (event,) = events("PaymentSucceeded")
    assert (event["purpose_kind"], event["purpose_ref"]) == ("top_up", "")
    assert AuditRecord.objects.get(action="payment.approve").actor == finance.public_id
    with pytest.raises(MovedOn):
        approve_payment(payment_id=payment.public_id, received=SUM, actor=finance, now=now)


def test_finance_declines_with_a_reason(
    client_member: Member, finance: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    tell(payment, now, money=Money(1, "USD"))
    with pytest.raises(ReasonMissing):
        decline_payment(payment_id=payment.public_id, reason=" ", actor=finance, now=now)
    decline_payment(payment_id=payment.public_id, reason="Not ours", actor=finance, now=now)
    assert state_of(payment) == PaymentState.FAILED
    assert events("PaymentFailed")[0]["reason"] == "Not ours"
    with pytest.raises(MovedOn):
        decline_payment(payment_id=payment.public_id, reason="Again", actor=finance, now=now)


def test_expire_payments_leaves_receipts_and_young_ones_alone(
    client_member: Member, now: datetime
) -> None:
    old, receipt = start(client_member, now), start(client_member, now, gateway="bank_transfer")
    Payment.objects.filter(pk=receipt.pk).update(state=PaymentState.SUBMITTED)
    later = now + timedelta(days=30)
    young = start(client_member, later)
    assert expire_payments(now=old.expires_at - timedelta(seconds=1), limit=10) == 0
    assert expire_payments(now=later, limit=10) == 1
    assert [state_of(row) for row in (old, receipt, young)] == ["expired", "submitted", "pending"]


def test_sandbox_cards_pay_decline_and_close(client_member: Member, now: datetime) -> None:
    outcomes = {}
    for card in (SandboxCard.PAY, SandboxCard.DECLINE, SandboxCard.CLOSE):
        payment = start(client_member, now)
        ref = SandboxCheckout.objects.get(payment_ref=payment.public_id).ref
        use_sandbox_card(ref=ref, card=card, now=now)
        outcomes[card] = state_of(payment)
        if card is not SandboxCard.CLOSE:
            with pytest.raises(MovedOn):
                use_sandbox_card(ref=ref, card=SandboxCard.PAY, now=now)
    assert outcomes == {"pay": "paid", "decline": "failed", "close": "pending"}


def test_the_sandboxs_slow_card_pays_later(client_member: Member, now: datetime) -> None:
    payment = start(client_member, now)
    ref = SandboxCheckout.objects.get().ref
    use_sandbox_card(ref=ref, card=SandboxCard.SLOW, now=now)
    assert deliver_sandbox_messages(now=now + timedelta(seconds=14), limit=10) == 0
    assert state_of(payment) == PaymentState.PENDING
    assert deliver_sandbox_messages(now=now + timedelta(seconds=15), limit=10) == 1
    assert deliver_sandbox_messages(now=now + timedelta(seconds=16), limit=10) == 0
    assert state_of(payment) == PaymentState.PAID


def test_strangers_see_neither_payment_nor_checkout(
    client_member: Member, stranger: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    ref = SandboxCheckout.objects.get().ref
    assert get_payment_for(client_member, payment.public_id).pk == payment.pk
    assert get_sandbox_checkout_for(client_member, ref).ref == ref
    with pytest.raises(NotFound):
        get_payment_for(stranger, payment.public_id)
    with pytest.raises(NotFound):
        get_sandbox_checkout_for(stranger, ref)


@pytest.mark.parametrize("source", PaymentState)
def test_a_payment_moves_only_as_the_table_says(
    client_member: Member, source: PaymentState, now: datetime
) -> None:
    """Every state, every target, every actor."""
    payment = start(client_member, now)
    for target, actor in product(PaymentState, Actor):
        Payment.objects.filter(pk=payment.pk).update(state=source)
        payment.refresh_from_db()
        if actor in PAYMENT_MOVES[source].get(target, frozenset()):
            transition(payment, target, by=actor)
            assert state_of(payment) == target
        else:
            assert not can_move(payment, target, by=actor)
            with pytest.raises(MovedOn):
                transition(payment, target, by=actor)
            assert state_of(payment) == source
