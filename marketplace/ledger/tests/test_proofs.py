"""`check_ledger` says that true books hold, and names the row of every kind of fraud."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from marketplace.accounts.models import Member
from marketplace.core.heartbeat import is_fresh
from marketplace.core.money import Money
from marketplace.core.sweeps import run_sweep
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.models import AccountSnapshot, Entry, Payment
from marketplace.ledger.queries import (
    AccountRef,
    BookTotals,
    account_balance,
    book_totals,
    prove_books,
    prove_recent_books,
)
from marketplace.ledger.services import (
    approve_payout,
    export_payouts,
    hold_in_escrow,
    mark_payout_paid,
    release_escrow,
    take_snapshots,
)
from marketplace.ledger.tests.books import OUTSIDE, account, put
from marketplace.ledger.tests.paying import start, tell
from marketplace.ledger.tests.withdrawing import withdraw

TABLES = ("ledger_entry", "ledger_transfer", "ledger_account", "ledger_payout")


@pytest.fixture
def lived_in(client_member: Member, seller: Member, finance: Member, now: datetime) -> None:
    """Make books in which everything has happened once."""
    tell(start(client_member, now), now)
    hold_in_escrow(
        key="h", payer=client_member, reference="order:1", amount=Money(10_000, "USD"), now=now
    )
    release_escrow(
        key="r",
        reference="order:1",
        payee=seller,
        amount=Money(8_000, "USD"),
        fee=1_600,
        clears_at=now + timedelta(days=14),
        now=now,
    )
    payout = withdraw(client_member, now, 1_500)
    approve_payout(payout_id=payout.public_id, actor=finance, now=now)
    export_payouts(currency="USD", actor=finance, now=now)
    mark_payout_paid(payout_id=payout.public_id, actor=finance, now=now)
    put(account("x"), 70, key="in", now=now)
    account_id = Entry.objects.filter(account__kind=AccountKind.FEES).get().account_id
    AccountSnapshot.objects.create(
        account_id=account_id, entry_id=10**6, balance=1_600, taken_at=now
    )


def tamper(statement: str) -> None:
    """Do what only the tables' owner can, and only with the triggers switched off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)


def check() -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_ledger", stdout=out, stderr=err)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("lived_in")
def test_check_ledger_is_content_with_true_books() -> None:
    assert prove_books() == []
    assert book_totals() == [BookTotals("USD", 12_070, 1_500, 10_570, entries=13)]
    assert check() == (
        0,
        "USD: in 120.70 USD = held 105.70 USD + out 15.00 USD (13 entries)\nThe books hold.\n",
        "",
    )


@pytest.mark.django_db
def test_check_ledger_is_content_with_empty_books() -> None:
    assert check() == (0, "The books hold.\n", "")


FRAUDS = {
    "UPDATE ledger_entry SET amount = amount + 1 WHERE id = (SELECT max(id) FROM ledger_entry)": {
        "every transfer sums to zero in each currency",
        "every stored balance is the sum of its entries",
        "every running balance continues the one before",
        "money in is money held and money out",
    },
    "UPDATE ledger_account SET balance = balance + 1 WHERE owner = 'x'": {
        "every stored balance is the sum of its entries"
    },
    "UPDATE ledger_entry SET balance_after = 0 WHERE id = (SELECT max(id) FROM ledger_entry)": {
        "every running balance continues the one before"
    },
    "UPDATE ledger_transfer SET entry_count = 3 WHERE key = 'in'": {
        "every transfer has the entries it was made with"
    },
    "DELETE FROM ledger_entry WHERE transfer_id = (SELECT max(id) FROM ledger_transfer)": {
        "every transfer has the entries it was made with",
        "every stored balance is the sum of its entries",
    },
    "UPDATE ledger_entry SET amount = -amount, balance_after = -balance_after"
    " WHERE transfer_id = (SELECT max(id) FROM ledger_transfer)": {
        "every stored balance is the sum of its entries",
        "no account of a member, an order or a fund was ever below zero",
    },
    "UPDATE ledger_accountsnapshot SET balance = 1": {
        "every snapshot is the sum of the entries up to it"
    },
    "UPDATE ledger_clearinglot SET cleared_at = now()": {"what is clearing has its day"},
    "UPDATE ledger_payout SET state = 'sending'": {
        "what is on hold belongs to withdrawals under way"
    },
    "UPDATE ledger_payment SET state = 'failed'": {
        "every paid payment was credited once, and no other"
    },
    "UPDATE ledger_payment SET received_amount = 1": {
        "every paid payment was credited once, and no other"
    },
}


@pytest.mark.django_db
@pytest.mark.usefixtures("lived_in")
@pytest.mark.parametrize("fraud", FRAUDS)
def test_check_ledger_names_the_row(fraud: str) -> None:
    tamper(fraud)
    assert {finding.promise for finding in prove_books()} == FRAUDS[fraud]
    code, _, complaint = check()
    assert code == 1
    assert "The books do not hold" in complaint
    assert all(f"[{promise}]" in complaint for promise in FRAUDS[fraud])


@pytest.mark.django_db
@pytest.mark.usefixtures("lived_in")
def test_the_sweep_marks_true_books_only(now: datetime) -> None:
    assert run_sweep(name="ledger.prove_books", now=now) == 0
    assert is_fresh(name="books", now=now)
    tamper("UPDATE ledger_account SET balance = balance + 1 WHERE owner = 'x'")
    later = now + timedelta(hours=1)
    assert run_sweep(name="ledger.prove_books", now=later) == 1
    assert not is_fresh(name="books", now=later)


@pytest.mark.django_db
@pytest.mark.usefixtures("lived_in")
@pytest.mark.parametrize(
    ("fraud", "is_seen"),
    [
        ("UPDATE ledger_account SET balance = balance + 1 WHERE owner = 'x'", True),
        ("UPDATE ledger_transfer SET entry_count = 3 WHERE key = 'in'", True),
        ("UPDATE ledger_entry SET amount = amount + 1", True),
        ("UPDATE ledger_accountsnapshot SET balance = 1", False),
    ],
)
def test_large_books_are_proven_in_part_and_once_a_day_as_a_whole(
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    fraud: str,
    is_seen: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr("marketplace.ledger.tasks.SMALL_BOOKS", -1)
    assert run_sweep(name="ledger.prove_books", now=now) == 0
    tamper(fraud)
    soon, next_day = now + timedelta(hours=1), now + timedelta(days=1, seconds=1)
    assert (run_sweep(name="ledger.prove_books", now=soon) > 0) is is_seen
    assert run_sweep(name="ledger.prove_books", now=next_day) > 0
    assert prove_recent_books() != [] or not is_seen


@pytest.mark.django_db(transaction=True)
def test_take_snapshots_keeps_what_a_platform_account_sums_to(
    now: datetime, settings: "Callable[..., object]"
) -> None:
    settings.WAZZIFNI = {"snapshot_after_entries": 3}  # type: ignore[attr-defined]
    for number in range(2):
        put(account("x"), 10, key=f"{number}", now=now)
    assert take_snapshots(now=now, limit=10) == 0
    put(account("x"), 10, key="third", now=now)

    assert take_snapshots(now=now, limit=10) == 1
    assert take_snapshots(now=now, limit=10) == 0

    (snapshot,) = AccountSnapshot.objects.all()
    assert (snapshot.balance, account_balance(OUTSIDE)) == (-30, -30)
    put(account("x"), 10, key="after", now=now)
    assert account_balance(OUTSIDE) == -40
    assert account_balance(AccountRef(AccountKind.CASH, "", "USD")) == 0
    assert prove_books() == []


@pytest.mark.django_db(transaction=True)
def test_take_snapshots_waits_for_whoever_is_still_writing(
    now: datetime, settings: "Callable[..., object]"
) -> None:
    """An entry of a transaction that ends later must not fall behind the snapshot."""
    settings.WAZZIFNI = {"snapshot_after_entries": 1}  # type: ignore[attr-defined]
    put(account("x"), 10, key="before", now=now)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT ledger_post('slow', 'h', 't', '', '{}', NULL, now(),"
                " '{gateway,available}', '{test,y}', '{USD,USD}', '{-5,5}')"
            )
        put(account("x"), 10, key="meanwhile", now=now)
        assert take_snapshots(now=now, limit=10) == 0
        with other.cursor() as cursor:
            cursor.execute("COMMIT")
    finally:
        other.close()
    assert take_snapshots(now=now, limit=10) == 1
    assert account_balance(OUTSIDE) == -25


@pytest.mark.django_db
def test_a_payment_that_is_not_paid_needs_no_credit(client_member: Member, now: datetime) -> None:
    start(client_member, now)
    assert Payment.objects.count() == 1
    assert prove_books() == []
