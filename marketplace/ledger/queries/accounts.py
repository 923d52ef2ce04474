"""Balances. All amounts are minor units of the account's currency."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db import connection

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.ledger.choices import MEMBER_KINDS, PLATFORM_KINDS, AccountKind
from marketplace.ledger.models import Account

_PLATFORM_BALANCE: Final = """
SELECT coalesce(s.balance, 0) + coalesce(
    (SELECT sum(e.amount) FROM ledger_entry e
      WHERE e.account_id = a.id AND e.id > coalesce(s.entry_id, 0)), 0)::bigint
  FROM ledger_account a
  LEFT JOIN LATERAL (
    SELECT balance, entry_id FROM ledger_accountsnapshot
     WHERE account_id = a.id ORDER BY entry_id DESC LIMIT 1) s ON true
 WHERE a.kind = %s AND a.owner = %s AND a.currency = %s
"""


class AccountRef(NamedTuple):
    """Names an account; posting makes it where there is none yet."""

    kind: AccountKind
    owner: str
    currency: str


def member_account(kind: AccountKind, member: Member, currency: str) -> AccountRef:
    """Name one of a member's accounts."""
    return AccountRef(kind, member.public_id, currency)


def account_balance(account: AccountRef) -> int:
    """Return what is in the account; zero where there is none yet.

    Accounts that keep a balance are read, those of the platform summed from their last snapshot:
    either way the cost doesn't grow with the number of entries.
    """
    if account.kind in PLATFORM_KINDS:
        with connection.cursor() as cursor:
            cursor.execute(_PLATFORM_BALANCE, [account.kind, account.owner, account.currency])
            row = cursor.fetchone()
        return int(row[0]) if row else 0
    found = (
        Account.objects.filter(kind=account.kind, owner=account.owner, currency=account.currency)
        .values_list("balance", flat=True)
        .first()
    )
    return found or 0


def escrow_balance(reference: str, currency: str) -> int:
    """Return what is held in escrow for this reference."""
    return account_balance(AccountRef(AccountKind.ESCROW, reference, currency))


def available_balance(member: Member, currency: str) -> int:
    """Return what the member may spend or withdraw now."""
    return account_balance(member_account(AccountKind.AVAILABLE, member, currency))


@dataclass(frozen=True, slots=True)
class WalletBalance:
    """What a member has in one currency."""

    currency: str
    available: int
    clearing: int
    on_hold: int
    credit: int = 0

    @property
    def total(self) -> int:
        """All of the member's money, whether it can be spent now or later; credit is none."""
        return self.available + self.clearing + self.on_hold


def wallet_of(member: Member) -> list[WalletBalance]:
    """Return the member's balances by currency, the platform's own currency first.

    That one is there even when it is empty, the others once they were used. One query.
    """
    rows = Account.objects.filter(owner=member.public_id, kind__in=MEMBER_KINDS).values_list(
        "currency", "kind", "balance"
    )
    sums: dict[str, dict[str, int]] = {rules().default_currency: {}}
    for currency, kind, balance in rows:
        sums.setdefault(currency, {})[kind] = balance or 0
    first = rules().default_currency
    return [
        WalletBalance(
            currency,
            available=found.get(AccountKind.AVAILABLE, 0),
            clearing=found.get(AccountKind.CLEARING, 0),
            on_hold=found.get(AccountKind.PAYOUT_HOLD, 0),
            credit=found.get(AccountKind.CREDIT, 0),
        )
        for currency, found in sorted(sums.items(), key=lambda item: (item[0] != first, item[0]))
    ]
