"""Money that was earned goes back to who paid: out of what still clears, then what is available.

Clearing lots are locked before accounts, and what clears last is taken first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.errors import IdempotencyConflict
from marketplace.ledger.models import Account, ClearingLot, Transfer
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.escrow import ALL_CASH, Sources, give_credit_back
from marketplace.ledger.services.posting import Posting, post_transfer


@dataclass(frozen=True, slots=True)
class Returned:
    """Where a returned sum came from, in minor units; `transfer` is None where none was needed."""

    transfer: Transfer | None
    from_clearing: int
    from_available: int
    from_reserve: int
    fee: int


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who may be asked for a sum beside what is clearing: what is available, and the reserve."""

    available: bool = True
    reserve: bool = False


@transaction.atomic
def return_earning(
    *,
    key: str,
    reference: str,
    payee: Member,
    payer: Member,
    amount: Money,
    fee: int,
    now: datetime,
    sources: Sources = ALL_CASH,
    bearers: Bearers = Bearers(),
) -> Returned:
    """Give `amount` back to the payer: `fee` of it by the platform, the rest by the payee.

    The payee's part is taken from what still clears under `reference`; then, as `bearers` say,
    from the payee's available money as far as it is there, and from the platform's reserve. The
    payer's side goes to the `sources` as a refund from escrow does. Locks the clearing lots, then
    the accounts. Raises InsufficientFunds where the bearers can't meet it, and
    IdempotencyConflict where the key was used.
    """
    if not 0 <= fee <= amount.amount:
        raise ValueError("a fee is a part of the amount")
    if Transfer.objects.filter(key=key).exists():
        raise IdempotencyConflict
    currency = amount.currency

    from_clearing = _take_from_lots(reference, payee, amount.amount - fee)
    rest = amount.amount - fee - from_clearing
    wallet = member_account(AccountKind.AVAILABLE, payee, currency)
    locked = lock_balances(
        member_account(AccountKind.CLEARING, payee, currency),
        wallet,
        member_account(AccountKind.AVAILABLE, payer, currency),
        member_account(AccountKind.CREDIT, payer, currency),
    )
    there = locked[wallet] if bearers.available else 0
    from_available = min(rest, there) if bearers.reserve else rest
    found = Returned(None, from_clearing, from_available, rest - from_available, fee)

    postings = _postings(found, payee, payer, amount, sources)
    if not postings:
        return found
    memo = {"fee": fee, "from_reserve": found.from_reserve}
    kind = TransferKind.EARNING_RETURNED
    transfer = post_transfer(
        key=key, kind=kind, reference=reference, postings=postings, memo=memo, now=now
    )
    give_credit_back(transfer, payer, Money(sources.credit, currency), now=now)
    return replace(found, transfer=transfer)


def _postings(
    found: Returned, payee: Member, payer: Member, amount: Money, sources: Sources
) -> list[Posting]:
    """Return one line for each account: what comes from where, and what goes where."""
    currency = amount.currency
    sums: dict[AccountRef, int] = {}
    for account, part in (
        (member_account(AccountKind.CLEARING, payee, currency), -found.from_clearing),
        (member_account(AccountKind.AVAILABLE, payee, currency), -found.from_available),
        (AccountRef(AccountKind.REFUND_RESERVE, "", currency), -found.from_reserve),
        (AccountRef(AccountKind.FEES, "", currency), -found.fee),
        (member_account(AccountKind.AVAILABLE, payer, currency), sources.cash_of(amount.amount)),
        (member_account(AccountKind.CREDIT, payer, currency), sources.credit),
        (AccountRef(AccountKind.MARKETING, "", currency), sources.marketing),
        (AccountRef(AccountKind.REFUND_RESERVE, "", currency), sources.reserve),
    ):
        sums[account] = sums.get(account, 0) + part
    return [Posting(account, part) for account, part in sums.items() if part]


def hold_clearing(*, reference: str, until: datetime) -> int:
    """Keep what clears under `reference` from becoming available before `until`.

    Returns how many lots wait; locks them.
    """
    return ClearingLot.objects.filter(reference=reference, cleared_at=None).update(held_until=until)


def free_clearing(*, reference: str) -> int:
    """Let what clears under `reference` become available on its own day again."""
    return ClearingLot.objects.filter(reference=reference, cleared_at=None).update(held_until=None)


def lock_balances(*accounts: AccountRef) -> dict[AccountRef, int]:
    """Lock accounts as posting does, sorted by id, and return what is in each."""
    mine = Q()
    for account in accounts:
        mine |= Q(kind=account.kind, owner=account.owner, currency=account.currency)
    rows = Account.objects.select_for_update(no_key=True).filter(mine).order_by("id")
    found = {(row.kind, row.owner, row.currency): row.balance or 0 for row in rows}
    return {
        account: found.get((account.kind, account.owner, account.currency), 0)
        for account in accounts
    }


def _take_from_lots(reference: str, payee: Member, wanted: int) -> int:
    """Take up to `wanted` out of what still clears; returns how much that was."""
    rows = ClearingLot.objects.select_for_update(no_key=True).filter(
        reference=reference, owner=payee.public_id, cleared_at=None
    )
    taken = 0
    # Locked as whoever clears them does, the one that clears first before the others.
    for lot in reversed(list(rows.order_by("clears_at", "id"))):
        part = min(wanted - taken, lot.left)
        if part:
            lot.taken_amount += part
            lot.save(update_fields=["taken_amount"])
            taken += part
    return taken
