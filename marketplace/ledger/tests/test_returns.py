"""What was earned goes back: out of clearing, then available, then the reserve; never twice."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import IdempotencyConflict, InsufficientFunds
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    clearing_days,
    prove_books,
    wallet_of,
)
from marketplace.ledger.services import (
    Bearers,
    Returned,
    Sources,
    clear_due_lots,
    free_clearing,
    hold_clearing,
    hold_in_escrow,
    pay_tip,
    release_escrow,
    return_earning,
)
from marketplace.ledger.tests.books import account, put

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ORDER = "order:1"
RESERVE = AccountRef(AccountKind.REFUND_RESERVE, "", "USD")
FEES = AccountRef(AccountKind.FEES, "", "USD")
THEIRS_ONLY = Bearers()
MONEY_ONLY = Sources()
WITH_RESERVE = Bearers(reserve=True)


@pytest.fixture
def earned(client_member: Member, seller: Member, now: datetime) -> None:
    """The seller earned 80 of 100 dollars; they clear in two weeks."""
    put(account(client_member.public_id), 10_000, key="m", now=now)
    money = Money(10_000, "USD")
    hold_in_escrow(key="h", payer=client_member, reference=ORDER, amount=money, now=now)
    release_escrow(
        key="r",
        reference=ORDER,
        payee=seller,
        amount=money,
        fee=2_000,
        clears_at=now + 14 * DAY,
        now=now,
    )


def give_back(
    client: Member,
    seller: Member,
    amount: int,
    fee: int,
    *,
    now: datetime,
    key: str = "b",
    bearers: Bearers = THEIRS_ONLY,
    sources: Sources = MONEY_ONLY,
) -> Returned:
    return return_earning(
        key=key,
        reference=ORDER,
        payee=seller,
        payer=client,
        amount=Money(amount, "USD"),
        fee=fee,
        bearers=bearers,
        sources=sources,
        now=now,
    )


@pytest.mark.usefixtures("earned")
def test_what_clears_is_taken_first(client_member: Member, seller: Member, now: datetime) -> None:
    back = give_back(client_member, seller, 2_500, 500, now=now)

    assert (back.from_clearing, back.from_available, back.from_reserve) == (2_000, 0, 0)
    assert available_balance(client_member, "USD") == 2_500
    assert account_balance(FEES) == 1_500
    assert [day.amount for day in clearing_days(seller, "USD")] == [6_000]
    assert prove_books() == []

    assert clear_due_lots(now=now + 14 * DAY, limit=10) == 1
    assert available_balance(seller, "USD") == 6_000
    cleared = OutboxEvent.objects.get(name="EarningsCleared").payload
    assert cleared["amount"] == 6_000
    assert prove_books() == []


@pytest.mark.usefixtures("earned")
def test_a_lot_that_went_back_whole_clears_nothing(
    client_member: Member, seller: Member, now: datetime
) -> None:
    give_back(client_member, seller, 10_000, 2_000, now=now)

    assert clearing_days(seller, "USD") == []
    assert clear_due_lots(now=now + 14 * DAY, limit=10) == 1
    assert clear_due_lots(now=now + 14 * DAY, limit=10) == 0
    assert not OutboxEvent.objects.filter(name="EarningsCleared").exists()
    assert prove_books() == []


@pytest.mark.usefixtures("earned")
@pytest.mark.parametrize(
    ("bearers", "there", "expected"),
    [
        (WITH_RESERVE, 8_000, (8_000, 0)),
        (WITH_RESERVE, 3_000, (3_000, 5_000)),
        (WITH_RESERVE, 0, (0, 8_000)),
        (Bearers(available=False, reserve=True), 8_000, (0, 8_000)),
    ],
)
def test_after_clearing_it_is_what_is_there_and_then_the_reserve(
    bearers: Bearers,
    there: int,
    expected: tuple[int, int],
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    clear_due_lots(now=now + 14 * DAY, limit=10)
    if there < 8_000:
        hold_in_escrow(
            key="spent",
            payer=seller,
            reference="order:2",
            amount=Money(8_000 - there, "USD"),
            now=now,
        )

    back = give_back(client_member, seller, 10_000, 2_000, now=now, bearers=bearers)

    assert (back.from_available, back.from_reserve) == expected
    assert available_balance(seller, "USD") == there - expected[0]
    assert (account_balance(RESERVE), account_balance(FEES)) == (-expected[1], 0)
    assert available_balance(client_member, "USD") == 10_000
    assert prove_books() == []


@pytest.mark.usefixtures("earned")
def test_without_the_reserve_all_of_it_must_be_there(
    client_member: Member, seller: Member, now: datetime
) -> None:
    clear_due_lots(now=now + 14 * DAY, limit=10)
    hold_in_escrow(
        key="spent", payer=seller, reference="order:2", amount=Money(7_999, "USD"), now=now
    )

    with pytest.raises(InsufficientFunds):
        give_back(client_member, seller, 100, 20, now=now)

    assert available_balance(seller, "USD") == 1
    assert prove_books() == []


@pytest.mark.usefixtures("earned")
def test_what_the_reserve_laid_out_returns_to_it(
    client_member: Member, seller: Member, now: datetime
) -> None:
    back = give_back(
        client_member,
        seller,
        10_000,
        2_000,
        now=now,
        sources=Sources(reserve=10_000),
        bearers=Bearers(available=False, reserve=True),
    )

    assert (back.from_clearing, back.from_reserve) == (8_000, 0)
    assert account_balance(RESERVE) == 10_000
    assert available_balance(client_member, "USD") == 0
    assert prove_books() == []


@pytest.mark.usefixtures("earned")
def test_a_key_is_good_once(client_member: Member, seller: Member, now: datetime) -> None:
    give_back(client_member, seller, 100, 20, now=now)

    with pytest.raises(IdempotencyConflict):
        give_back(client_member, seller, 100, 20, now=now)

    assert available_balance(client_member, "USD") == 100


@pytest.mark.usefixtures("earned")
def test_a_complaint_keeps_what_clears(seller: Member, now: datetime) -> None:
    until = now + 20 * DAY
    assert hold_clearing(reference=ORDER, until=until) == 1
    microsecond = timedelta(microseconds=1)

    assert clear_due_lots(now=until - microsecond, limit=10) == 0
    assert [day.clears_at for day in clearing_days(seller, "USD")] == [until]
    assert clear_due_lots(now=until, limit=10) == 1


@pytest.mark.usefixtures("earned")
def test_what_is_freed_clears_on_its_day(now: datetime) -> None:
    hold_clearing(reference=ORDER, until=now + 20 * DAY)
    free_clearing(reference=ORDER)

    assert clear_due_lots(now=now + 14 * DAY, limit=10) == 1


def test_a_tip_clears_like_earnings(client_member: Member, seller: Member, now: datetime) -> None:
    put(account(client_member.public_id), 1_000, key="m", now=now)

    pay_tip(
        key="t",
        payer=client_member,
        payee=seller,
        reference=ORDER,
        amount=Money(1_000, "USD"),
        fee=50,
        clears_at=now + DAY,
        now=now,
    )

    assert (wallet_of(seller)[0].clearing, account_balance(FEES)) == (950, 50)
    assert prove_books() == []
