"""Nobody of finance decides about their own money."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from marketplace.accounts.models import Member
from marketplace.ledger.choices import PaymentState, PayoutState
from marketplace.ledger.errors import OwnPayment, OwnPayout
from marketplace.ledger.models import Payment, Payout
from marketplace.ledger.queries import available_balance
from marketplace.ledger.services import (
    approve_payment,
    decline_payment,
    export_payouts,
    mark_payout_failed,
    mark_payout_paid,
    mark_payout_unknown,
    resolve_payout,
)
from marketplace.ledger.tests.paying import SUM, start, state_of
from marketplace.ledger.tests.withdrawing import approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(member_factory: Callable[..., Member]) -> Member:
    """Another member of finance."""
    return member_factory("second", roles=("finance",))


def submitted(member: Member, now: datetime) -> Payment:
    payment = start(member, now, gateway="bank_transfer")
    Payment.objects.filter(pk=payment.pk).update(state=PaymentState.SUBMITTED)
    return payment


def test_a_payment_is_decided_by_somebody_else(
    finance: Member, second: Member, now: datetime
) -> None:
    payment = submitted(finance, now)
    with pytest.raises(OwnPayment):
        approve_payment(payment_id=payment.public_id, received=SUM, actor=finance, now=now)
    with pytest.raises(OwnPayment):
        decline_payment(payment_id=payment.public_id, reason="x", actor=finance, now=now)
    assert (state_of(payment), available_balance(finance, "USD")) == ("submitted", 0)

    approve_payment(payment_id=payment.public_id, received=SUM, actor=second, now=now)

    assert available_balance(finance, "USD") == SUM.amount


def test_the_page_of_ones_own_payment_offers_no_decision(
    as_member: Callable[..., Client], finance: Member, now: datetime
) -> None:
    payment = submitted(finance, now)
    with override("en"):
        page = reverse("ledger:desk_payment", args=[payment.public_id])
        approve = reverse("ledger:approve_payment", args=[payment.public_id])
    browser = as_member(finance)
    shown = browser.get(page).content.decode()
    assert ("your own payment" in shown, approve in shown) == (True, False)
    sent = browser.post(approve, {"received": "120", "currency": "USD"})
    assert (sent.status_code, available_balance(finance, "USD")) == (403, 0)


def test_what_the_bank_did_is_written_down_by_somebody_else(
    fund: Callable[..., object], finance: Member, second: Member, now: datetime
) -> None:
    fund(finance, 20_000)
    own = approved(finance, second, now)
    export_payouts(currency="USD", actor=finance, now=now)
    asked: dict[str, Any] = {"payout_id": own.public_id, "actor": finance, "now": now}
    with pytest.raises(OwnPayout):
        mark_payout_paid(**asked)
    with pytest.raises(OwnPayout):
        mark_payout_failed(**asked, reason="x")
    with pytest.raises(OwnPayout):
        mark_payout_unknown(**asked, reason="x")
    mark_payout_unknown(payout_id=own.public_id, reason="x", actor=second, now=now)
    with pytest.raises(OwnPayout):
        resolve_payout(**asked, was_paid=False, evidence="x")

    assert Payout.objects.get(pk=own.pk).state == PayoutState.UNKNOWN
    assert available_balance(finance, "USD") == 15_000
