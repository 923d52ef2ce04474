"""Transfers: what is written, what is refused, what is written once."""

from datetime import datetime, timedelta

import pytest

from marketplace.core.money import UnknownCurrency
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import AlreadyReversed, IdempotencyConflict, InsufficientFunds
from marketplace.ledger.models import Account, Entry, Transfer
from marketplace.ledger.queries import AccountRef, account_balance
from marketplace.ledger.services import (
    Draft,
    Posting,
    post_transfer,
    post_transfers,
    reverse_transfer,
)
from marketplace.ledger.tests.books import OUTSIDE, account, move, photograph, put

pytestmark = pytest.mark.django_db
ANNA, BEN = account("anna"), account("ben")
FEES = account("", AccountKind.FEES)


def test_post_transfer_moves_money_and_keeps_each_balance(now: datetime) -> None:
    put(ANNA, 1_000, key="in", now=now)

    transfer = post_transfer(
        key="sale",
        kind="test",
        reference="order:1",
        postings=[Posting(ANNA, -600), Posting(BEN, 480), Posting(FEES, 120)],
        memo={"note": "شكرًا"},
        now=now,
    )

    assert (account_balance(ANNA), account_balance(BEN), account_balance(FEES)) == (400, 480, 120)
    lines = Entry.objects.filter(transfer=transfer).order_by("id")
    assert [(line.amount, line.balance_after) for line in lines] == [
        (-600, 400),
        (480, 480),
        (120, None),
    ]
    kept = Transfer.objects.get(key="sale")
    assert (kept.pk, kept.reference, kept.memo, kept.created_at, kept.entry_count) == (
        transfer.pk,
        "order:1",
        {"note": "شكرًا"},
        now,
        3,
    )
    assert kept.body_hash == transfer.body_hash


def test_post_transfer_lets_platform_accounts_go_below_zero(now: datetime) -> None:
    put(ANNA, 700, key="in", now=now)
    assert account_balance(OUTSIDE) == -700
    assert Account.objects.get(kind=AccountKind.GATEWAY).balance is None


def test_post_transfer_refuses_overdraft_and_changes_nothing(now: datetime) -> None:
    put(ANNA, 100, key="in", now=now)
    put(BEN, 1, key="in too", now=now)
    before = photograph()

    with pytest.raises(InsufficientFunds) as refusal:
        move(ANNA, BEN, 101, key="too much", now=now)

    assert refusal.value.params == {"kind": "available", "owner": "anna"}
    assert photograph() == before
    assert not Transfer.objects.filter(key="too much").exists()
    assert move(ANNA, BEN, 100, key="just enough", now=now).pk


@pytest.mark.parametrize(
    "kind", [kind for kind in AccountKind if kind not in {"fees", "marketing", "cash"}]
)
def test_post_transfer_knows_which_accounts_may_go_below_zero(
    kind: AccountKind, now: datetime
) -> None:
    empty = account("somebody", kind)
    if kind in {AccountKind.GATEWAY, AccountKind.REFUND_RESERVE}:
        assert move(empty, BEN, 5, key="out", now=now).pk
    else:
        with pytest.raises(InsufficientFunds):
            move(empty, BEN, 5, key="out", now=now)


def test_post_transfer_with_the_same_key_returns_the_first(now: datetime) -> None:
    first = put(ANNA, 100, key="once", now=now)
    again = put(ANNA, 100, key="once", now=now + timedelta(days=1))

    assert (again.pk, again.created_at) == (first.pk, now)
    assert account_balance(ANNA) == 100


def test_post_transfer_replays_even_when_the_money_is_gone(now: datetime) -> None:
    put(ANNA, 100, key="in", now=now)
    first = move(ANNA, BEN, 100, key="all of it", now=now)
    assert move(ANNA, BEN, 100, key="all of it", now=now).pk == first.pk


def test_post_transfer_with_the_key_of_another_body_is_refused(now: datetime) -> None:
    put(ANNA, 100, key="once", now=now)
    for other in (
        {"amount": 101},
        {"target": BEN},
    ):
        target, amount = other.get("target", ANNA), other.get("amount", 100)
        assert isinstance(target, AccountRef)
        assert isinstance(amount, int)
        with pytest.raises(IdempotencyConflict):
            put(target, amount, key="once", now=now)
    assert (account_balance(ANNA), account_balance(BEN)) == (100, 0)


def test_body_hash_ignores_order_and_memo() -> None:
    postings = [Posting(ANNA, -1), Posting(BEN, 1)]
    one = Draft(key="k", kind="test", reference="r", postings=postings)
    two = Draft(key="k", kind="test", reference="r", postings=postings[::-1], memo={"a": 1})
    other = Draft(key="k", kind="test", reference="s", postings=postings)
    assert one.body_hash == two.body_hash
    assert one.body_hash != other.body_hash


@pytest.mark.parametrize(
    "postings",
    [
        [Posting(ANNA, 5)],
        [Posting(ANNA, -5), Posting(BEN, 4)],
        [Posting(ANNA, -5), Posting(ANNA, 5)],
        [Posting(ANNA, 0), Posting(BEN, 0)],
        [Posting(ANNA, -5), Posting(AccountRef(AccountKind.AVAILABLE, "ben", "EUR"), 5)],
        [Posting(ANNA, -(2**63)), Posting(BEN, 2**63)],
        [Posting(ANNA, amount=True), Posting(BEN, -1)],
        [Posting(ANNA, -1), Posting(AccountRef("no such kind", "x", "USD"), 1)],  # type: ignore[arg-type]
    ],
)
def test_draft_refuses_what_is_no_transfer(postings: list[Posting]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Draft(key="k", kind="test", reference="", postings=postings)


def test_draft_refuses_unknown_currencies_and_bad_keys() -> None:
    gold = AccountRef(AccountKind.AVAILABLE, "anna", "XAU")
    with pytest.raises(UnknownCurrency):
        Draft(key="k", kind="t", reference="", postings=[Posting(gold, -1), Posting(ANNA, 1)])
    for key in ("", "x" * 121):
        with pytest.raises(ValueError, match="key"):
            Draft(key=key, kind="t", reference="", postings=[Posting(BEN, -1), Posting(ANNA, 1)])


def test_post_transfers_posts_all_in_order_and_once(now: datetime) -> None:
    put(ANNA, 100, key="in", now=now)
    carl = account("carl")
    drafts = [
        Draft(key="1", kind="t", reference="", postings=[Posting(ANNA, -100), Posting(BEN, 100)]),
        Draft(key="2", kind="t", reference="", postings=[Posting(BEN, -70), Posting(carl, 70)]),
        Draft(key="3", kind="t", reference="", postings=[Posting(BEN, -30), Posting(FEES, 30)]),
    ]

    first = post_transfers(drafts=drafts, now=now)
    again = post_transfers(drafts=drafts[1:], now=now)

    assert [transfer.key for transfer in first] == ["1", "2", "3"]
    assert [transfer.pk for transfer in again] == [transfer.pk for transfer in first[1:]]
    assert [account_balance(ref) for ref in (ANNA, BEN, carl, FEES)] == [0, 0, 70, 30]
    chain = Entry.objects.filter(account__owner="ben").order_by("id")
    assert [line.balance_after for line in chain] == [100, 30, 0]


def test_post_transfers_posts_what_is_new_beside_what_is_known(now: datetime) -> None:
    put(ANNA, 100, key="in", now=now)
    drafts = [
        Draft(key=key, kind="t", reference="", postings=[Posting(ANNA, -10), Posting(BEN, 10)])
        for key in ("1", "2", "3")
    ]
    post_transfers(drafts=drafts[:2], now=now)
    posted = post_transfers(drafts=drafts, now=now)

    assert [transfer.key for transfer in posted] == ["1", "2", "3"]
    assert account_balance(ANNA) == 70


def test_post_transfers_posts_none_when_one_is_refused(now: datetime) -> None:
    put(ANNA, 100, key="in", now=now)
    fine = Draft(key="1", kind="t", reference="", postings=[Posting(ANNA, -60), Posting(BEN, 60)])
    short = Draft(key="2", kind="t", reference="", postings=[Posting(ANNA, -60), Posting(BEN, 60)])
    known = Draft(key="in", kind="t", reference="", postings=[Posting(ANNA, -6), Posting(BEN, 6)])

    with pytest.raises(InsufficientFunds):
        post_transfers(drafts=[fine, short], now=now)
    with pytest.raises(IdempotencyConflict):
        post_transfers(drafts=[fine, known], now=now)
    with pytest.raises(ValueError, match="key of its own"):
        post_transfers(drafts=[fine, fine], now=now)

    assert account_balance(ANNA) == 100
    assert post_transfers(drafts=[], now=now) == []


def test_reverse_transfer_posts_the_opposite_once(now: datetime) -> None:
    put(ANNA, 100, key="in", now=now)
    sale = move(ANNA, BEN, 40, key="sale", now=now)

    correction = reverse_transfer(transfer_id=sale.pk, reason="wrong person", actor="f", now=now)
    again = reverse_transfer(transfer_id=sale.pk, reason="wrong person", actor="f", now=now)

    assert correction.pk == again.pk
    assert Transfer.objects.get(pk=correction.pk).reverses_id == sale.pk
    assert (account_balance(ANNA), account_balance(BEN)) == (100, 0)
    with pytest.raises(AlreadyReversed):
        reverse_transfer(transfer_id=correction.pk, reason="no", actor="f", now=now)


def test_reverse_transfer_needs_the_money_to_be_there_still(now: datetime) -> None:
    put(ANNA, 100, key="in", now=now)
    sale = move(ANNA, BEN, 40, key="sale", now=now)
    move(BEN, account("carl"), 1, key="spent", now=now)
    with pytest.raises(InsufficientFunds):
        reverse_transfer(transfer_id=sale.pk, reason="", actor="", now=now)
    assert account_balance(BEN) == 39
