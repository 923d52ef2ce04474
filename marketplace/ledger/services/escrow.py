"""Money that waits between two members, under a reference that only the caller understands.

What is paid into an escrow may come from three sources: the payer's own money, the payer's credit,
and the platform's marketing (a coupon). What goes back is told apart in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.models import ClearingLot, Transfer
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.credit import add_lot, use_lots
from marketplace.ledger.services.posting import Posting, post_transfer


@dataclass(frozen=True, slots=True)
class Sources:
    """How much of a sum is credit and marketing, in minor units; the rest is the payer's money.

    `reserve` matters on the way back only: the part of the money that the platform's reserve has
    laid out for the payer, and that therefore returns to the reserve.
    """

    credit: int = 0
    marketing: int = 0
    reserve: int = 0

    def cash_of(self, amount: int) -> int:
        """Return what is left for the payer's own money. Raises ValueError where that is less."""
        cash = amount - self.credit - self.marketing - self.reserve
        if min(cash, self.credit, self.marketing, self.reserve) < 0:
            raise ValueError("the sources are parts of the amount")
        return cash


ALL_CASH = Sources()


@transaction.atomic
def hold_in_escrow(
    *,
    key: str,
    payer: Member,
    reference: str,
    amount: Money,
    now: datetime,
    sources: Sources = ALL_CASH,
) -> Transfer:
    """Move `amount` from the payer's available money into the escrow of `reference`.

    A part may come from the payer's credit and from marketing. Locks the credit lots, then the
    accounts. Raises InsufficientFunds, IdempotencyConflict.
    """
    _spend_credit(key, payer, amount, sources, now=now)
    return post_transfer(
        key=key,
        kind=TransferKind.ESCROW_HOLD,
        reference=reference,
        postings=[
            *_between(payer, amount, sources, sign=-1),
            Posting(AccountRef(AccountKind.ESCROW, reference, amount.currency), amount.amount),
        ],
        now=now,
    )


@transaction.atomic
def release_escrow(
    *,
    key: str,
    reference: str,
    payee: Member,
    amount: Money,
    fee: int,
    clears_at: datetime,
    now: datetime,
) -> Transfer:
    """Move `amount` out of the escrow: `fee` to the platform, the rest to the payee's clearing.

    The payee's part becomes available at `clears_at`. `fee` is in minor units of the amount.
    Locks the escrow and the payee's account. Raises InsufficientFunds, IdempotencyConflict.
    """
    if not 0 <= fee <= amount.amount:
        raise ValueError("a fee is a part of the amount")
    earned = amount.amount - fee
    postings = [
        Posting(AccountRef(AccountKind.ESCROW, reference, amount.currency), -amount.amount),
        Posting(member_account(AccountKind.CLEARING, payee, amount.currency), earned),
        Posting(AccountRef(AccountKind.FEES, "", amount.currency), fee),
    ]

    transfer = post_transfer(
        key=key,
        kind=TransferKind.ESCROW_RELEASE,
        reference=reference,
        postings=[posting for posting in postings if posting.amount],
        memo={"fee": fee, "gross": amount.amount},
        now=now,
    )
    _add_clearing(transfer, payee, Money(earned, amount.currency), clears_at=clears_at)

    return transfer


@transaction.atomic
def refund_escrow(
    *,
    key: str,
    reference: str,
    payer: Member,
    amount: Money,
    now: datetime,
    sources: Sources = ALL_CASH,
) -> Transfer:
    """Move `amount` from the escrow of `reference` back to where it came from.

    Without `sources` all of it becomes the payer's available money. Credit that comes back can be
    spent for `credit_back_days` more. Locks the accounts.
    Raises InsufficientFunds, IdempotencyConflict.
    """
    transfer = post_transfer(
        key=key,
        kind=TransferKind.ESCROW_REFUND,
        reference=reference,
        postings=[
            Posting(AccountRef(AccountKind.ESCROW, reference, amount.currency), -amount.amount),
            *_between(payer, amount, sources, sign=1),
        ],
        now=now,
    )
    give_credit_back(transfer, payer, Money(sources.credit, amount.currency), now=now)
    return transfer


@transaction.atomic
def pay_tip(
    *,
    key: str,
    payer: Member,
    payee: Member,
    reference: str,
    amount: Money,
    fee: int,
    clears_at: datetime,
    now: datetime,
    sources: Sources = ALL_CASH,
) -> Transfer:
    """Move a tip from the payer's available money to the payee's clearing, less `fee`.

    A part may come from the payer's credit. Locks the credit lots, then the accounts. Raises
    InsufficientFunds, IdempotencyConflict.
    """
    earned = amount.amount - fee
    _spend_credit(key, payer, amount, sources, now=now)
    postings = [
        *_between(payer, amount, sources, sign=-1),
        Posting(member_account(AccountKind.CLEARING, payee, amount.currency), earned),
        Posting(AccountRef(AccountKind.FEES, "", amount.currency), fee),
    ]
    transfer = post_transfer(
        key=key,
        kind=TransferKind.TIP,
        reference=reference,
        postings=[posting for posting in postings if posting.amount],
        now=now,
    )
    _add_clearing(transfer, payee, Money(earned, amount.currency), clears_at=clears_at)
    return transfer


def give_credit_back(transfer: Transfer, payer: Member, amount: Money, *, now: datetime) -> None:
    """Write down a new lot for credit that came back by this transfer."""
    if amount.amount:
        days = timedelta(days=rules().credit_back_days)
        add_lot(transfer, payer, amount, note="", expires_at=now + days, now=now)


def _spend_credit(
    key: str, payer: Member, amount: Money, sources: Sources, *, now: datetime
) -> None:
    """Take the credit's part out of its lots, unless the transfer was made before."""
    sources.cash_of(amount.amount)
    if sources.credit and not Transfer.objects.filter(key=key).exists():
        use_lots(payer, Money(sources.credit, amount.currency), now=now)


def _between(payer: Member, amount: Money, sources: Sources, *, sign: int) -> list[Posting]:
    """Return the payer's side of an escrow's movement: into the sources, or out of them."""
    currency = amount.currency
    parts = [
        (member_account(AccountKind.AVAILABLE, payer, currency), sources.cash_of(amount.amount)),
        (member_account(AccountKind.CREDIT, payer, currency), sources.credit),
        (AccountRef(AccountKind.MARKETING, "", currency), sources.marketing),
        (AccountRef(AccountKind.REFUND_RESERVE, "", currency), sources.reserve),
    ]
    return [Posting(account, sign * part) for account, part in parts if part]


def _add_clearing(transfer: Transfer, payee: Member, earned: Money, *, clears_at: datetime) -> None:
    if earned.amount:
        ClearingLot.objects.get_or_create(
            earned_by_id=transfer.pk,
            defaults={
                "owner": payee.public_id,
                "reference": transfer.reference,
                "amount": earned.amount,
                "currency": earned.currency,
                "clears_at": clears_at,
            },
        )
