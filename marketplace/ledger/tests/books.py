"""Shorthand for tests: accounts, one-line transfers, a photograph of all balances."""

from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.models import Account, Transfer
from marketplace.ledger.queries import AccountRef
from marketplace.ledger.services import Posting, post_transfer

OUTSIDE = AccountRef(AccountKind.GATEWAY, "test", "USD")


def account(owner: str, kind: AccountKind = AccountKind.AVAILABLE) -> AccountRef:
    """Name a dollar account."""
    return AccountRef(kind, owner, "USD")


def available(member: Member) -> AccountRef:
    """Name what a member may spend."""
    return account(member.public_id)


def move(
    source: AccountRef, target: AccountRef, amount: int, *, key: str, now: datetime
) -> Transfer:
    return post_transfer(
        key=key,
        kind="test",
        reference="",
        postings=[Posting(source, -amount), Posting(target, amount)],
        now=now,
    )


def put(target: AccountRef, amount: int, *, key: str, now: datetime) -> Transfer:
    """Bring money in from outside."""
    return move(OUTSIDE, target, amount, key=key, now=now)


def photograph() -> dict[str, int | None]:
    """Return every stored balance, to compare with another photograph."""
    return {str(row): row.balance for row in Account.objects.order_by("id")}
