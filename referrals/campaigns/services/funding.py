"""The fund: paid in out of marketing before a campaign opens, promised, paid out, and back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef
from marketplace.ledger.services import Posting, move_fund, post_transfer
from referrals.campaigns.choices import Part
from referrals.campaigns.errors import (
    FundUsedUp,
    LessGathered,
    NothingGathered,
    NothingToFund,
)
from referrals.campaigns.events import CampaignFundMoved
from referrals.campaigns.models import Campaign, Cause
from referrals.campaigns.queries.funds import (
    cause_account,
    cause_gathered,
    fund_account,
    fund_needed,
)
from referrals.campaigns.services.acting import TIMER, Actor, facts, lock_draft

PAID_IN, RETURNED = "campaign_fund_paid_in", "campaign_fund_returned"
CAUSE_PAID = "cause_paid_out"
FUNDERS = (Role.ADMIN, Role.FINANCE)


def as_funder(member: Member) -> Actor:
    """Return who moves a campaign's money: administrators and finance. Raises NotFound."""
    if not has_role(member, *FUNDERS):
        raise NotFound
    return Actor(Part.MANAGER, member)


@transaction.atomic
def pay_in_fund(*, campaign: Campaign, actor: Member, now: datetime) -> Campaign:
    """Move what the rewards cost, less what lies there, from marketing into the fund.

    Pressed twice, the second finds nothing to pay. Locks the campaign, then the fund. Raises
    NotFound for others, DraftOnly, NothingToFund.
    """
    by = as_funder(actor)
    row = lock_draft(campaign.pk)
    needed = fund_needed(row).amount
    if not needed:
        raise NothingToFund
    if needed > row.funded_amount:
        _move(row, needed - row.funded_amount, by=by, now=now)
    return row


@transaction.atomic
def take_back_fund(*, campaign: Campaign, actor: Member, now: datetime) -> Campaign:
    """Move the whole fund of a draft back to marketing. Raises NotFound for others, DraftOnly."""
    by = as_funder(actor)
    row = lock_draft(campaign.pk)
    return_free(row, by=by, now=now)
    return row


def return_free(campaign: Campaign, *, by: Actor, now: datetime) -> int:
    """Move what a locked campaign promised to nobody back to marketing; returns how much."""
    left = campaign.free.amount
    if left:
        _move(campaign, -left, by=by, now=now)
    return left


def _move(campaign: Campaign, amount: int, *, by: Actor, now: datetime) -> None:
    """Move a sum into the fund, or a negative one out of it. Each has a number of its own."""
    campaign.fund_count += 1
    campaign.funded_amount += amount
    move_fund(
        fund=fund_account(campaign),
        amount=amount,
        number=campaign.fund_count,
        kind=PAID_IN if amount > 0 else RETURNED,
        actor=by.audit_id,
        now=now,
    )
    campaign.save(update_fields=["fund_count", "funded_amount"])
    publish(
        CampaignFundMoved(**facts(campaign), amount=amount, currency=campaign.currency), now=now
    )


def reserve(campaign: Campaign, amount: int) -> None:
    """Set a promised sum aside in a locked campaign. Raises FundUsedUp."""
    if amount > campaign.free.amount:
        raise FundUsedUp
    campaign.reserved_amount += amount
    campaign.save(update_fields=["reserved_amount"])


def release(campaign: Campaign, amount: int) -> None:
    """Take a promise back in a locked campaign: the sum is free again."""
    campaign.reserved_amount -= amount
    campaign.save(update_fields=["reserved_amount"])


def release_task(campaign: Campaign, amount: int, *, now: datetime) -> None:
    """Free what was set aside for a task that ended; of a cancelled campaign it goes back at once.

    The campaign's row was locked before the task's.
    """
    release(campaign, amount)
    if campaign.cancelled_at is not None:
        return_free(campaign, by=TIMER, now=now)


@transaction.atomic
def hand_over_to_cause(
    *, cause: Cause, amount: Money, actor: Member, note: str, now: datetime
) -> Money:
    """Write down that finance sent a sum to a cause by bank; returns what is left there.

    The sum is the one that was sent: what gathers meanwhile stays for the next time. `note` is the
    bank's reference. Locks the cause, then its account. Raises NotFound for others,
    NothingGathered, LessGathered.
    """
    if not has_role(actor, Role.FINANCE):
        raise NotFound
    row = Cause.objects.select_for_update(no_key=True).get(pk=cause.pk)
    gathered = cause_gathered(row, amount.currency)
    if not gathered.amount:
        raise NothingGathered
    if not 0 < amount.amount <= gathered.amount:
        raise LessGathered
    row.payout_count += 1
    row.save(update_fields=["payout_count"])
    post_transfer(
        key=f"{row.reference}:out:{row.payout_count}",
        kind=CAUSE_PAID,
        reference=row.reference,
        postings=[
            Posting(cause_account(row, amount.currency), -amount.amount),
            Posting(AccountRef(AccountKind.CASH, "", amount.currency), amount.amount),
        ],
        memo={"note": note.strip()},
        now=now,
    )
    record_audit(
        actor=actor.public_id,
        action=CAUSE_PAID,
        subject=row.reference,
        after={"amount": amount.amount, "currency": amount.currency},
        reason=note.strip(),
        now=now,
    )
    return gathered - amount
