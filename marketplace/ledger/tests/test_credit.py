"""Credit: given, spent on orders alone, what ends first first; and gone after its day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.models import CreditLot
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    credit_lots,
    prove_books,
    spendable_credit,
    wallet_of,
)
from marketplace.ledger.services import (
    Sources,
    expire_credit,
    grant_credit,
    hold_in_escrow,
    refund_escrow,
    reverse_transfer,
)
from marketplace.ledger.tests.books import account, put

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
MARKETING = AccountRef(AccountKind.MARKETING, "", "USD")


def give(member: Member, amount: int, *, key: str, now: datetime, days: int = 30) -> CreditLot:
    return grant_credit(
        key=key,
        member=member,
        amount=Money(amount, "USD"),
        note="For the delay.",
        expires_at=now + days * DAY,
        now=now,
    )


def hold(member: Member, amount: int, sources: Sources, *, now: datetime, key: str = "h") -> None:
    hold_in_escrow(
        key=key,
        payer=member,
        reference="order:1",
        amount=Money(amount, "USD"),
        sources=sources,
        now=now,
    )


def test_credit_is_given_once(client_member: Member, now: datetime) -> None:
    first = give(client_member, 500, key="a", now=now)
    assert give(client_member, 500, key="a", now=now) == first

    assert spendable_credit(client_member, "USD", now=now) == 500
    assert wallet_of(client_member)[0].credit == 500
    assert (wallet_of(client_member)[0].total, account_balance(MARKETING)) == (0, -500)
    assert OutboxEvent.objects.filter(name="CreditGranted").count() == 1
    assert prove_books() == []


def test_credit_from_a_fund_takes_no_more_than_is_there(
    client_member: Member, now: datetime
) -> None:
    fund = AccountRef(AccountKind.PRIZE_FUND, "contest:1", "USD")
    put(fund, 300, key="f", now=now)
    given = {"member": client_member, "note": "Prize.", "expires_at": now + DAY, "now": now}

    grant_credit(key="a", amount=Money(200, "USD"), source=fund, **given)  # type: ignore[arg-type]  # built above
    with pytest.raises(InsufficientFunds):
        grant_credit(key="b", amount=Money(200, "USD"), source=fund, **given)  # type: ignore[arg-type]  # built above

    assert (account_balance(fund), spendable_credit(client_member, "USD", now=now)) == (100, 200)


def test_what_ends_first_is_spent_first(client_member: Member, now: datetime) -> None:
    late = give(client_member, 400, key="late", now=now, days=60)
    soon = give(client_member, 300, key="soon", now=now, days=5)
    put(account(client_member.public_id), 1_000, key="m", now=now)

    hold(client_member, 1_000, Sources(credit=500, marketing=100), now=now)

    lots = [(lot.pk, lot.left) for lot in credit_lots(client_member, "USD", now=now)]
    assert lots == [(late.pk, 200)]
    soon.refresh_from_db()
    assert soon.left == 0
    assert available_balance(client_member, "USD") == 600
    assert account_balance(MARKETING) == -800
    assert prove_books() == []


@pytest.mark.parametrize("missing", ["credit", "cash"])
def test_a_refused_hold_leaves_the_lots(missing: str, client_member: Member, now: datetime) -> None:
    give(client_member, 300, key="a", now=now)
    if missing == "credit":
        put(account(client_member.public_id), 1_000, key="m", now=now)

    with pytest.raises(InsufficientFunds):
        hold(client_member, 1_000, Sources(credit=300 + (missing == "credit")), now=now)

    assert spendable_credit(client_member, "USD", now=now) == 300
    assert prove_books() == []


def test_a_hold_is_replayed_without_taking_credit_twice(
    client_member: Member, now: datetime
) -> None:
    give(client_member, 500, key="a", now=now)

    for _time in range(2):
        hold(client_member, 200, Sources(credit=200), now=now)

    assert spendable_credit(client_member, "USD", now=now) == 300
    assert prove_books() == []


def test_a_refund_goes_back_to_its_sources(client_member: Member, now: datetime) -> None:
    give(client_member, 500, key="a", now=now, days=1)
    put(account(client_member.public_id), 400, key="m", now=now)
    hold(client_member, 1_000, Sources(credit=500, marketing=100), now=now)
    later = now + 3 * DAY

    refund_escrow(
        key="r",
        reference="order:1",
        payer=client_member,
        amount=Money(700, "USD"),
        sources=Sources(credit=350, marketing=70),
        now=later,
    )

    assert available_balance(client_member, "USD") == 280
    assert spendable_credit(client_member, "USD", now=later + 59 * DAY) == 350
    assert spendable_credit(client_member, "USD", now=later + 60 * DAY) == 0
    assert account_balance(MARKETING) == -530
    assert prove_books() == []


def test_sources_are_parts_of_the_amount(client_member: Member, now: datetime) -> None:
    with pytest.raises(ValueError, match="parts"):
        hold(client_member, 100, Sources(credit=60, marketing=60), now=now)


@pytest.mark.parametrize(("step", "left"), [(-MICROSECOND, 500), (0 * DAY, 0), (MICROSECOND, 0)])
def test_credit_ends_at_its_exact_moment(
    step: timedelta, left: int, client_member: Member, now: datetime
) -> None:
    lot = give(client_member, 500, key="a", now=now)
    at = lot.expires_at + step

    assert spendable_credit(client_member, "USD", now=at) == left
    assert expire_credit(now=at, limit=10) == (left == 0)
    assert expire_credit(now=at, limit=10) == 0

    assert wallet_of(client_member)[0].credit == left
    assert account_balance(MARKETING) == -left
    assert OutboxEvent.objects.filter(name="CreditExpired").count() == (left == 0)
    assert prove_books() == []


def test_a_lot_without_its_money_is_found(client_member: Member, now: datetime) -> None:
    lot = give(client_member, 500, key="a", now=now)
    CreditLot.objects.filter(pk=lot.pk).update(left=100)

    (finding,) = prove_books()

    assert finding.promise == "what is credit has its lots"


def test_a_gift_that_was_taken_back_by_hand_holds_up_no_other(
    client_member: Member, seller: Member, now: datetime
) -> None:
    bad = give(client_member, 500, key="a", now=now)
    give(seller, 700, key="b", now=now)
    reverse_transfer(transfer_id=bad.granted_by_id, reason="twice", actor="", now=now)

    assert expire_credit(now=now + 30 * DAY, limit=10) == 1

    assert (wallet_of(seller)[0].credit, account_balance(MARKETING)) == (0, 0)
