"""Who is told what about money."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.services import (
    approve_payout,
    cancel_payout,
    clear_due_lots,
    decline_payment,
    decline_payout,
    expire_payments,
    export_payouts,
    mark_payout_paid,
    mark_payout_unknown,
    release_escrow,
    start_payment,
)
from marketplace.ledger.tests.books import account, put
from marketplace.ledger.tests.paying import SUM, start, tell
from marketplace.ledger.tests.withdrawing import withdraw
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
Run = Callable[..., int]


def told(member: Member) -> list[tuple[str, dict[str, object], str]]:
    rows = Notification.objects.filter(member=member).order_by("id")
    return [(row.kind.removeprefix("ledger."), row.params, row.url) for row in rows]


def test_a_top_up_is_told_and_a_payment_for_an_order_is_not(
    client_member: Member, now: datetime, run_outbox: Run
) -> None:
    top_up = start_payment(
        member=client_member,
        amount=SUM,
        gateway="sandbox",
        purpose_kind="top_up",
        purpose_ref="",
        return_path="/wallet/",
        now=now,
    )
    tell(top_up, now)
    tell(start(client_member, now), now, event_id="m2", charge="c2")
    run_outbox(now)
    assert told(client_member) == [
        (
            "payment_succeeded",
            {"amount": 12_000, "currency": "USD"},
            f"/wallet/payments/{top_up.public_id}/",
        )
    ]


def test_a_failed_payment_is_told_with_finances_reason_but_not_a_forgotten_one(
    client_member: Member, finance: Member, now: datetime, run_outbox: Run
) -> None:
    declined, refused, forgotten = (start(client_member, now) for _ in range(3))
    tell(declined, now, kind="payment.failed")
    tell(refused, now, money=Money(1, "USD"), event_id="m2")
    decline_payment(payment_id=refused.public_id, reason="Not ours", actor=finance, now=now)
    expire_payments(now=forgotten.expires_at, limit=10)
    run_outbox(now + timedelta(days=2))
    assert [(kind, params.get("reason")) for kind, params, _ in told(client_member)] == [
        ("payment_failed", None),
        ("payment_declined", "Not ours"),
    ]
    assert [kind for kind, _, _ in told(finance)] == ["finance_payment"]


def test_earnings_and_returned_payments_are_told(
    seller: Member, now: datetime, run_outbox: Run
) -> None:
    put(account("order:1", AccountKind.ESCROW), 1_000, key="in", now=now)
    release_escrow(
        key="r",
        reference="order:1",
        payee=seller,
        amount=Money(1_000, "USD"),
        fee=200,
        clears_at=now,
        now=now,
    )
    clear_due_lots(now=now, limit=10)
    payment = start(seller, now)
    tell(payment, now)
    tell(payment, now, kind="payment.charged_back", event_id="cb")
    run_outbox(now)
    assert [(kind, params["amount"]) for kind, params, _ in told(seller)] == [
        ("cleared", 800),
        ("payment_returned", 12_000),
    ]


def test_each_step_of_a_withdrawal_is_told(
    seller: Member,
    finance: Member,
    fund: Callable[..., object],
    now: datetime,
    run_outbox: Run,
) -> None:
    fund(seller, 20_000)
    declined, taken_back, paid, lost = (withdraw(seller, now) for _ in range(4))
    decline_payout(payout_id=declined.public_id, reason="Wrong name", actor=finance, now=now)
    cancel_payout(payout_id=taken_back.public_id, actor=seller, now=now)
    for payout in (paid, lost):
        approve_payout(payout_id=payout.public_id, actor=finance, now=now)
    export_payouts(currency="USD", actor=finance, now=now)
    mark_payout_paid(payout_id=paid.public_id, actor=finance, now=now)
    mark_payout_unknown(payout_id=lost.public_id, reason="?", actor=finance, now=now)
    run_outbox(now)
    assert [kind for kind, _, _ in told(seller)] == [
        *["payout_requested"] * 4,
        "payout_returned",
        "payout_paid",
    ]
    assert told(seller)[4][1]["reason"] == "Wrong name"
    assert told(finance) == [
        (
            "finance_payout",
            {"amount": 5_000, "currency": "USD"},
            f"/desk/finance/payouts/{lost.public_id}/",
        )
    ]
