"""Escrow: held, released less the fee, refunded; and earned money that clears on its day."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.models import ClearingLot, Transfer
from marketplace.ledger.queries import (
    AccountRef,
    WalletBalance,
    account_balance,
    available_balance,
    escrow_balance,
    wallet_of,
)
from marketplace.ledger.services import (
    clear_due_lots,
    hold_in_escrow,
    refund_escrow,
    release_escrow,
    reverse_transfer,
)

pytestmark = pytest.mark.django_db
ORDER = "order:abc123"
Fund = Callable[..., object]


@pytest.fixture
def held(fund: Fund, client_member: Member, now: datetime) -> Transfer:
    """Hold 100 dollars of the client's 120 in escrow."""
    fund(client_member, 12_000)
    return hold_in_escrow(
        key="pay", payer=client_member, reference=ORDER, amount=Money(10_000, "USD"), now=now
    )


def release(seller: Member, now: datetime, *, amount: int = 10_000, fee: int = 2_000) -> Transfer:
    return release_escrow(
        key=f"release {amount}",
        reference=ORDER,
        payee=seller,
        amount=Money(amount, "USD"),
        fee=fee,
        clears_at=now + timedelta(days=14),
        now=now,
    )


def test_hold_in_escrow_takes_it_from_the_payer(held: Transfer, client_member: Member) -> None:
    assert held.reference == ORDER
    assert available_balance(client_member, "USD") == 2_000
    assert escrow_balance(ORDER, "USD") == 10_000


def test_hold_in_escrow_refuses_more_than_there_is(
    held: Transfer, client_member: Member, now: datetime
) -> None:
    with pytest.raises(InsufficientFunds):
        hold_in_escrow(
            key=f"{held.key} again",
            payer=client_member,
            reference=ORDER,
            amount=Money(2_001, "USD"),
            now=now,
        )


@pytest.mark.usefixtures("held")
def test_release_escrow_pays_the_fee_and_waits_to_clear(seller: Member, now: datetime) -> None:
    release(seller, now)

    assert escrow_balance(ORDER, "USD") == 0
    assert account_balance(AccountRef(AccountKind.FEES, "", "USD")) == 2_000
    assert wallet_of(seller) == [WalletBalance("USD", available=0, clearing=8_000, on_hold=0)]
    lot = ClearingLot.objects.get()
    assert (lot.owner, lot.amount, lot.clears_at) == (
        seller.public_id,
        8_000,
        now + timedelta(days=14),
    )


@pytest.mark.usefixtures("held")
def test_release_escrow_again_makes_no_second_lot(seller: Member, now: datetime) -> None:
    assert release(seller, now).pk == release(seller, now).pk
    assert ClearingLot.objects.count() == 1


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(("fee", "cleared"), [(0, 10_000), (10_000, 0)])
def test_release_escrow_with_no_fee_and_with_nothing_but_fee(
    seller: Member, now: datetime, fee: int, cleared: int
) -> None:
    release(seller, now, fee=fee)
    assert wallet_of(seller)[0].clearing == cleared
    assert sum(ClearingLot.objects.values_list("amount", flat=True)) == cleared


@pytest.mark.usefixtures("held")
def test_release_escrow_refuses_a_fee_above_the_amount(seller: Member, now: datetime) -> None:
    with pytest.raises(ValueError, match="fee"):
        release(seller, now, fee=10_001)
    with pytest.raises(ValueError, match="fee"):
        release(seller, now, fee=-1)


@pytest.mark.usefixtures("held")
def test_escrow_can_be_split_but_not_exceeded(
    client_member: Member, seller: Member, now: datetime
) -> None:
    release(seller, now, amount=7_000, fee=1_400)
    refund_escrow(
        key="back", reference=ORDER, payer=client_member, amount=Money(3_000, "USD"), now=now
    )

    assert available_balance(client_member, "USD") == 5_000
    assert escrow_balance(ORDER, "USD") == 0
    with pytest.raises(InsufficientFunds):
        refund_escrow(
            key="more", reference=ORDER, payer=client_member, amount=Money(1, "USD"), now=now
        )


@pytest.mark.usefixtures("held")
def test_clear_due_lots_acts_on_the_day_and_once(seller: Member, now: datetime) -> None:
    release(seller, now)
    due = now + timedelta(days=14)

    assert clear_due_lots(now=due - timedelta(seconds=1), limit=10) == 0
    assert clear_due_lots(now=due, limit=10) == 1
    assert clear_due_lots(now=due, limit=10) == 0

    assert wallet_of(seller) == [WalletBalance("USD", available=8_000, clearing=0, on_hold=0)]
    (event,) = OutboxEvent.objects.filter(name="EarningsCleared")
    assert event.payload == {
        "member_id": seller.public_id,
        "reference": ORDER,
        "amount": 8_000,
        "currency": "USD",
    }


@pytest.mark.usefixtures("held")
def test_an_earning_that_was_taken_back_by_hand_holds_up_no_other(
    seller: Member, client_member: Member, now: datetime
) -> None:
    bad = release(seller, now, amount=6_000, fee=0)
    release(client_member, now, amount=4_000, fee=0)
    reverse_transfer(transfer_id=bad.pk, reason="twice", actor="", now=now)

    assert clear_due_lots(now=now + timedelta(days=14), limit=10) == 1

    assert wallet_of(seller) == [WalletBalance("USD", available=0, clearing=0, on_hold=0)]
    assert wallet_of(client_member)[0].clearing == 0
    assert OutboxEvent.objects.filter(name="EarningsCleared").count() == 1


@pytest.mark.usefixtures("held")
def test_clear_due_lots_takes_at_most_the_limit_the_oldest_first(
    seller: Member, stranger: Member, now: datetime
) -> None:
    for number, member in enumerate((seller, stranger, seller), start=1):
        release_escrow(
            key=f"part {number}",
            reference=ORDER,
            payee=member,
            amount=Money(1_000 * number, "USD"),
            fee=0,
            clears_at=now + timedelta(days=number),
            now=now,
        )
    later = now + timedelta(days=9)
    assert clear_due_lots(now=later, limit=1) == 1
    assert available_balance(seller, "USD") == 1_000
    assert clear_due_lots(now=later, limit=10, owner=seller.public_id) == 1
    assert (available_balance(seller, "USD"), available_balance(stranger, "USD")) == (4_000, 0)
    assert clear_due_lots(now=later, limit=10) == 1
    assert available_balance(stranger, "USD") == 2_000


def test_wallet_of_shows_the_own_currency_first(
    fund: Fund, client_member: Member, seller: Member
) -> None:
    fund(client_member, 500, "AED")
    fund(client_member, 700, "SAR")
    assert wallet_of(client_member) == [
        WalletBalance("USD", 0, 0, 0),
        WalletBalance("AED", 500, 0, 0),
        WalletBalance("SAR", 700, 0, 0),
    ]
    assert wallet_of(client_member)[1].total == 500
    assert wallet_of(seller) == [WalletBalance("USD", 0, 0, 0)]
