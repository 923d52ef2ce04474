"""The books can't be edited, whoever asks: raw SQL by the role that owns the tables."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from marketplace.ledger.choices import PLATFORM_KINDS
from marketplace.ledger.models import Account, Entry, Transfer
from marketplace.ledger.queries import account_balance
from marketplace.ledger.tests.books import account, move, put

ANNA, BEN = account("anna"), account("ben")


def run(sql: str, params: list[int] | None = None) -> None:
    """Run SQL in a transaction of its own, up to its commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def _money(db: None, now: datetime) -> None:  # noqa: ARG001
    put(ANNA, 1_000, key="in", now=now)
    move(ANNA, BEN, 300, key="sale", now=now)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.django_db
def test_tests_run_as_an_ordinary_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT count(*) FROM pg_tables"
            " WHERE tablename LIKE 'ledger%%' AND tableowner <> current_user"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("_money")
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_transfer", "ledger_account"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE false",
        "TRUNCATE {table} CASCADE",
        "UPDATE {table} SET id = id + 1000",
    ],
)
def test_rows_of_the_books_stay(table: str, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(statement.format(table=table))


@pytest.mark.usefixtures("_money")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET amount = amount + 1",
        "UPDATE ledger_entry SET balance_after = 0 WHERE false",
        "UPDATE ledger_transfer SET memo = '{}'",
        "UPDATE ledger_transfer SET created_at = now()",
        "UPDATE ledger_account SET owner = 'thief'",
        "UPDATE ledger_account SET kind = 'fees', balance = NULL",
        (
            "INSERT INTO ledger_transfer SELECT * FROM ledger_transfer LIMIT 1"
            " ON CONFLICT (id) DO UPDATE SET kind = 'x'"
        ),
    ],
)
def test_rows_of_the_books_are_never_changed(statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(statement)


@pytest.mark.usefixtures("_money")
def test_django_is_refused_too() -> None:
    transfer = Transfer.objects.get(key="sale")
    attempts: list[Callable[[], object]] = [
        transfer.save,
        lambda: Entry.objects.update(amount=1),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Account.objects.filter(owner="anna").update(currency="EUR"),
    ]
    for attempt in attempts:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            attempt()


@pytest.mark.usefixtures("_money")
@pytest.mark.parametrize("amount", [0, 701, 1_000_000])
def test_a_balance_can_not_be_set_by_hand(amount: int) -> None:
    with pytest.raises(IntegrityError, match="has no entry behind it"):
        run("UPDATE ledger_account SET balance = %s WHERE owner = 'anna'", [amount])
    with pytest.raises(IntegrityError, match="ledger_account_not_negative"):
        run("UPDATE ledger_account SET balance = -1 WHERE owner = 'anna'")
    with pytest.raises(IntegrityError, match="has no entry behind it"):
        run(
            "INSERT INTO ledger_account (kind, owner, currency, balance)"
            " VALUES ('available', 'carl', 'USD', 1)"
        )
    assert account_balance(ANNA) == 700


@pytest.mark.usefixtures("_money")
def test_a_platform_account_keeps_no_balance_and_others_do() -> None:
    with pytest.raises(IntegrityError, match="ledger_account_balance_kept"):
        run("UPDATE ledger_account SET balance = NULL WHERE owner = 'anna'")
    with pytest.raises(IntegrityError, match="ledger_account_balance_kept"):
        run("UPDATE ledger_account SET balance = 0 WHERE kind = 'gateway'")


TRANSFER = (
    "WITH t AS (INSERT INTO ledger_transfer"
    " (key, body_hash, kind, reference, memo, entry_count, created_at)"
    " VALUES ('by hand', '', 'test', '', '{{}}', {count}, now()) RETURNING id)"
    " INSERT INTO ledger_entry (transfer_id, account_id, amount, balance_after)"
    " SELECT t.id, a.id, l.amount, l.after FROM t, (VALUES {lines}) AS l (owner, amount, after)"
    " JOIN ledger_account a ON a.owner = l.owner AND a.kind IN ('available', 'gateway')"
)


@pytest.mark.usefixtures("_money")
@pytest.mark.parametrize(
    ("count", "lines", "refusal"),
    [
        (2, "('anna', -5, 695), ('ben', 4, 304)", "does not balance"),
        (2, "('anna', -5, 695)", "does not balance"),
        (3, "('anna', -5, 695), ('ben', 5, 305)", "does not balance"),
        (2, "('anna', -5, 695), ('ben', 5, 305)", "does not continue"),
        (2, "('anna', -5, 700), ('ben', 5, 300)", "does not continue"),
        (2, "('test', -5, 9), ('ben', 5, 305)", "does not continue"),
        (1, "('anna', -5, 695)", "ledger_transfer_two_entries"),
        (2, "('anna', 0, 700), ('ben', 0, 300)", "ledger_entry_not_zero"),
        (2, "('anna', -5, 695), ('anna', 5, 700)", "ledger_entry_once_per_account"),
    ],
)
def test_what_does_not_balance_can_not_commit(count: int, lines: str, refusal: str) -> None:
    statement = TRANSFER.format(count=count, lines=lines)
    with pytest.raises(IntegrityError, match=refusal):
        run(statement)


@pytest.mark.usefixtures("_money")
def test_a_transfer_without_entries_can_not_commit() -> None:
    with pytest.raises(IntegrityError, match="does not balance"):
        run(
            "INSERT INTO ledger_transfer"
            " (key, body_hash, kind, reference, memo, entry_count, created_at)"
            " VALUES ('empty', '', 'test', '', '{}', 2, now())"
        )


@pytest.mark.usefixtures("_money")
def test_nothing_can_be_added_to_an_old_transfer() -> None:
    with pytest.raises(IntegrityError, match="does not balance"):
        run(
            "INSERT INTO ledger_account (kind, owner, currency)"
            " VALUES ('fees', '', 'USD'), ('marketing', '', 'USD');"
            "INSERT INTO ledger_entry (transfer_id, account_id, amount)"
            " SELECT t.id, a.id, CASE a.kind WHEN 'fees' THEN 5 ELSE -5 END"
            " FROM ledger_transfer t, ledger_account a"
            " WHERE t.key = 'sale' AND a.kind IN ('fees', 'marketing')"
        )


@pytest.mark.usefixtures("_money")
def test_a_check_that_was_forced_early_is_made_again() -> None:
    """Settling the constraints half-way doesn't open a door for what comes after."""
    with pytest.raises(DatabaseError, match=r"does not balance|does not continue"):
        run(
            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;"
            "INSERT INTO ledger_entry (transfer_id, account_id, amount)"
            " SELECT t.id, a.id, 7 FROM ledger_transfer t, ledger_account a"
            " WHERE t.key = 'sale' AND a.kind = 'gateway'"
        )


@pytest.mark.django_db(transaction=True)
def test_an_unbalanced_transfer_fails_at_the_commit_itself(now: datetime) -> None:
    put(ANNA, 1_000, key="in", now=now)
    put(BEN, 300, key="in too", now=now)
    balance = pytest.raises(IntegrityError, match="does not balance")
    with balance, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TRANSFER.format(count=2, lines="('anna', -5, 995), ('ben', 4, 304)"))
    assert Transfer.objects.count() == 2


@pytest.mark.django_db
def test_the_database_and_python_agree_on_platform_accounts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'ledger_accounts'")
        (source,) = cursor.fetchone()
    listed = ", ".join(f"'{kind.value}'" for kind in PLATFORM_KINDS)
    assert f"IN ({listed})" in source
