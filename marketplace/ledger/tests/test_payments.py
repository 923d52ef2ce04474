"""Payments: started once, credited once, never by a message that says another sum."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import transaction
from pytest_django import Settings

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import (
    PAYMENT_MOVES,
    AccountKind,
    Actor,
    EventOutcome,
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
    WebhookRefused,
)
from marketplace.ledger.gateways.sandbox.webhooks import compose, sign
from marketplace.ledger.models import GatewayEvent, Payment, SandboxCheckout
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    get_payment_for,
    get_sandbox_checkout_for,
)
from marketplace.ledger.services import (
    approve_payment,
    decline_payment,
    deliver_sandbox_messages,
    expire_payments,
    hold_in_escrow,
    receive_webhook,
    start_payment,
    use_sandbox_card,
)
from marketplace.ledger.services.transitions import can_move, transition

pytestmark = pytest.mark.django_db
SUM = Money(12_000, "USD")
RESERVE = AccountRef(AccountKind.REFUND_RESERVE, "", "USD")


def start(
    member: Member, now: datetime, *, gateway: str = "sandbox", key: str | None = None
) -> Payment:
    return start_payment(
        member=member,
        amount=SUM,
        gateway=gateway,
        purpose_kind="order",
        purpose_ref="abc",
        return_path="/orders/abc/",
        request_key=key,
        now=now,
    )


def tell(
    payment: Payment,
    now: datetime,
    *,
    kind: str = "payment.succeeded",
    money: Money = SUM,
    event_id: str = "m1",
    charge: str = "ch_1",
    ref: str | None = None,
) -> GatewayEvent:
    headers, body = compose(
        event_id=event_id,
        kind=kind,
        payment_ref=payment.public_id if ref is None else ref,
        charge_ref=charge,
        money=money,
        now=now,
    )
    return receive_webhook(gateway="sandbox", headers=headers, body=body, now=now)


def state_of(payment: Payment) -> str:
    return Payment.objects.get(pk=payment.pk).state


def events(name: str) -> list[dict[str, object]]:
    return list(
        OutboxEvent.objects.filter(name=name).order_by("id").values_list("payload", flat=True)
    )


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
        b'{"type": "payment.succeeded", "payment": "x", "charge": "", "amount": 1.5, "currency": "USD"}',
        b'{"type": "payment.succeeded", "payment": "x", "charge": "", "amount": 1, "currency": "XXX"}',
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
