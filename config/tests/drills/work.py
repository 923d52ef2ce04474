"""Work that falls due, for the drills: orders in silence, payouts to be sent."""

from __future__ import annotations

from datetime import timedelta

from marketplace.accounts.models import Member, RoleGrant
from marketplace.core import clock
from marketplace.core.money import Money
from marketplace.core.outbox import deliver_due
from marketplace.ledger.choices import AccountKind, PayoutMethod, TransferKind
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services import (
    Posting,
    add_destination,
    approve_payout,
    post_transfer,
    request_payout,
)
from marketplace.orders.choices import SourceKind
from marketplace.orders.services import create_order, deliver_order, pay_from_wallet

PRICE = 20_000
SILENCE = timedelta(days=4)


def member(name: str) -> Member:
    """Return a new member."""
    return Member.objects.create_user(name, f"{name}@example.com", display_name=name)


def fund(owner: Member, amount: int, *, key: str) -> None:
    """Put money into a wallet, as a deposit does."""
    post_transfer(
        key=key,
        kind=TransferKind.DEPOSIT,
        reference="drill",
        postings=[
            Posting(AccountRef(AccountKind.CASH, "", "USD"), -amount),
            Posting(member_account(AccountKind.AVAILABLE, owner, "USD"), amount),
        ],
        now=clock.now(),
    )


def make_orders(count: int) -> None:
    """Make delivered orders whose time of silence is over."""
    client, sellers = member("client"), [member(f"seller{n}") for n in range(5)]
    fund(client, PRICE * count, key="drill:client")
    moment = clock.now() - SILENCE
    for number in range(count):
        seller = sellers[number % len(sellers)]
        order = create_order(
            client=client,
            seller=seller,
            title=f"Order {number}",
            scope="Work.",
            price=Money(PRICE, "USD"),
            delivery_days=5,
            revisions=1,
            source_kind=SourceKind.OFFER,
            source_ref=f"drill{number}",
            now=moment,
        )
        order = pay_from_wallet(order=order, actor=client, now=moment)
        deliver_order(order=order, actor=seller, note="Here it is.", now=moment)
    deliver_due(now=clock.now())


def make_payouts(count: int) -> None:
    """Make approved payouts that wait to be sent to the sandbox."""
    officer = member("officer")
    RoleGrant.objects.create(member=officer, role="finance")
    moment = clock.now()
    for number in range(count):
        owner = member(f"owner{number}")
        fund(owner, 5_000, key=f"drill:owner:{number}")
        place = add_destination(
            member=owner,
            method=PayoutMethod.SANDBOX,
            holder=owner.display_name,
            account="",
            bank_name="",
            confirmed_at=moment,
            now=moment,
        )
        payout = request_payout(
            member=owner,
            destination_id=place.public_id,
            amount=Money(2_000 + number, "USD"),
            key=f"drill:{number}",
            confirmed_at=moment,
            now=moment,
        )
        approve_payout(payout_id=payout.public_id, actor=officer, now=moment)
    deliver_due(now=clock.now())
