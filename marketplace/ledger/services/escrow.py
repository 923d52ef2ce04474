"""Money that waits between two members, under a reference that only the caller understands."""

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.models import ClearingLot, Transfer
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.posting import Posting, post_transfer


def hold_in_escrow(
    *, key: str, payer: Member, reference: str, amount: Money, now: datetime
) -> Transfer:
    """Move `amount` from the payer's available money into the escrow of `reference`.

    Locks both accounts. Raises InsufficientFunds, IdempotencyConflict.
    """
    return post_transfer(
        key=key,
        kind=TransferKind.ESCROW_HOLD,
        reference=reference,
        postings=[
            Posting(member_account(AccountKind.AVAILABLE, payer, amount.currency), -amount.amount),
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
    if earned:
        ClearingLot.objects.get_or_create(
            earned_by_id=transfer.pk,
            defaults={
                "owner": payee.public_id,
                "reference": reference,
                "amount": earned,
                "currency": amount.currency,
                "clears_at": clears_at,
            },
        )

    return transfer


def refund_escrow(
    *, key: str, reference: str, payer: Member, amount: Money, now: datetime
) -> Transfer:
    """Move `amount` from the escrow of `reference` back to the payer's available money.

    Locks both accounts. Raises InsufficientFunds, IdempotencyConflict.
    """
    return post_transfer(
        key=key,
        kind=TransferKind.ESCROW_REFUND,
        reference=reference,
        postings=[
            Posting(AccountRef(AccountKind.ESCROW, reference, amount.currency), -amount.amount),
            Posting(member_account(AccountKind.AVAILABLE, payer, amount.currency), amount.amount),
        ],
        now=now,
    )
