"""Real connections at once: one winner, one effect, no deadlock; and the race without the locks."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind, EventOutcome, PayoutMethod, PayoutState
from marketplace.ledger.errors import IdempotencyConflict, InsufficientFunds, MovedOn
from marketplace.ledger.models import Account, Entry, Payout, Transfer
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    prove_books,
    wallet_of,
)
from marketplace.ledger.services import (
    Draft,
    Posting,
    Sources,
    approve_payout,
    cancel_payout,
    clear_due_lots,
    grant_credit,
    post_transfers,
    release_escrow,
    return_earning,
    send_due_payouts,
)
from marketplace.ledger.tests.books import OUTSIDE, account, move, put
from marketplace.ledger.tests.paying import SUM, start, tell
from marketplace.ledger.tests.racing import race, rounds
from marketplace.ledger.tests.withdrawing import (
    approved,
    provider_in_place,
    save_account,
    withdraw,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
ANNA, BEN = account("anna"), account("ben")
CONTENDERS = 50


def test_one_of_fifty_gets_the_last_money(now: datetime) -> None:
    for turn in range(rounds(1, 500)):
        purse = account(f"purse{turn}")
        put(purse, 100, key=f"in {turn}", now=now)

        results = race(CONTENDERS, take_sixty_from(purse, now))

        assert sum(isinstance(result, Transfer) for result in results) == 1
        assert sum(isinstance(result, InsufficientFunds) for result in results) == CONTENDERS - 1
        assert account_balance(purse) == 40


def take_sixty_from(purse: AccountRef, now: datetime) -> Callable[[int], Transfer]:
    return lambda number: move(
        purse, account(f"taker{number % 7}"), 60, key=f"{purse.owner} {number}", now=now
    )


def test_control_without_the_lock_the_money_is_taken_more_than_once(db: None) -> None:  # noqa: ARG001
    """Read, then write: what the ledger would do without its locks."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS race_control (balance int, taken int)")
        cursor.execute("TRUNCATE race_control; INSERT INTO race_control VALUES (100, 0)")

    def take(_: int) -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT balance FROM race_control")
            (balance,) = cursor.fetchone()
            cursor.execute("SELECT pg_sleep(0.02)")
            if balance < 60:
                return False
            cursor.execute(
                "UPDATE race_control SET balance = %s, taken = taken + 60", [balance - 60]
            )
        return True

    try:
        results = race(CONTENDERS, take)
        assert all(isinstance(result, bool) for result in results)
        assert sum(result is True for result in results) > 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE race_control")


def test_one_key_sent_by_twenty_is_one_transfer(now: datetime) -> None:
    results = race(20, lambda _: put(ANNA, 100, key="same", now=now).pk)
    assert len(set(results)) == 1
    assert account_balance(ANNA) == 100


def test_one_key_sent_by_twenty_that_empties_the_account(now: datetime) -> None:
    """Those who come second find the account empty, and yet it was their transfer that did it."""
    put(ANNA, 100, key="in", now=now)
    results = race(20, lambda _: move(ANNA, BEN, 100, key="same", now=now).pk)
    assert len(set(results)) == 1
    assert (account_balance(ANNA), account_balance(BEN)) == (0, 100)


def test_one_key_for_two_bodies_has_one_winner(now: datetime) -> None:
    results = race(20, lambda number: put(account(f"{number}"), 100, key="same", now=now))
    assert sum(isinstance(result, Transfer) for result in results) == 1
    assert sum(isinstance(result, IdempotencyConflict) for result in results) == 19
    assert Entry.objects.count() == 2


def test_money_sent_in_circles_never_deadlocks(now: datetime) -> None:
    refs = [account(f"m{number}") for number in range(4)]
    for ref in refs:
        put(ref, 10_000, key=f"in {ref.owner}", now=now)

    steps = rounds(30, 12_500)

    def walk(number: int) -> int:
        chance = random.Random(number)  # noqa: S311  a test's dice
        moved = 0
        for step in range(steps):
            source, target = chance.sample(refs, 2)
            with suppress(InsufficientFunds):
                move(source, target, chance.randint(1, 50), key=f"{number}-{step}", now=now)
                moved += 1
        return moved

    moved = race(16, walk)
    assert all(isinstance(count, int) for count in moved)
    assert sum(account_balance(ref) for ref in refs) == 40_000
    assert prove_books() == []


def test_accounts_made_at_once_are_made_once(now: datetime) -> None:
    results = race(
        20,
        lambda number: (
            put(account(f"new{number % 3}", AccountKind.ESCROW), 1, key=f"{number}", now=now).pk
        ),
    )
    assert len(set(results)) == 20
    assert Account.objects.filter(kind=AccountKind.ESCROW).count() == 3
    assert account_balance(OUTSIDE) == -20


def test_the_same_payout_to_many_started_twice_pays_once(now: datetime) -> None:
    fund = account("prize", AccountKind.PRIZE_FUND)
    put(fund, 10_000, key="in", now=now)
    drafts = [
        Draft(
            key=f"prize {number}",
            kind="t",
            reference="",
            postings=[Posting(fund, -100), Posting(account(f"w{number}"), 100)],
        )
        for number in range(100)
    ]

    results = race(6, lambda _: [row.pk for row in post_transfers(drafts=drafts, now=now)])

    assert all(result == results[0] for result in results)
    assert account_balance(fund) == 0
    assert Transfer.objects.count() == 101


def test_one_of_fifty_withdrawals_gets_the_money(
    seller: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    save_account(seller, now)
    results = race(CONTENDERS, lambda number: withdraw(seller, now, 6_000, key=f"{number}"))
    assert sum(isinstance(result, Payout) for result in results) == 1
    assert sum(isinstance(result, InsufficientFunds) for result in results) == CONTENDERS - 1
    (wallet,) = wallet_of(seller)
    assert (wallet.available, wallet.on_hold) == (4_000, 6_000)
    assert Payout.objects.count() == 1


def test_one_withdrawal_sent_by_twenty_is_one(
    seller: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    save_account(seller, now)
    results = race(20, lambda _: withdraw(seller, now, 6_000, key="same").public_id)
    assert len(set(results)) == 1
    assert wallet_of(seller)[0].on_hold == 6_000


def test_a_payout_is_approved_or_cancelled_never_both(
    seller: Member, finance: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    payout = withdraw(seller, now, 6_000).public_id

    def attempt(number: int) -> Payout:
        if number % 2:
            return cancel_payout(payout_id=payout, actor=seller, now=now)
        return approve_payout(payout_id=payout, actor=finance, now=now)

    results = race(20, attempt)
    assert sum(isinstance(result, Payout) for result in results) == 1
    assert sum(isinstance(result, MovedOn) for result in results) == 19
    ended = Payout.objects.get()
    expected = 0 if ended.state == PayoutState.CANCELLED else 6_000
    assert wallet_of(seller)[0].on_hold == expected


def test_one_message_delivered_by_twenty_credits_once(client_member: Member, now: datetime) -> None:
    payment = start(client_member, now)
    results = race(20, lambda _: tell(payment, now).pk)
    assert len(set(results)) == 1
    others = race(20, lambda number: tell(payment, now, event_id=f"again {number}").outcome)
    assert set(others) == {EventOutcome.NOTHING_NEW}
    assert available_balance(client_member, "USD") == SUM.amount


def test_two_sweeps_at_once_clear_each_lot_once(seller: Member, now: datetime) -> None:
    put(account("order:1", AccountKind.ESCROW), 1_000, key="in", now=now)
    for number in range(10):
        release_escrow(
            key=f"{number}",
            reference="order:1",
            payee=seller,
            amount=Money(100, "USD"),
            fee=0,
            clears_at=now,
            now=now,
        )
    results = race(6, lambda _: clear_due_lots(now=now, limit=4))
    while clear_due_lots(now=now, limit=4):
        pass
    assert all(isinstance(result, int) for result in results)
    assert available_balance(seller, "USD") == 1_000


def test_workers_at_once_send_each_payout_once(
    seller: Member, finance: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 100_000)
    payouts = [
        approved(seller, finance, now, 1_000, method=PayoutMethod.SANDBOX) for _ in range(12)
    ]
    with provider_in_place() as provider:
        results = race(6, lambda _: send_due_payouts(now=now, limit=100))
        assert all(isinstance(result, int) for result in results)
        assert sorted(provider.sends) == sorted(payout.public_id for payout in payouts)
    assert set(Payout.objects.values_list("state", flat=True)) == {PayoutState.PAID}
    assert wallet_of(seller)[0].on_hold == 0


def test_giving_back_credit_waits_for_it_before_it_holds_anything_else(
    client_member: Member, seller: Member, now: datetime
) -> None:
    reference, sum_ = "order:1", Money(1_000, "USD")
    owned = {"owner": client_member.public_id, "currency": "USD"}
    soon = now + timedelta(days=9)
    grant_credit(key="g", member=client_member, amount=sum_, note="-", expires_at=soon, now=now)
    put(account(client_member.public_id), 1_000, key="m", now=now)
    put(account(reference, AccountKind.ESCROW), 2_000, key="in", now=now)
    release_escrow(
        key="r", reference=reference, payee=seller, amount=sum_, fee=0, clears_at=soon, now=now
    )

    def act(number: int) -> object:
        if number:
            time.sleep(0.3)
            return return_earning(
                key="b",
                reference=reference,
                payee=seller,
                payer=client_member,
                amount=sum_,
                fee=0,
                sources=Sources(credit=400),
                now=now,
            ).from_clearing
        with transaction.atomic():
            kept = Account.objects.select_for_update(no_key=True)
            kept.get(kind=AccountKind.CREDIT, **owned)
            time.sleep(0.8)
            return kept.get(kind=AccountKind.AVAILABLE, **owned).balance

    assert race(2, act) == [1_000, 1_000]
