"""Taking part in a mission, and leaving it again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from referrals.campaigns.choices import FUNDED_KINDS, Part, TaskMove
from referrals.campaigns.errors import (
    BooksSlots,
    JoinedAlready,
    MissionFull,
    NotTakingPart,
)
from referrals.campaigns.events import MissionJoined, TaskEnded
from referrals.campaigns.models import Booking, Campaign, Mission, Task
from referrals.campaigns.policies import is_joinable
from referrals.campaigns.queries.work import taken_places, task_in
from referrals.campaigns.services.acting import (
    Actor,
    lock_campaign,
    lock_task,
    task_facts,
    task_timer,
    transition,
)
from referrals.campaigns.services.funding import release_task, reserve
from referrals.links.choices import LinkKind
from referrals.links.models import Link
from referrals.links.services import link_for


@transaction.atomic
def join_mission(*, mission: Mission, member: Member, now: datetime) -> Task:
    """Take part in a mission; its reward is set aside and a link of one's own is made.

    Locks the campaign: of two who want the last place, one is refused. Raises NotTakingPart,
    BooksSlots, JoinedAlready, MissionFull, FundUsedUp.
    """
    campaign = lock_campaign(mission.campaign_id)
    if not is_joinable(campaign) or (campaign.ends_at is not None and now >= campaign.ends_at):
        raise NotTakingPart
    if mission.has_slots:
        raise BooksSlots
    if task_in(mission, member) is not None:
        raise JoinedAlready
    if taken_places(mission) >= mission.places:
        raise MissionFull
    return begin_task(campaign, mission, member, now=now)


def begin_task(
    campaign: Campaign,
    mission: Mission,
    member: Member,
    *,
    booking: Booking | None = None,
    now: datetime,
) -> Task:
    """Begin a member's work in a locked campaign, with its reward set aside. Raises FundUsedUp."""
    ends = booking.slot.ends_at if booking is not None else campaign.ends_at
    amount = mission.amount if mission.reward_kind in FUNDED_KINDS else 0
    reserve(campaign, amount)
    task = Task(
        mission=mission,
        member=member,
        booking=booking,
        joined_at=now,
        due_at=(ends or now) + timedelta(days=rules().campaign_proof_days),
        reward_kind=mission.reward_kind,
        amount=amount,
        currency=campaign.currency,
    )
    task.timer_at = task_timer(task)
    task.save()
    mission_link(mission=mission, member=member, now=now)
    publish(MissionJoined(**task_facts(task)), now=now)
    return task


def mission_link(*, mission: Mission, member: Member, now: datetime) -> Link:
    """Return the member's own tracked link of a mission; it leads to the campaign's page."""
    return link_for(
        kind=LinkKind.MISSION,
        ref=mission.public_id,
        owner=member,
        path=mission.campaign.get_absolute_url(),
        now=now,
    )


@transaction.atomic
def withdraw_task(*, task: Task, member: Member, now: datetime) -> Task:
    """Leave a mission before the proof; the place is free again.

    A shift is left by cancelling its booking. Locks the campaign, then the task. Raises NotFound
    for others, BooksSlots, StateRefuses.
    """
    if task.member_id != member.pk:
        raise NotFound
    if task.booking_id is not None:
        raise BooksSlots
    campaign = lock_campaign(task.mission.campaign_id)
    row = lock_task(task.pk)
    end_task(campaign, row, TaskMove.WITHDRAW, by=Actor(Part.MEMBER, member), now=now)
    return row


def end_task(campaign: Campaign, task: Task, move: TaskMove, *, by: Actor, now: datetime) -> None:
    """End a locked task of a locked campaign without a reward."""
    transition(task, move, by=by, now=now)
    release_task(campaign, task.amount, now=now)
    publish(TaskEnded(**task_facts(task), state=task.state), now=now)
