"""Stripe's messages as they were recorded, signed with the test's secret: no network."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from stripe import WebhookSignature

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import EventOutcome, PaymentState
from marketplace.ledger.errors import WebhookRefused
from marketplace.ledger.models import GatewayEvent, Payment
from marketplace.ledger.queries import available_balance
from marketplace.ledger.services import receive_webhook

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "stripe_messages"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def payment(client_member: Member) -> Payment:
    return Payment.objects.create(
        member=client_member,
        gateway="stripe",
        state=PaymentState.PENDING,
        amount=12_000,
        currency="USD",
        purpose_kind="order",
        purpose_ref="abc",
        created_at=NOW,
        expires_at=NOW + timedelta(hours=23),
    )


def send(name: str, payment: Payment, settings: Settings, *, at: datetime = NOW) -> GatewayEvent:
    body = (FOLDER / f"{name}.json").read_text().replace("PAYMENT", payment.public_id)
    signature = WebhookSignature.generate_signature_header(
        body, settings.STRIPE_WEBHOOK_SECRET, int(at.timestamp())
    )
    headers = {"Stripe-Signature": signature}
    return receive_webhook(gateway="stripe", headers=headers, body=body.encode(), now=NOW)


@pytest.mark.parametrize("name", ["session_completed", "session_async_succeeded"])
def test_a_paid_session_credits_the_member(payment: Payment, settings: Settings, name: str) -> None:
    event = send(name, payment, settings)
    payment.refresh_from_db()
    assert event.outcome == EventOutcome.APPLIED
    assert (payment.state, payment.charge_ref) == (PaymentState.PAID, "pi_3QxYzAbCdEfGhIjK")
    assert payment.received == Money(12_000, "USD")
    assert available_balance(payment.member, "USD") == 12_000


def test_a_completed_session_is_not_a_paid_one(payment: Payment, settings: Settings) -> None:
    assert send("session_completed_unpaid", payment, settings).outcome == EventOutcome.IGNORED
    assert available_balance(payment.member, "USD") == 0
    send("session_async_succeeded", payment, settings)
    assert available_balance(payment.member, "USD") == 12_000


@pytest.mark.parametrize(
    ("name", "reason"), [("session_async_failed", "declined"), ("session_expired", "expired")]
)
def test_a_failed_session_closes_the_payment(
    payment: Payment, settings: Settings, name: str, reason: str
) -> None:
    send(name, payment, settings)
    payment.refresh_from_db()
    assert (payment.state, payment.reason) == (PaymentState.FAILED, reason)


def test_refund_and_dispute_find_their_payment_by_its_charge(
    payment: Payment, settings: Settings
) -> None:
    send("session_completed", payment, settings)
    send("refund_created", payment, settings)
    assert available_balance(payment.member, "USD") == 9_000
    # The bank takes back the whole sum although a part was refunded: a person has to look.
    dispute = send("dispute_withdrawn", payment, settings)
    assert (dispute.outcome, dispute.needs_person) == (EventOutcome.UNEXPECTED, True)
    assert available_balance(payment.member, "USD") == 9_000


def test_a_dispute_takes_the_payment_back(payment: Payment, settings: Settings) -> None:
    send("session_completed", payment, settings)
    assert send("dispute_withdrawn", payment, settings).outcome == EventOutcome.APPLIED
    payment.refresh_from_db()
    assert payment.state == PaymentState.CHARGED_BACK
    assert available_balance(payment.member, "USD") == 0


@pytest.mark.parametrize("kind", ["charge.dispute.funds_reinstated", "refund.failed"])
def test_money_that_is_back_at_the_provider_waits_for_a_person(
    payment: Payment, settings: Settings, kind: str
) -> None:
    send("session_completed", payment, settings)
    send("dispute_withdrawn", payment, settings)
    body = (FOLDER / "dispute_withdrawn.json").read_text()
    body = body.replace("charge.dispute.funds_withdrawn", kind).replace("AgDispute", "AgWon")
    signature = WebhookSignature.generate_signature_header(
        body, settings.STRIPE_WEBHOOK_SECRET, int(NOW.timestamp())
    )
    headers = {"Stripe-Signature": signature}
    event = receive_webhook(gateway="stripe", headers=headers, body=body.encode(), now=NOW)
    assert (event.kind, event.needs_person, event.payment) == ("reinstated", True, payment)
    assert available_balance(payment.member, "USD") == 0


@pytest.mark.parametrize(("known", "other"), [('"usd"', '"jpy"'), ('"usd"', "null")])
def test_a_session_of_somebody_else_is_kept_and_shown(
    payment: Payment, settings: Settings, known: str, other: str
) -> None:
    body = (FOLDER / "session_completed.json").read_text().replace(known, other)
    signature = WebhookSignature.generate_signature_header(
        body, settings.STRIPE_WEBHOOK_SECRET, int(NOW.timestamp())
    )
    headers = {"Stripe-Signature": signature}
    event = receive_webhook(gateway="stripe", headers=headers, body=body.encode(), now=NOW)
    assert (event.outcome, event.needs_person) == (EventOutcome.UNMATCHED, True)
    payment.refresh_from_db()
    assert payment.state == PaymentState.PENDING


def test_other_messages_are_kept_and_ignored(payment: Payment, settings: Settings) -> None:
    event = send("customer_created", payment, settings)
    assert (event.outcome, event.needs_person) == (EventOutcome.IGNORED, False)


def test_old_early_and_foreign_signatures_are_refused(payment: Payment, settings: Settings) -> None:
    for at in (NOW - timedelta(seconds=301), NOW + timedelta(seconds=301)):
        with pytest.raises(WebhookRefused):
            send("session_completed", payment, settings, at=at)
    body = (FOLDER / "session_completed.json").read_text()
    for secret in ("whsec_other", "x"):
        header = WebhookSignature.generate_signature_header(body, secret, int(NOW.timestamp()))
        with pytest.raises(WebhookRefused):
            receive_webhook(
                gateway="stripe",
                headers={"stripe-signature": header},
                body=body.encode(),
                now=NOW,
            )
    settings.STRIPE_WEBHOOK_SECRET = ""
    with pytest.raises(WebhookRefused):
        send("session_completed", payment, settings)
    assert not GatewayEvent.objects.exists()
