"""Withdrawals: asked for once, decided by somebody else, settled once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound, PermissionRefused
from marketplace.core.iban import IbanInvalid
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import (
    AccountKind,
    PayoutMethod,
    PayoutState,
)
from marketplace.ledger.errors import (
    AmountTooSmall,
    DestinationUnknown,
    IdempotencyConflict,
    InsufficientFunds,
    MovedOn,
    NotConfirmed,
    NothingToExport,
    OwnPayout,
    ReasonMissing,
    SecondPersonNeeded,
    TooManyDestinations,
)
from marketplace.ledger.models import Payout
from marketplace.ledger.queries import AccountRef, WalletBalance, wallet_of
from marketplace.ledger.services import (
    add_destination,
    approve_payout,
    cancel_payout,
    decline_payout,
    export_payouts,
    release_escrow,
    remove_destination,
    request_payout,
)
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
