"""Funds: what is set aside out of marketing for prizes and rewards, and what comes back of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.core.audit import record_audit
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.models import Transfer
from marketplace.ledger.queries import AccountRef
from marketplace.ledger.services.posting import Posting, post_transfer


@transaction.atomic
def move_fund(
    *,
    fund: AccountRef,
    amount: int,
    number: int,
    kind: str,
    actor: str,
    now: datetime,
    action: str = "",
) -> Transfer:
    """Move a sum in minor units out of marketing into a fund, or a negative one back.

    The fund's owner is the reference of what it is for; `number` counts its moves, so that one
    that is asked for again moves nothing more. Writes the audit record, as `action` or else as
    `kind`, in the name of `actor`. Locks the fund's account. Raises InsufficientFunds where the
    fund has less than what goes back.
    """
    transfer = post_transfer(
        key=f"{fund.owner}:fund:{number}",
        kind=kind,
        reference=fund.owner,
        postings=[
            Posting(AccountRef(AccountKind.MARKETING, "", fund.currency), -amount),
            Posting(fund, amount),
        ],
        now=now,
    )
    record_audit(
        actor=actor,
        action=action or kind,
        subject=fund.owner,
        after={"amount": abs(amount), "currency": fund.currency},
        now=now,
    )
    return transfer
