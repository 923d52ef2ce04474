"""Withdrawals: asked for once, decided by somebody else, settled once."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound, PermissionRefused
from marketplace.core.iban import IbanInvalid
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import (
    PAYOUT_MOVES,
    AccountKind,
    Actor,
    PayoutMethod,
    PayoutState,
)
from marketplace.ledger.errors import (
    AmountTooSmall,
    DestinationUnknown,
    EvidenceMissing,
    IdempotencyConflict,
    InsufficientFunds,
    MovedOn,
    NotConfirmed,
    NothingToExport,
    OwnPayout,
    ReasonMissing,
    SecondPersonNeeded,
    SentByGateway,
    TooManyDestinations,
)
from marketplace.ledger.models import Payout, PayoutDestination
from marketplace.ledger.queries import AccountRef, WalletBalance, account_balance, wallet_of
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
    release_escrow,
    remove_destination,
    request_payout,
    resolve_payout,
)
from marketplace.ledger.services.transitions import can_move, transition
from marketplace.ledger.tests.books import account, put
from marketplace.ledger.tests.withdrawing import IBAN, approved, save_account, withdraw

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


def test_request_payout_puts_the_money_on_hold(seller: Member, now: datetime) -> None:
    payout = withdraw(seller, now)
    assert (payout.state, payout.account, payout.holder) == ("requested", IBAN, "Salma Q")
    assert wallet_of(seller) == [WalletBalance("USD", 15_000, 0, 5_000)]
    event = OutboxEvent.objects.get(name="PayoutRequested")
    assert event.payload["account"] == "SA•• •••• 7519"
    assert AuditRecord.objects.get(action="payout.request").actor == seller.public_id


def test_request_payout_happens_once_for_each_key(seller: Member, now: datetime) -> None:
    first = withdraw(seller, now, key="k")
    assert withdraw(seller, now, key="k").pk == first.pk
    assert balances(seller) == (15_000, 5_000)
    with pytest.raises(IdempotencyConflict):
        withdraw(seller, now, 5_001, key="k")


def test_request_payout_refuses_without_a_fresh_confirmation(seller: Member, now: datetime) -> None:
    destination = save_account(seller, now).public_id
    for confirmed_at in (None, now - timedelta(seconds=301), now + timedelta(seconds=1)):
        with pytest.raises(NotConfirmed):
            request_payout(
                member=seller,
                destination_id=destination,
                amount=Money(5_000, "USD"),
                key="k",
                confirmed_at=confirmed_at,
                now=now,
            )
        with pytest.raises(NotConfirmed):
            add_destination(
                member=seller,
                method=PayoutMethod.BANK,
                holder="x",
                account=IBAN,
                bank_name="",
                confirmed_at=confirmed_at,
                now=now,
            )
    assert balances(seller) == (20_000, 0)


def test_request_payout_refuses_too_little_and_too_much(seller: Member, now: datetime) -> None:
    with pytest.raises(AmountTooSmall):
        withdraw(seller, now, 999)
    with pytest.raises(InsufficientFunds):
        withdraw(seller, now, 20_001)
    assert not Payout.objects.exists()
    assert withdraw(seller, now, 20_000).pk
    with pytest.raises(InsufficientFunds):
        withdraw(seller, now, 1_000)


def test_request_payout_refuses_accounts_of_others_and_removed_ones(
    seller: Member, stranger: Member, now: datetime
) -> None:
    foreign = save_account(stranger, now).public_id
    removed = save_account(seller, now).public_id
    remove_destination(member=seller, public_id=removed, now=now)
    for destination in (foreign, removed, "nothing", ""):
        with pytest.raises(DestinationUnknown):
            request_payout(
                member=seller,
                destination_id=destination,
                amount=Money(5_000, "USD"),
                key="k",
                confirmed_at=now,
                now=now,
            )


def test_request_payout_can_take_what_became_available_this_moment(
    seller: Member, now: datetime
) -> None:
    put(account("order:1", AccountKind.ESCROW), 3_000, key="in", now=now)
    release_escrow(
        key="r",
        reference="order:1",
        payee=seller,
        amount=Money(3_000, "USD"),
        fee=0,
        clears_at=now + timedelta(days=1),
        now=now,
    )
    with pytest.raises(InsufficientFunds):
        withdraw(seller, now, 23_000)
    assert withdraw(seller, now + timedelta(days=1), 23_000).pk


def test_destinations_are_checked_kept_once_and_limited(
    seller: Member, now: datetime, settings: Settings
) -> None:
    first = save_account(seller, now)
    assert save_account(seller, now).pk == first.pk
    assert save_account(seller, now, PayoutMethod.SANDBOX).account.startswith("TEST")
    with pytest.raises(IbanInvalid):
        add_destination(
            member=seller,
            method=PayoutMethod.BANK,
            holder="x",
            account=IBAN[:-1] + "8",
            bank_name="",
            confirmed_at=now,
            now=now,
        )
    settings.WAZZIFNI = {"payout_destinations_max": 2}
    with pytest.raises(TooManyDestinations):
        add_destination(
            member=seller,
            method=PayoutMethod.BANK,
            holder="x",
            account="AE070331234567890123456",
            bank_name="",
            confirmed_at=now,
            now=now,
        )


def test_remove_destination_is_for_its_owner(
    seller: Member, stranger: Member, now: datetime
) -> None:
    saved = save_account(seller, now)
    with pytest.raises(DestinationUnknown):
        remove_destination(member=stranger, public_id=saved.public_id, now=now)
    remove_destination(member=seller, public_id=saved.public_id, now=now)
    with pytest.raises(DestinationUnknown):
        remove_destination(member=seller, public_id=saved.public_id, now=now)


def test_cancel_payout_returns_the_money_until_it_is_approved(
    seller: Member, stranger: Member, finance: Member, now: datetime
) -> None:
    payout = withdraw(seller, now)
    with pytest.raises(NotFound):
        cancel_payout(payout_id=payout.public_id, actor=stranger, now=now)
    with pytest.raises(NotFound):
        cancel_payout(payout_id=payout.public_id, actor=finance, now=now)
    cancel_payout(payout_id=payout.public_id, actor=seller, now=now)
    assert (state_of(payout), balances(seller)) == ("cancelled", (20_000, 0))
    with pytest.raises(MovedOn):
        cancel_payout(payout_id=payout.public_id, actor=seller, now=now)
    other = approved(seller, finance, now)
    with pytest.raises(MovedOn):
        cancel_payout(payout_id=other.public_id, actor=seller, now=now)


def test_approve_payout_needs_finance_and_another_person(
    member_factory: Callable[..., Member],
    fund: Callable[..., object],
    seller: Member,
    finance: Member,
    now: datetime,
) -> None:
    payout = withdraw(seller, now)
    admin = member_factory("boss", roles=("admin", "support"))
    for outsider in (seller, admin):
        with pytest.raises(PermissionRefused):
            approve_payout(payout_id=payout.public_id, actor=outsider, now=now)
    fund(finance, 5_000)
    own = withdraw(finance, now)
    for decide in (approve_payout, decline_payout):
        extra = {"reason": "x"} if decide is decline_payout else {}
        with pytest.raises(OwnPayout):
            decide(payout_id=own.public_id, actor=finance, now=now, **extra)

    approve_payout(payout_id=payout.public_id, actor=finance, now=now)

    payout.refresh_from_db()
    assert (payout.state, payout.approved_by) == (PayoutState.INTENT, finance.public_id)
    assert balances(seller) == (15_000, 5_000)
    with pytest.raises(MovedOn):
        approve_payout(payout_id=payout.public_id, actor=finance, now=now)


def test_a_large_payout_needs_two_people(
    seller: Member, finance: Member, second: Member, now: datetime, settings: Settings
) -> None:
    settings.WAZZIFNI = {"large_payout_minor": 5_000}
    payout = withdraw(seller, now, 5_000)
    approve_payout(payout_id=payout.public_id, actor=finance, now=now)
    assert state_of(payout) == PayoutState.AWAITING_SECOND
    with pytest.raises(SecondPersonNeeded):
        approve_payout(payout_id=payout.public_id, actor=finance, now=now)
    with pytest.raises(NothingToExport):
        export_payouts(currency="USD", actor=finance, now=now)

    approve_payout(payout_id=payout.public_id, actor=second, now=now)

    payout.refresh_from_db()
    assert (payout.state, payout.first_approved_by, payout.approved_by) == (
        PayoutState.INTENT,
        finance.public_id,
        second.public_id,
    )
    small = approved(seller, finance, now, 4_999)
    assert small.state == PayoutState.INTENT


def test_decline_payout_returns_the_money_with_a_reason(
    seller: Member, finance: Member, now: datetime
) -> None:
    waiting, ready = withdraw(seller, now), approved(seller, finance, now)
    with pytest.raises(ReasonMissing):
        decline_payout(payout_id=waiting.public_id, reason="  ", actor=finance, now=now)
    for payout in (waiting, ready):
        decline_payout(payout_id=payout.public_id, reason="Wrong name", actor=finance, now=now)
        assert state_of(payout) == PayoutState.DECLINED
    assert balances(seller) == (20_000, 0)
    returned = OutboxEvent.objects.filter(name="PayoutReturned")
    assert [event.payload["reason"] for event in returned] == ["Wrong name"] * 2


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
    verbs: dict[str, Callable[[str, Member], object]] = {
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
    for (name, verb), actor in product(verbs.items(), (seller, stranger, finance, second)):
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
