"""The prize fund: paid in out of marketing before anything is announced, and back what is left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.calls.errors import NothingToFund
from contests.calls.events import PrizeFundPaidIn, PrizeFundReturned
from contests.calls.models import Contest
from contests.calls.queries.funds import fund_account, fund_held, fund_needed
from contests.calls.services.acting import Actor, as_admin, lock_draft
from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.ledger.services import move_fund

PAID_IN, RETURNED = "prize_fund_paid_in", "prize_fund_returned"


@transaction.atomic
def pay_in_fund(*, contest: Contest, actor: Member, now: datetime) -> Contest:
    """Move what the prizes cost, less what lies there, from marketing into the fund.

    Pressed twice, the second finds nothing to pay. Locks the contest, then the fund. Raises
    NotFound for others, DraftOnly, NothingToFund.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    missing = fund_needed(row).amount - row.funded_amount
    if not fund_needed(row).amount:
        raise NothingToFund
    if missing > 0:
        _move(row, missing, by=by, now=now)
    return row


@transaction.atomic
def take_back_fund(*, contest: Contest, actor: Member, now: datetime) -> Contest:
    """Move the whole fund of a draft back to marketing. Raises NotFound for others, DraftOnly."""
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    return_fund(row, by=by, now=now)
    return row


def return_fund(contest: Contest, *, by: Actor, now: datetime) -> int:
    """Move what is left in a locked contest's fund back to marketing; returns how much that was."""
    left = fund_held(contest).amount
    if left:
        _move(contest, -left, by=by, now=now)
    elif contest.funded_amount:
        contest.funded_amount = 0
        contest.save(update_fields=["funded_amount"])
    return left


def _move(contest: Contest, amount: int, *, by: Actor, now: datetime) -> None:
    """Move a sum into the fund, or a negative one out of it. Each has a number of its own."""
    contest.fund_count += 1
    kind = PAID_IN if amount > 0 else RETURNED
    move_fund(
        fund=fund_account(contest),
        amount=amount,
        number=contest.fund_count,
        kind=kind,
        actor=by.audit_id,
        action=f"contest_{kind}",
        now=now,
    )
    contest.funded_amount = fund_held(contest).amount
    contest.save(update_fields=["fund_count", "funded_amount"])
    event = PrizeFundPaidIn if amount > 0 else PrizeFundReturned
    publish(
        event(
            contest_id=contest.public_id,
            slug=contest.slug,
            kind=contest.kind,
            amount=abs(amount),
            currency=contest.currency,
        ),
        now=now,
    )
