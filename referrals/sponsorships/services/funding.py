"""The fund: paid in out of marketing once both sides have agreed, and back what isn't paid."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.ledger.services import move_fund
from referrals.sponsorships.choices import SponsorshipMove
from referrals.sponsorships.events import SponsorshipFunded
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.queries import fund_account
from referrals.sponsorships.services.acting import (
    Actor,
    as_manager,
    facts,
    lock_sponsorship,
    transition,
)

PAID_IN, RETURNED = "sponsorship_paid_in", "sponsorship_returned"


@transaction.atomic
def fund_sponsorship(*, sponsorship: Sponsorship, actor: Member, now: datetime) -> Sponsorship:
    """Move the agreed sum from marketing into the fund, whole; twice is refused the second time.

    Locks the sponsorship, then the fund. It starts at its day, or when the creator says so.
    Announces SponsorshipFunded. Raises NotFound for others, OwnSponsorship,
    SponsorshipStateRefuses.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_manager(actor, row)
    starts = max(now, row.starts_at or now)
    changes = {"funded_amount": row.amount, "fund_count": row.fund_count + 1, "timer_at": starts}
    transition(row, SponsorshipMove.FUND, by=by, now=now, changes=changes)
    _move(row, row.amount, by=by, now=now)
    publish(SponsorshipFunded(**facts(row, by)), now=now)
    return row


def return_fund(sponsorship: Sponsorship, *, by: Actor, now: datetime) -> int:
    """Move what is left in a locked one's fund back to marketing; returns how much that was."""
    left = sponsorship.funded_amount - sponsorship.paid_amount
    if left:
        sponsorship.fund_count += 1
        sponsorship.funded_amount = sponsorship.paid_amount
        sponsorship.save(update_fields=["fund_count", "funded_amount"])
        _move(sponsorship, -left, by=by, now=now)
    return left


def _move(row: Sponsorship, amount: int, *, by: Actor, now: datetime) -> None:
    """Move a sum into the fund, or a negative one out of it. Each has a number of its own."""
    move_fund(
        fund=fund_account(row),
        amount=amount,
        number=row.fund_count,
        kind=PAID_IN if amount > 0 else RETURNED,
        actor=by.audit_id,
        now=now,
    )
