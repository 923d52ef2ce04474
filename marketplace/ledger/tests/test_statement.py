"""Statements: opening + lines = closing, whatever is asked for; files, long ones by a worker."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from marketplace.accounts.models import Member
from marketplace.ledger import queries, services
from marketplace.ledger.choices import AccountKind, StatementFileState, TransferKind
from marketplace.ledger.errors import StatementTooLong, TooManyStatementFiles
from marketplace.ledger.models import StatementFile
from marketplace.ledger.queries import (
    AccountRef,
    Asked,
    ReferenceLabel,
    member_account,
    register_references,
)
from marketplace.ledger.queries.wallet import REFERENCES
from marketplace.ledger.services import Posting, post_transfer
from marketplace.ledger.services.statements import ATTEMPTS, LEASE, _claim, _finish

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
AsMember = Callable[..., Client]
_keys = itertools.count()
KINDS = (TransferKind.DEPOSIT, TransferKind.ESCROW_REFUND, TransferKind.FUNDING)


def move(member: Member, amount: int, at: datetime, kind: str = TransferKind.DEPOSIT) -> None:
    """Let money come (or go, where it is negative)."""
    post_transfer(
        key=f"statement:{next(_keys)}",
        kind=kind,
        reference="test:line",
        postings=[
            Posting(AccountRef(AccountKind.CASH, "", "USD"), -amount),
            Posting(member_account(AccountKind.AVAILABLE, member, "USD"), amount),
        ],
        now=at,
    )


def asked_of(member: Member, **rest: Any) -> Asked:
    return Asked(account=member_account(AccountKind.AVAILABLE, member, "USD"), **rest)


_MOVES = st.lists(
    st.tuples(st.integers(-5_000, 9_000).filter(bool), st.integers(0, 20), st.sampled_from(KINDS)),
    max_size=12,
)


@pytest.mark.django_db
@hypothesis_settings(max_examples=25)
@given(
    moves=_MOVES,
    since=st.integers(-1, 21),
    length=st.integers(0, 22),
    kinds=st.sets(st.sampled_from(KINDS)),
)
def test_opening_and_lines_come_to_closing_and_closing_to_the_balance(
    client_member: Member,
    moves: list[tuple[int, int, str]],
    since: int,
    length: int,
    kinds: set[str],
) -> None:
    with transaction.atomic():
        balance = 0
        for amount, day, kind in moves:
            # An account can't go below zero; moments come in any order, as timers' do.
            real = max(amount, -balance) or 1
            move(client_member, real, NOW + day * DAY, kind)
            balance += real
        start, end = NOW + since * DAY, NOW + (since + length) * DAY
        asked = asked_of(client_member, since=start, until=end, kinds=tuple(kinds))
        sums = queries.statement_sums(asked)
        lines = [
            line
            for chunk in queries.iterate_statement(asked, sums, client_member, chunk=3)
            for line in chunk
        ]
        assert sums.opening + sum(line.amount for line in lines) + sums.others == sums.closing
        assert len(lines) == sums.count
        assert sums.came_in - sums.went_out == sum(line.amount for line in lines)
        everything = queries.statement_sums(asked_of(client_member))
        assert (everything.opening, everything.closing) == (0, balance)
        assert balance == queries.available_balance(client_member, "USD")
        whole = queries.statement_page(asked_of(client_member), everything, client_member, limit=50)
        running = 0
        for line in reversed(whole):
            running += line.amount
            assert line.balance_after == running >= 0
        parts = [queries.statement_sums(asked_of(client_member, until=start)).closing, sums.opening]
        assert parts[0] == parts[1]
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_statement_costs_the_same_for_any_number_of_lines(
    as_member: AsMember, client_member: Member, now: datetime
) -> None:
    browser = as_member(client_member)
    browser.get("/en/wallet/statement/")
    counts = []
    for lines in (1, 3):
        for _line in range(lines):
            move(client_member, 100, now)
        with CaptureQueriesContext(connection) as found:
            assert browser.get("/en/wallet/statement/?kind=deposit").status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


@pytest.mark.django_db
def test_the_csv_carries_both_balances_and_no_formula(
    as_member: AsMember, client_member: Member, now: datetime
) -> None:
    move(client_member, 5_000, now)
    move(client_member, 700, now + DAY, TransferKind.FUNDING)
    register_references("test", lambda refs, _: {ref: ReferenceLabel("=1+1") for ref in refs})
    try:
        browser = as_member(client_member)
        whole = b"".join(browser.get("/en/wallet/statement/csv/?kind=deposit")).decode()
        plain = b"".join(browser.get("/en/wallet/statement/csv/?mark=0")).decode()
    finally:
        REFERENCES.pop("test")
    assert whole.startswith("\ufeffDay,")
    assert plain.startswith("Day,")
    rows = [line.split(",") for line in whole.splitlines()]
    assert [row[3] for row in rows[1:]] == [
        "Opening balance",
        "Top-up",
        '"Other kinds',
        "Closing balance",
    ]
    assert rows[2][4] == "'=1+1"
    assert rows[-1][6] == "57.00"


@pytest.mark.django_db
def test_a_long_statement_is_made_in_the_background_and_kept_for_a_week(
    as_member: AsMember, client_member: Member, stranger: Member, now: datetime, settings: Any
) -> None:
    pytest.importorskip("weasyprint")
    settings.WAZZIFNI = {"statement_pdf_lines": 2}
    for _line in range(3):
        move(client_member, 100, now)
    browser = as_member(client_member)
    assert browser.get("/en/wallet/statement/pdf/")["Location"].endswith("#files")
    asked = browser.post("/en/wallet/statement/request/?since=2026-11-01")
    job = StatementFile.objects.get()
    assert asked["Location"] == f"/en/wallet/statement/{job.public_id}/"
    assert b"hx-trigger" in browser.get(asked["Location"]).content
    assert browser.get(f"{asked['Location']}file/").status_code == 404

    assert services.make_statement_files(now=job.created_at, limit=5) == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.share) == (StatementFileState.READY, 3, 100)
    file = browser.get(f"{asked['Location']}file/")
    assert b"".join(file).startswith(b"%PDF-")
    assert as_member(stranger).get(f"{asked['Location']}file/").status_code == 404

    services.make_statement_files(now=job.created_at + 8 * DAY, limit=5)
    job.refresh_from_db()
    assert (job.state, job.file_key) == (StatementFileState.EXPIRED, "")


@pytest.mark.django_db
def test_a_worker_that_dies_leaves_the_file_to_the_next_and_three_times_is_enough(
    client_member: Member, now: datetime
) -> None:
    move(client_member, 100, now)
    job = services.request_statement_file(
        member=client_member, asked=asked_of(client_member), language="ar", now=now
    )
    moment = now
    claims = []
    for _attempt in range(ATTEMPTS):
        claimed = _claim(moment)
        assert claimed is not None
        assert _claim(moment) is None
        claims.append(claimed)
        moment += LEASE
    # Who comes back too late doesn't overwrite what somebody else is at.
    assert _finish(claims[0], key="statements/old", now=moment) is False
    _claim(moment)
    job.refresh_from_db()
    assert (job.state, job.due_at) == (StatementFileState.FAILED, None)


@pytest.mark.django_db
def test_what_is_too_long_or_too_many_is_refused(
    client_member: Member, now: datetime, settings: Any
) -> None:
    move(client_member, 100, now)
    asked = asked_of(client_member)
    for _file in range(3):
        services.request_statement_file(member=client_member, asked=asked, language="en", now=now)
    with pytest.raises(TooManyStatementFiles):
        services.request_statement_file(member=client_member, asked=asked, language="en", now=now)
    settings.WAZZIFNI = {"statement_pdf_lines_max": 0}
    with pytest.raises(StatementTooLong):
        services.request_statement_file(member=client_member, asked=asked, language="en", now=now)
