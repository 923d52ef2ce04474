"""How every verb acts: the row is locked, the table is asked, one function writes the state.

Locks are taken in one order: the campaign, the slot, members by id, the task, booking, match or
ticket, then the accounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit, record_audits
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from referrals.campaigns.choices import CampaignState, Part, TaskMove, TaskState, Timer
from referrals.campaigns.errors import DraftOnly
from referrals.campaigns.models import (
    Booking,
    Campaign,
    Line,
    Match,
    Mission,
    Slot,
    Task,
    Ticket,
)
from referrals.campaigns.policies import Row, is_manager, refusal_of, step_of

_NAMES: Final[dict[type[Row], str]] = {
    Campaign: "campaign",
    Task: "task",
    Booking: "booking",
    Match: "match",
    Ticket: "campaign_ticket",
}


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which part. The timer is nobody."""

    part: Part
    member: Member | None = None

    @property
    def audit_id(self) -> str:
        """What the audit record calls the actor."""
        return self.member.public_id if self.member is not None else SYSTEM


TIMER = Actor(Part.TIMER)


def as_manager(member: Member) -> Actor:
    """Return the member as the manager who acts. Raises NotFound for everybody else."""
    if not is_manager(member):
        raise NotFound
    return Actor(Part.MANAGER, member)


def lock_campaign(pk: int) -> Campaign:
    """Lock the campaign and read it again."""
    return Campaign.objects.select_for_update(no_key=True).get(pk=pk)


def lock_draft(pk: int) -> Campaign:
    """Lock a campaign that may still be changed. Raises DraftOnly."""
    campaign = lock_campaign(pk)
    if campaign.state != CampaignState.DRAFT:
        raise DraftOnly
    return campaign


def lock_slot(pk: int) -> Slot:
    """Lock the shift and read it again."""
    rows = Slot.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("mission__campaign").get(pk=pk)


def lock_members(pks: Sequence[int]) -> None:
    """Lock members' rows by id, so that nobody gets two places at once."""
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=pks)
    list(rows.order_by("pk").values_list("pk", flat=True))


def lock_task(pk: int) -> Task:
    """Lock the task and read it again, with what belongs to it."""
    rows = Task.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("mission__campaign", "mission__cause", "member", "booking").get(
        pk=pk
    )


def transition(
    row: Row,
    move: str,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move: the only place that writes the state of one row.

    The row must be locked. Sets the next timer, writes the audit record. Raises the refusals of
    `policies`.
    """
    if (refusal := refusal_of(row, move, by.part)) is not None:
        raise refusal
    step = step_of(row, move)
    assert step is not None  # noqa: S101  what has no step was refused
    before, row.state = row.state, step.target.value
    for name, value in (changes or {}).items():
        setattr(row, name, value)
    if isinstance(row, Campaign):
        row.timer_kind, row.timer_at = next_timer(row)
    if isinstance(row, Task):
        row.timer_at = task_timer(row)
    row.save()
    record_audit(
        actor=by.audit_id,
        action=f"{_NAMES[type(row)]}_{move}",
        subject=row.reference,
        before={"state": before},
        after={"state": row.state},
        now=now,
    )


def bulk_transition(tasks: Sequence[Task], *, now: datetime) -> None:
    """Mark many locked tasks as rewarded in a few statements; all of them, or none."""
    refusals = (refusal_of(task, TaskMove.PAY, Part.TIMER) for task in tasks)
    if (refusal := next((found for found in refusals if found), None)) is not None:
        raise refusal
    for task in tasks:
        task.state, task.paid_at, task.timer_at = TaskState.PAID.value, now, None
        task.hold_until, task.hold_reason = None, ""
    written = ("state", "paid_at", "timer_at", "hold_until", "hold_reason", "coupon_code")
    Task.objects.bulk_update(tasks, written)
    record_audits(
        [
            AuditRecord(
                actor=SYSTEM,
                action="task_pay",
                subject=task.reference,
                before={"state": TaskState.ACCEPTED},
                after={"state": task.state},
                at=now,
            )
            for task in tasks
        ]
    )


def next_timer(campaign: Campaign) -> tuple[str, datetime | None]:
    """Return what happens next by itself, and when; ("", None) for nothing."""
    if campaign.state == CampaignState.OPEN:
        return Timer.BEGINS, campaign.begins_at
    if campaign.state == CampaignState.RUNNING:
        return Timer.ENDS, campaign.ends_at
    return "", None


def task_timer(task: Task) -> datetime | None:
    """Return when a task moves by itself: unproven, undecided, or refused without an appeal."""
    if task.state in (TaskState.JOINED, TaskState.RETURNED):
        return task.due_at
    undecided = {
        TaskState.SUBMITTED.value: task.submitted_at,
        TaskState.APPEALED.value: task.appealed_at,
    }
    if (since := undecided.get(task.state)) is not None:
        return since + timedelta(days=rules().campaign_decide_days)
    if task.state == TaskState.REFUSED and task.decided_at is not None:
        return task.decided_at + timedelta(days=rules().campaign_appeal_days)
    return None


def write_line(
    campaign: Campaign,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    params: Mapping[str, Any] | None = None,
) -> Line:
    """Write a line of the campaign's story."""
    return Line.objects.create(
        campaign=campaign, kind=kind, part=by.part, actor=by.member, at=now, params=params or {}
    )


def note_change(
    row: Campaign | Mission, what: str, *, by: Actor, after: Mapping[str, Any], now: datetime
) -> None:
    """Write down what a manager set up."""
    record_audit(
        actor=by.audit_id,
        action=f"campaign_{what}",
        subject=row.reference,
        after=dict(after),
        now=now,
    )


def facts(campaign: Campaign) -> dict[str, Any]:
    """Return the fields that all events of a campaign share."""
    return {"campaign_id": campaign.public_id, "slug": campaign.slug}


def task_facts(task: Task) -> dict[str, Any]:
    """Return the fields that all events of a task share."""
    return {
        "task_id": task.public_id,
        "campaign_id": task.mission.campaign.public_id,
        "mission_id": task.mission.public_id,
        "mission_kind": task.mission.kind,
        "member_id": task.member.public_id,
        "reward_kind": task.reward_kind,
        "amount": task.amount,
        "currency": task.currency,
    }


def iso(moment: datetime | None) -> str:
    """Return a moment as events carry it."""
    return moment.isoformat() if moment else ""
