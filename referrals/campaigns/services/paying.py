"""Rewards: out of the fund in batches, each exactly once, held back where something is to be asked.

A batch is one transaction of one campaign: the campaign and its tasks are locked, the transfers
posted under keys of their own, states and counters written. Whoever is killed leaves whole batches
behind; two at once take different campaigns.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import translation

from marketplace.core.conf import rules
from marketplace.core.events import publish, publish_many
from marketplace.core.ids import new_public_id
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services import Draft, Posting, grant_credit, post_transfers
from marketplace.orders.choices import CouponKind
from marketplace.orders.services import CouponTerms, issue_coupon
from referrals.campaigns.choices import RewardKind
from referrals.campaigns.events import MissionRewardHeld, MissionRewardPaid
from referrals.campaigns.models import Campaign, Task
from referrals.campaigns.queries.funds import cause_account, fund_account
from referrals.campaigns.queries.holds import hold_on
from referrals.campaigns.services.acting import bulk_transition, task_facts

REWARD, DONATION = "campaign_reward", "campaign_donation"
_BATCH: Final = 250


def pay_due_tasks(*, now: datetime, limit: int) -> int:
    """Reward up to `limit` accepted tasks; returns how many were rewarded."""
    done = 0
    rows = Task.objects.payable(now).order_by().values_list("mission__campaign", flat=True)
    for campaign_id in sorted(set(rows[: limit * 4])):
        while done < limit:
            taken, paid = _pay_batch(campaign_id, now=now, size=min(_BATCH, limit - done))
            done += paid
            if not taken:
                break
    return done


@transaction.atomic
def _pay_batch(campaign_id: int, *, now: datetime, size: int) -> tuple[int, int]:
    """Look at one batch; returns how many were looked at, and how many of them rewarded."""
    campaigns = Campaign.objects.select_for_update(no_key=True, skip_locked=True)
    campaign = campaigns.filter(pk=campaign_id).first()
    if campaign is None:
        return 0, 0
    rows = Task.objects.payable(now).filter(mission__campaign=campaign).order_by("id")
    locked = rows.select_for_update(no_key=True, skip_locked=True, of=("self",))
    found = locked.select_related(
        "mission__cause", "mission__campaign__created_by", "member", "booking"
    )
    tasks = list(found[:size])
    clear = [task for task in tasks if not _hold_back(task, now)]
    if clear:
        _give(campaign, clear, now)
        bulk_transition(clear, now=now)
        facts = [
            MissionRewardPaid(**task_facts(task), coupon_code=task.coupon_code) for task in clear
        ]
        publish_many(facts, now=now)
    return len(tasks), len(clear)


def _hold_back(task: Task, now: datetime) -> bool:
    """Tell whether something keeps the reward back; its doer hears of it the first time."""
    with translation.override(task.member.language):
        reason = hold_on(task, now=now)
    if not reason:
        return False
    is_new = task.hold_until is None
    task.hold_reason = reason[:300]
    task.hold_until = now + timedelta(hours=rules().campaign_hold_hours)
    task.save(update_fields=["hold_reason", "hold_until"])
    if is_new:
        publish(MissionRewardHeld(**task_facts(task), reason=task.hold_reason), now=now)
    return True


def _give(campaign: Campaign, tasks: list[Task], now: datetime) -> None:
    fund = fund_account(campaign)
    drafts = [
        _draft(task, fund)
        for task in tasks
        if task.reward_kind in (RewardKind.MONEY, RewardKind.DONATION)
    ]
    post_transfers(drafts=drafts, now=now)
    for task in tasks:
        if task.reward_kind == RewardKind.CREDIT:
            _give_credit(task, fund, now)
        elif task.reward_kind == RewardKind.COUPON:
            task.coupon_code = _give_coupon(task, now)
    total = sum(task.amount for task in tasks)
    campaign.reserved_amount -= total
    campaign.paid_amount += total
    campaign.save(update_fields=["reserved_amount", "paid_amount"])


def _draft(task: Task, fund: AccountRef) -> Draft:
    cause = task.mission.cause
    is_gift = task.reward_kind == RewardKind.DONATION and cause is not None
    target = (
        cause_account(cause, task.currency)  # type: ignore[arg-type]  # it is a gift
        if is_gift
        else member_account(AccountKind.AVAILABLE, task.member, task.currency)
    )
    return Draft(
        key=f"{task.reference}:paid",
        kind=DONATION if is_gift else REWARD,
        reference=task.mission.campaign.reference,
        postings=[Posting(fund, -task.amount), Posting(target, task.amount)],
        memo={"mission": task.mission.public_id, "member": task.member.public_id},
    )


def _give_credit(task: Task, fund: AccountRef, now: datetime) -> None:
    grant_credit(
        key=f"{task.reference}:paid",
        member=task.member,
        amount=task.value,
        note=task.mission.public_id,
        expires_at=now + timedelta(days=rules().credit_days),
        now=now,
        source=fund,
        reference=task.mission.campaign.reference,
    )


def _give_coupon(task: Task, now: datetime) -> str:
    """Make a code for one use; nobody can guess it, and the state is written with it."""
    mission = task.mission
    terms = CouponTerms(
        code=new_public_id(),
        kind=CouponKind.PERCENT if mission.coupon_bp else CouponKind.FIXED,
        currency=task.currency,
        valid_from=now,
        valid_until=now + timedelta(days=mission.coupon_days),
        percent_bp=mission.coupon_bp,
        amount=0 if mission.coupon_bp else mission.amount,
        uses_in_all=1,
        note=mission.campaign.reference,
    )
    return issue_coupon(terms=terms, issued_by=mission.campaign.created_by, now=now).code
