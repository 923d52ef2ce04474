"""Messages of providers: acted on once, in any order, and never for another sum."""

from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import (
    AccountKind,
    EventOutcome,
    PaymentState,
)
from marketplace.ledger.errors import (
    WebhookRefused,
)
from marketplace.ledger.gateways.sandbox.webhooks import compose, sign
from marketplace.ledger.models import GatewayEvent
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
)
from marketplace.ledger.services import (
    expire_payments,
    hold_in_escrow,
    receive_webhook,
)
from marketplace.ledger.tests.paying import SUM, events, start, state_of, tell

pytestmark = pytest.mark.django_db
RESERVE = AccountRef(AccountKind.REFUND_RESERVE, "", "USD")


def test_a_paid_message_credits_the_member_once(client_member: Member, now: datetime) -> None:
    payment = start(client_member, now)

    first = tell(payment, now)
    again = tell(payment, now)
    other = tell(payment, now, event_id="m2")

    assert (first.pk, first.outcome) == (again.pk, EventOutcome.APPLIED)
    assert (other.outcome, other.needs_person) == (EventOutcome.NOTHING_NEW, False)
    assert available_balance(client_member, "USD") == 12_000
    assert account_balance(AccountRef(AccountKind.GATEWAY, "sandbox", "USD")) == -12_000
    assert events("PaymentSucceeded") == [
        {
            "payment_id": payment.public_id,
            "member_id": client_member.public_id,
            "purpose_kind": "order",
            "purpose_ref": "abc",
            "amount": 12_000,
            "currency": "USD",
        }
    ]


@pytest.mark.parametrize(
    "money", [Money(11_999, "USD"), Money(12_001, "USD"), Money(12_000, "EUR")]
)
def test_a_message_with_another_sum_goes_to_a_person(
    client_member: Member, now: datetime, money: Money
) -> None:
    payment = start(client_member, now)

    assert tell(payment, now, money=money).outcome == EventOutcome.MISMATCH

    payment.refresh_from_db()
    assert (payment.state, payment.received) == (PaymentState.REVIEW, money)
    assert available_balance(client_member, money.currency) == 0
    assert len(events("PaymentNeedsPerson")) == 1
    assert events("PaymentSucceeded") == []


def test_a_payment_that_comes_late_still_credits_the_member(
    client_member: Member, now: datetime
) -> None:
    dropped, declined = start(client_member, now), start(client_member, now)
    tell(declined, now, kind="payment.failed", event_id="no")
    later = now + timedelta(days=2)
    assert expire_payments(now=later, limit=10) == 1
    assert (state_of(dropped), state_of(declined)) == ("expired", "failed")

    tell(dropped, later, event_id="a")
    tell(declined, later, event_id="b")

    assert available_balance(client_member, "USD") == 24_000
    assert (state_of(dropped), state_of(declined)) == ("paid", "paid")
    assert [event["reason"] for event in events("PaymentFailed")] == ["declined", "expired"]


def test_a_failure_reported_after_success_changes_nothing(
    client_member: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    tell(payment, now)
    event = tell(payment, now, kind="payment.failed", event_id="late")
    assert (event.outcome, event.needs_person) == (EventOutcome.NOTHING_NEW, False)
    assert state_of(payment) == PaymentState.PAID


def test_a_second_charge_for_the_same_payment_goes_to_a_person(
    client_member: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    tell(payment, now)
    event = tell(payment, now, event_id="m2", charge="ch_2")
    assert (event.outcome, event.needs_person) == (EventOutcome.UNEXPECTED, True)
    assert available_balance(client_member, "USD") == 12_000


@pytest.mark.parametrize("ref", ["nobodyspayme", ""])
def test_a_message_about_no_payment_goes_to_a_person(
    client_member: Member, now: datetime, ref: str
) -> None:
    event = tell(start(client_member, now), now, ref=ref, charge="")
    assert (event.outcome, event.needs_person) == (EventOutcome.UNMATCHED, True)


def test_a_message_about_another_gateways_payment_credits_nobody(
    client_member: Member, now: datetime
) -> None:
    payment = start(client_member, now, gateway="bank_transfer")
    assert tell(payment, now).outcome == EventOutcome.UNMATCHED
    assert available_balance(client_member, "USD") == 0


def test_messages_of_no_concern_are_kept_and_ignored(client_member: Member, now: datetime) -> None:
    event = tell(start(client_member, now), now, kind="payment.created")
    assert (event.outcome, event.needs_person) == (EventOutcome.IGNORED, False)


def test_forged_old_and_changed_messages_are_refused(client_member: Member, now: datetime) -> None:
    payment = start(client_member, now)
    headers, body = compose(
        event_id="m",
        kind="payment.succeeded",
        payment_ref=payment.public_id,
        charge_ref="c",
        money=SUM,
        now=now,
    )
    other_id = {**headers, "webhook-id": "n"}
    changed = body.replace(b"12000", b"99000")
    attempts = [
        (headers, changed, now),
        (other_id, body, now),
        (headers, body, now + timedelta(seconds=301)),
        (headers, body, now - timedelta(seconds=301)),
        ({**headers, "webhook-signature": "v1,"}, body, now),
    ]
    for given, sent, moment in attempts:
        with pytest.raises(WebhookRefused):
            receive_webhook(gateway="sandbox", headers=given, body=sent, now=moment)
    assert not GatewayEvent.objects.exists()
    rotated = {**headers, "webhook-signature": f"v1,AAAA {headers['webhook-signature']}"}
    edge = now + timedelta(seconds=300)
    assert receive_webhook(gateway="sandbox", headers=rotated, body=body, now=edge).payment


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b'{"type": "payment.succeeded"}',
        b'{"type": "x", "payment": "x", "charge": "", "amount": 1.5, "currency": "USD"}',
        b'{"type": "x", "payment": "x", "charge": "", "amount": 1, "currency": "XXX"}',
        b'{"type": [], "payment": "x", "charge": "", "amount": 1, "currency": "USD"}',
    ],
)
def test_signed_nonsense_is_refused(body: bytes, now: datetime) -> None:
    timestamp = int(now.timestamp())
    headers = {
        "Webhook-Id": "m",
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": sign("m", timestamp, body),
    }
    with pytest.raises(WebhookRefused):
        receive_webhook(gateway="sandbox", headers=headers, body=body, now=now)


def test_a_refund_takes_the_money_back_bit_by_bit(client_member: Member, now: datetime) -> None:
    payment = start(client_member, now)
    tell(payment, now)

    part = Money(5_000, "USD")
    tell(payment, now, kind="payment.refunded", money=part, event_id="r1", ref="")
    assert (state_of(payment), available_balance(client_member, "USD")) == ("paid", 7_000)
    too_much = Money(7_001, "USD")
    event = tell(payment, now, kind="payment.refunded", money=too_much, event_id="r2")
    assert (event.outcome, event.needs_person) == (EventOutcome.UNEXPECTED, True)
    tell(payment, now, kind="payment.refunded", money=Money(7_000, "USD"), event_id="r3")

    assert (state_of(payment), available_balance(client_member, "USD")) == ("refunded", 0)
    assert account_balance(AccountRef(AccountKind.GATEWAY, "sandbox", "USD")) == 0
    returned = events("PaymentReturned")
    assert [(event["amount"], event["is_chargeback"]) for event in returned] == [
        (5_000, False),
        (7_000, False),
    ]


def test_a_chargeback_of_spent_money_is_met_by_the_reserve(
    client_member: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    tell(payment, now)
    hold_in_escrow(
        key="h", payer=client_member, reference="order:1", amount=Money(10_000, "USD"), now=now
    )

    event = tell(payment, now, kind="payment.charged_back", event_id="c1")

    assert (event.outcome, event.needs_person) == (EventOutcome.APPLIED, True)
    assert state_of(payment) == PaymentState.CHARGED_BACK
    assert available_balance(client_member, "USD") == 0
    assert account_balance(RESERVE) == -10_000


def test_a_refund_that_overtakes_its_payment_goes_to_a_person(
    client_member: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    event = tell(payment, now, kind="payment.refunded", event_id="early")
    assert (event.outcome, event.needs_person) == (EventOutcome.UNEXPECTED, True)
    assert state_of(payment) == PaymentState.PENDING
