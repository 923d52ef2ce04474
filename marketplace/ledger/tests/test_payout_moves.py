"""Withdrawals on their way: files for the bank, what it did, and every move in every state."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound, PermissionRefused
from marketplace.core.money import Money
from marketplace.ledger.choices import (
    PAYOUT_MOVES,
    AccountKind,
    Actor,
    PayoutMethod,
    PayoutState,
)
from marketplace.ledger.errors import (
    EvidenceMissing,
    MovedOn,
    NothingToExport,
    SentByGateway,
)
from marketplace.ledger.models import Payout, PayoutDestination
from marketplace.ledger.queries import AccountRef, account_balance, wallet_of
from marketplace.ledger.services import (
    add_destination,
    approve_payout,
    cancel_payout,
    decline_payout,
    export_payouts,
    mark_batch_paid,
    mark_payout_failed,
    mark_payout_paid,
    mark_payout_unknown,
    request_payout,
    resolve_payout,
)
from marketplace.ledger.services.transitions import can_move, transition
from marketplace.ledger.tests.withdrawing import IBAN, approved, withdraw

pytestmark = pytest.mark.django_db
CASH = AccountRef(AccountKind.CASH, "", "USD")


@pytest.fixture(autouse=True)
def _money(fund: Callable[..., object], seller: Member) -> None:
    fund(seller, 20_000)


@pytest.fixture
def second(member_factory: Callable[..., Member]) -> Member:
    """Another member of finance."""
    return member_factory("second", roles=("finance",))


def state_of(payout: Payout) -> str:
    return Payout.objects.get(pk=payout.pk).state


def balances(member: Member) -> tuple[int, int]:
    (wallet,) = wallet_of(member)
    return wallet.available, wallet.on_hold


def test_export_payouts_writes_one_file_and_never_again(
    seller: Member, finance: Member, now: datetime
) -> None:
    first, second = approved(seller, finance, now), approved(seller, finance, now, 7_000)
    elsewhere = approved(seller, finance, now, 1_000, method=PayoutMethod.SANDBOX)
    waiting = withdraw(seller, now, 1_000)

    batch = export_payouts(currency="USD", actor=finance, now=now)

    assert (batch.count, batch.money) == (2, Money(12_000, "USD"))
    rows = list(csv.DictReader(io.StringIO(batch.content.removeprefix("\ufeff"))))
    assert [(row["payout"], row["iban"], row["amount"]) for row in rows] == [
        (first.public_id, IBAN, "50.00"),
        (second.public_id, IBAN, "70.00"),
    ]
    assert rows[0]["reference"] == f"WAZZIFNI {batch.public_id} {first.public_id}"
    states = [state_of(row) for row in (first, second, elsewhere, waiting)]
    assert states == ["sending", "sending", "intent", "requested"]
    with pytest.raises(NothingToExport):
        export_payouts(currency="USD", actor=finance, now=now)
    with pytest.raises(PermissionRefused):
        export_payouts(currency="USD", actor=seller, now=now)


def test_export_payouts_disarms_formulas(seller: Member, finance: Member, now: datetime) -> None:
    destination = add_destination(
        member=seller,
        method=PayoutMethod.BANK,
        holder="=cmd|' /C calc'!A0",
        account=IBAN,
        bank_name="@bank",
        confirmed_at=now,
        now=now,
    )
    payout = request_payout(
        member=seller,
        destination_id=destination.public_id,
        amount=Money(5_000, "USD"),
        key="k",
        confirmed_at=now,
        now=now,
    )
    approve_payout(payout_id=payout.public_id, actor=finance, now=now)
    batch = export_payouts(currency="USD", actor=finance, now=now)
    (row,) = csv.DictReader(io.StringIO(batch.content.removeprefix("\ufeff")))
    assert (row["holder"], row["bank"]) == ("'=cmd|' /C calc'!A0", "'@bank")


def test_finance_writes_down_what_the_bank_did(
    seller: Member, finance: Member, now: datetime
) -> None:
    payouts = [approved(seller, finance, now, 1_000 * number) for number in (1, 2, 3, 4)]
    batch = export_payouts(currency="USD", actor=finance, now=now)
    paid, failed, lost, rest = payouts

    mark_payout_paid(payout_id=paid.public_id, actor=finance, now=now)
    mark_payout_failed(payout_id=failed.public_id, reason="Closed", actor=finance, now=now)
    mark_payout_unknown(payout_id=lost.public_id, reason="No line", actor=finance, now=now)
    assert mark_batch_paid(batch_id=batch.public_id, actor=finance, now=now) == 1
    with pytest.raises(MovedOn):
        mark_batch_paid(batch_id=batch.public_id, actor=finance, now=now)

    states = [state_of(row) for row in (paid, failed, lost, rest)]
    assert states == ["paid", "failed", "unknown", "paid"]
    assert balances(seller) == (12_000, 3_000)
    assert account_balance(CASH) == 5_000
    for attempt in (mark_payout_paid, mark_payout_failed, mark_payout_unknown):
        extra = {} if attempt is mark_payout_paid else {"reason": "again"}
        with pytest.raises(MovedOn):
            attempt(payout_id=paid.public_id, actor=finance, now=now, **extra)
        with pytest.raises(PermissionRefused):
            attempt(payout_id=lost.public_id, actor=seller, now=now, **extra)


def test_an_unknown_payout_is_resolved_with_evidence_only(
    seller: Member, finance: Member, now: datetime
) -> None:
    payouts = [approved(seller, finance, now, amount) for amount in (2_000, 3_000)]
    export_payouts(currency="USD", actor=finance, now=now)
    for payout in payouts:
        mark_payout_unknown(payout_id=payout.public_id, reason="?", actor=finance, now=now)
        with pytest.raises(MovedOn):
            mark_payout_paid(payout_id=payout.public_id, actor=finance, now=now)
        with pytest.raises(EvidenceMissing):
            resolve_payout(
                payout_id=payout.public_id, was_paid=True, evidence=" ", actor=finance, now=now
            )

    for payout, was_paid in zip(payouts, (True, False), strict=True):
        resolve_payout(
            payout_id=payout.public_id,
            was_paid=was_paid,
            evidence="Statement of 24 November, line 7",
            actor=finance,
            now=now,
        )

    assert [state_of(payout) for payout in payouts] == ["paid", "failed"]
    assert balances(seller) == (18_000, 0)
    assert account_balance(CASH) == 2_000
    with pytest.raises(PermissionRefused):
        resolve_payout(
            payout_id=payouts[0].public_id, was_paid=True, evidence="x", actor=seller, now=now
        )


def test_finance_does_not_settle_what_a_provider_sends(
    seller: Member, finance: Member, now: datetime
) -> None:
    payout = approved(seller, finance, now, method=PayoutMethod.SANDBOX)
    transition(payout, PayoutState.SENDING, by=Actor.GATEWAY)
    with pytest.raises(SentByGateway):
        mark_payout_paid(payout_id=payout.public_id, actor=finance, now=now)


@pytest.mark.parametrize(
    "change",
    [
        "amount = 1",
        "account = 'SA00'",
        "holder = 'Somebody else'",
        "currency = 'EUR'",
        "member_id = member_id",
        "destination_id = destination_id",
        "method = 'sandbox'",
        "request_key = 'x'",
    ],
)
def test_whom_a_payout_pays_can_not_be_changed_even_in_raw_sql(
    seller: Member, now: datetime, change: str
) -> None:
    withdraw(seller, now)
    update = "UPDATE ledger_payout SET " + change  # noqa: S608  our own words
    for statement in (update, "DELETE FROM ledger_payout"):
        refused = pytest.raises(IntegrityError, match="append-only")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    refused = pytest.raises(IntegrityError, match="append-only")
    with refused, transaction.atomic():
        PayoutDestination.objects.update(account="SA00")


@pytest.mark.parametrize("source", PayoutState)
def test_a_payout_moves_only_as_the_table_says(
    seller: Member, source: PayoutState, now: datetime
) -> None:
    """Every state, every target, every actor."""
    payout = withdraw(seller, now)
    for target, actor in product(PayoutState, Actor):
        Payout.objects.filter(pk=payout.pk).update(state=source)
        payout.refresh_from_db()
        if actor in PAYOUT_MOVES[source].get(target, frozenset()):
            transition(payout, target, by=actor)
            assert state_of(payout) == target
        else:
            assert not can_move(payout, target, by=actor)
            with pytest.raises(MovedOn):
                transition(payout, target, by=actor)
            assert state_of(payout) == source


def verbs_at(now: datetime) -> dict[str, Callable[[str, Member], object]]:
    return {
        "cancel": lambda pid, by: cancel_payout(payout_id=pid, actor=by, now=now),
        "approve": lambda pid, by: approve_payout(payout_id=pid, actor=by, now=now),
        "decline": lambda pid, by: decline_payout(payout_id=pid, reason="r", actor=by, now=now),
        "paid": lambda pid, by: mark_payout_paid(payout_id=pid, actor=by, now=now),
        "failed": lambda pid, by: mark_payout_failed(payout_id=pid, reason="r", actor=by, now=now),
        "unknown": lambda pid, by: mark_payout_unknown(
            payout_id=pid, reason="r", actor=by, now=now
        ),
        "found paid": lambda pid, by: resolve_payout(
            payout_id=pid, was_paid=True, evidence="e", actor=by, now=now
        ),
        "found failed": lambda pid, by: resolve_payout(
            payout_id=pid, was_paid=False, evidence="e", actor=by, now=now
        ),
    }


@pytest.mark.parametrize("source", PayoutState)
def test_every_verb_in_every_state_by_every_actor(
    seller: Member,
    stranger: Member,
    finance: Member,
    second: Member,
    source: PayoutState,
    now: datetime,
) -> None:
    """What is not listed here is refused, and moves no money."""
    allowed = {
        ("cancel", "requested", seller.pk): "cancelled",
        ("cancel", "awaiting_second", seller.pk): "cancelled",
        **{
            (verb, state, actor.pk): end
            for actor in (finance, second)
            for verb, state, end in (
                ("approve", "requested", "intent"),
                ("approve", "awaiting_second", "intent"),
                ("decline", "requested", "declined"),
                ("decline", "awaiting_second", "declined"),
                ("decline", "intent", "declined"),
                ("paid", "sending", "paid"),
                ("failed", "sending", "failed"),
                ("unknown", "sending", "unknown"),
                ("found paid", "unknown", "paid"),
                ("found failed", "unknown", "failed"),
            )
        },
    }
    del allowed["approve", "awaiting_second", finance.pk]
    for (name, verb), actor in product(verbs_at(now).items(), (seller, stranger, finance, second)):
        with transaction.atomic():
            payout = withdraw(seller, now)
            first = finance.public_id if source == PayoutState.AWAITING_SECOND else ""
            Payout.objects.filter(pk=payout.pk).update(state=source, first_approved_by=first)
            end = allowed.get((name, source.value, actor.pk))
            if end is not None:
                verb(payout.public_id, actor)
                assert state_of(payout) == end
                on_hold = 0 if end in {"cancelled", "declined", "failed", "paid"} else 5_000
                assert balances(seller)[1] == on_hold
            else:
                with pytest.raises((PermissionRefused, NotFound, MovedOn)):
                    verb(payout.public_id, actor)
                assert (state_of(payout), balances(seller)) == (source, (15_000, 5_000))
            transaction.set_rollback(True)
