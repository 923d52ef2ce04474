"""A part of the platform's fee goes on to whoever brought the sale about, and may come back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.models import ClearingLot, Transfer
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services.posting import Posting, post_transfer


@transaction.atomic
def pay_commission(
    *,
    key: str,
    kind: str,
    reference: str,
    payee: Member,
    amount: Money,
    clears_at: datetime,
    now: datetime,
) -> Transfer:
    """Move `amount` from the platform's fees to the payee's clearing, once for each key.

    It becomes available at `clears_at`. Locks the payee's account. Raises IdempotencyConflict.
    """
    if amount.amount <= 0:
        raise ValueError("a commission is more than nothing")
    transfer = post_transfer(
        key=key,
        kind=kind,
        reference=reference,
        postings=[
            Posting(AccountRef(AccountKind.FEES, "", amount.currency), -amount.amount),
            Posting(member_account(AccountKind.CLEARING, payee, amount.currency), amount.amount),
        ],
        now=now,
    )
    ClearingLot.objects.get_or_create(
        earned_by_id=transfer.pk,
        defaults={
            "owner": payee.public_id,
            "reference": reference,
            "amount": amount.amount,
            "currency": amount.currency,
            "clears_at": clears_at,
        },
    )
    return transfer


@transaction.atomic
def take_back_commission(
    *, key: str, kind: str, earned_by: int, payee: Member, amount: int, now: datetime
) -> int:
    """Take up to `amount` of a commission back while it is still clearing; returns what was taken.

    `earned_by` is the transfer that paid it. What has become available is the payee's: the caller
    meets the rest from later commissions. The same key again takes nothing more and returns the
    first sum. Locks the lot, then the payee's account.
    """
    if amount <= 0:
        raise ValueError("what is taken back is more than nothing")
    done = Transfer.objects.filter(key=key).first()
    if done is not None:
        return int(done.memo["taken"])
    lot = ClearingLot.objects.select_for_update(no_key=True).filter(earned_by_id=earned_by).first()
    if lot is None or lot.cleared_at is not None:
        return 0
    taken = min(amount, lot.amount)
    post_transfer(
        key=key,
        kind=kind,
        reference=lot.reference,
        postings=[
            Posting(member_account(AccountKind.CLEARING, payee, lot.currency), -taken),
            Posting(AccountRef(AccountKind.FEES, "", lot.currency), taken),
        ],
        memo={"taken": taken},
        now=now,
    )
    if taken == lot.amount:
        lot.cleared_at = now
    else:
        lot.amount -= taken
    lot.save(update_fields=["amount", "cleared_at"])
    return taken
