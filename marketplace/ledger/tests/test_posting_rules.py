"""Whatever is posted, in whatever order: the books stay true. Checked after every step."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import AlreadyReversed, IdempotencyConflict, InsufficientFunds
from marketplace.ledger.models import Account, Entry
from marketplace.ledger.queries import AccountRef, account_balance
from marketplace.ledger.services import (
    Draft,
    Posting,
    post_transfer,
    post_transfers,
    reverse_transfer,
)
from marketplace.ledger.tests.books import photograph

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REFS = [
    AccountRef(kind, owner, currency)
    for kind, owner in (
        (AccountKind.GATEWAY, "g"),
        (AccountKind.FEES, ""),
        (AccountKind.AVAILABLE, "a"),
        (AccountKind.AVAILABLE, "b"),
        (AccountKind.ESCROW, "o"),
    )
    for currency in ("USD", "KWD")
]
amounts = st.integers(min_value=-500, max_value=500).filter(bool)


@st.composite
def bodies(draw: st.DrawFn) -> list[Posting]:
    """Entries that sum to zero in one currency, or in both."""
    lines: list[Posting] = []
    for currency in draw(st.sampled_from([("USD",), ("KWD",), ("USD", "KWD")])):
        refs = [ref for ref in REFS if ref.currency == currency]
        chosen = draw(st.lists(st.sampled_from(refs), min_size=2, max_size=4, unique=True))
        parts = [draw(amounts) for _ in chosen[1:]]
        lines += [Posting(chosen[0], -sum(parts))]
        lines += [Posting(ref, part) for ref, part in zip(chosen[1:], parts, strict=True)]
    return [line for line in lines if line.amount]


class Books(RuleBasedStateMachine):
    """Posts, repeats, reverses; keeps the balances in plain Python beside."""

    @override
    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.model: dict[AccountRef, int] = dict.fromkeys(REFS, 0)
        self.posted: dict[str, tuple[int, list[Posting]]] = {}
        self.reversed: set[str] = set()
        self.count = 0

    @override
    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def next_key(self) -> str:
        self.count += 1
        return f"key {self.count}"

    def fits(self, postings: list[Posting]) -> bool:
        return all(
            line.account.kind in {AccountKind.GATEWAY, AccountKind.FEES}
            or self.model[line.account] + line.amount >= 0
            for line in postings
        )

    def book(self, key: str, transfer_id: int, postings: list[Posting]) -> None:
        for line in postings:
            self.model[line.account] += line.amount
        self.posted[key] = (transfer_id, postings)

    @rule(postings=bodies())
    def post(self, postings: list[Posting]) -> None:
        key, before = self.next_key(), photograph()
        try:
            transfer = post_transfer(key=key, kind="t", reference="", postings=postings, now=NOW)
        except InsufficientFunds:
            assert not self.fits(postings)
            after = photograph()
            assert {name: after[name] for name in before} == before
            assert not any(after[name] for name in after.keys() - before.keys())
        else:
            assert self.fits(postings)
            self.book(key, transfer.pk, postings)

    @rule(first=bodies(), second=bodies())
    def post_two_at_once(self, first: list[Posting], second: list[Posting]) -> None:
        drafts = [
            Draft(key=self.next_key(), kind="t", reference="", postings=body)
            for body in (first, second)
        ]
        kept = dict(self.model)
        fits = self.fits(first)
        for line in first:
            self.model[line.account] += line.amount
        fits = fits and self.fits(second)
        self.model = kept
        try:
            transfers = post_transfers(drafts=drafts, now=NOW)
        except InsufficientFunds:
            assert not fits
            return
        assert fits
        for draft, transfer in zip(drafts, transfers, strict=True):
            self.book(draft.key, transfer.pk, list(draft.postings))

    @precondition(lambda self: self.posted)
    @rule(choice=st.data())
    def repeat(self, choice: Any) -> None:
        key = choice.draw(st.sampled_from(sorted(self.posted)))
        transfer_id, postings = self.posted[key]
        again = post_transfer(key=key, kind="t", reference="", postings=postings, now=NOW)
        assert again.pk == transfer_id
        with pytest.raises(IdempotencyConflict):
            post_transfer(key=key, kind="t", reference="x", postings=postings, now=NOW)

    @precondition(lambda self: self.posted)
    @rule(choice=st.data())
    def reverse(self, choice: Any) -> None:
        key = choice.draw(st.sampled_from(sorted(self.posted)))
        transfer_id, postings = self.posted[key]
        opposite = [Posting(line.account, -line.amount) for line in postings]
        try:
            made = reverse_transfer(transfer_id=transfer_id, reason="r", actor="", now=NOW)
        except InsufficientFunds:
            assert not self.fits(opposite)
        else:
            if key not in self.reversed:
                assert self.fits(opposite)
                self.reversed.add(key)
                for line in opposite:
                    self.model[line.account] += line.amount
            with pytest.raises(AlreadyReversed):
                reverse_transfer(transfer_id=made.pk, reason="r", actor="", now=NOW)

    @invariant()
    def balances_are_those_of_the_model(self) -> None:
        assert {ref: account_balance(ref) for ref in REFS} == self.model

    @invariant()
    def stored_balances_are_the_sums_of_their_entries(self) -> None:
        sums: dict[int, int] = {}
        for account_id, amount in Entry.objects.values_list("account_id", "amount"):
            sums[account_id] = sums.get(account_id, 0) + amount
        for row in Account.objects.exclude(balance=None):
            assert row.balance == sums.get(row.pk, 0)

    @invariant()
    def the_database_would_commit_this(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.django_db
def test_the_books_stay_true_whatever_is_posted() -> None:
    examples = max(10, settings().max_examples // 4)
    run_state_machine_as_test(
        Books, settings=settings(max_examples=examples, stateful_step_count=30)
    )
    assert not Account.objects.exists(), "each run takes its books with it"
