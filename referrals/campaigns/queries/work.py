"""Members' work: their own, the desk's, and what everybody may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from referrals.campaigns.choices import (
    CLOSED_TASKS,
    GONE_TASKS,
    LIVE_BOOKINGS,
    SHOWN_TASKS,
    RewardKind,
    TaskState,
)
from referrals.campaigns.models import Booking, Campaign, Invitation, Mission, Task, Ticket
from referrals.campaigns.queries.doors import is_manager
from referrals.campaigns.queries.texts import mission_text


def whole_tasks() -> QuerySet[Task]:
    """Return tasks with their mission, its words, and who does them."""
    rows = Task.objects.select_related(
        "mission__campaign", "mission__cause", "member", "booking__slot", "decided_by"
    )
    return rows.prefetch_related(Prefetch("mission__texts"), Prefetch("mission__campaign__texts"))


def get_task_for(member: Member, public_id: str) -> Task:
    """Return one of the member's own tasks. Raises NotFound."""
    return _one(whole_tasks().filter(public_id=public_id, member=member))


def get_task_at_desk(public_id: str, *, actor: Member) -> Task:
    """Return a task for a manager. Raises NotFound for everybody else."""
    if not is_manager(actor):
        raise NotFound
    return _one(whole_tasks().filter(public_id=public_id))


def get_task(public_id: str) -> Task:
    """Return a task, for code that has checked who asks. Raises NotFound."""
    return _one(whole_tasks().filter(public_id=public_id))


def titles_of_tasks(ids: Collection[int]) -> dict[int, str]:
    """Return what the missions of these tasks are called for the reader."""
    return {row.pk: mission_text(row.mission).title for row in whole_tasks().filter(pk__in=ids)}


def get_shown_task(public_id: str) -> Task:
    """Return finished work that its doer shows to everybody. Raises NotFound."""
    public = Campaign.objects.public()
    rows = whole_tasks().shown().filter(member__is_active=True)  # type: ignore[attr-defined]
    return _one(rows.filter(public_id=public_id, mission__campaign__in=public))


def _one(rows: QuerySet[Task]) -> Task:
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def tasks_of(member: Member) -> QuerySet[Task]:
    """Return the member's work, the newest first."""
    return whole_tasks().filter(member=member).order_by("-id")


def task_in(mission: Mission, member: Member) -> Task | None:
    """Return the member's work on a mission that isn't done in shifts; None without."""
    rows = whole_tasks().filter(mission=mission, member=member, booking=None)
    return rows.exclude(state__in=GONE_TASKS).order_by("-id").first()


def tasks_under_way(member: Member) -> QuerySet[Task]:
    """Return the member's work that isn't at its end."""
    return tasks_of(member).exclude(state__in=CLOSED_TASKS)


def taken_places(mission: Mission) -> int:
    """Return how many places of a mission are taken."""
    return Task.objects.filter(mission=mission).exclude(state__in=GONE_TASKS).count()


def places_taken(missions: list[Mission]) -> dict[int, int]:
    """Return the places taken by mission. One query."""
    rows = Task.objects.filter(mission__in=missions).exclude(state__in=GONE_TASKS)
    return dict(rows.values_list("mission_id").annotate(Count("id")).order_by())


def work_at_desk(campaign: Campaign, tab: str) -> QuerySet[Task]:
    """Return what stands in a tab of the desk: proofs, appeals, held, or all."""
    rows = whole_tasks().filter(mission__campaign=campaign)
    if tab == "proofs":
        return rows.filter(state=TaskState.SUBMITTED).order_by("submitted_at", "id")
    if tab == "appeals":
        return rows.filter(state=TaskState.APPEALED).order_by("appealed_at", "id")
    if tab == "held":
        return rows.filter(state=TaskState.ACCEPTED, hold_until__isnull=False).order_by("id")
    return rows.order_by("-id")


def work_counts(campaign: Campaign) -> dict[str, int]:
    """Return how much stands in each tab of the desk. One query."""
    counted: dict[str, int] = Task.objects.filter(mission__campaign=campaign).aggregate(
        proofs=Count("id", filter=Q(state=TaskState.SUBMITTED)),
        appeals=Count("id", filter=Q(state=TaskState.APPEALED)),
        held=Count("id", filter=Q(state=TaskState.ACCEPTED, hold_until__isnull=False)),
        all=Count("id"),
    )
    return counted


def work_waiting(campaigns: Sequence[Campaign]) -> dict[int, int]:
    """Return by campaign how many proofs and appeals wait for a decision. One query."""
    waits = (TaskState.SUBMITTED, TaskState.APPEALED)
    rows = Task.objects.filter(mission__campaign__in=campaigns, state__in=waits)
    return dict(rows.values_list("mission__campaign").annotate(Count("id")).order_by())


def showcase_of(campaign: Campaign) -> QuerySet[Task]:
    """Return finished work of a campaign that its doers let everybody see, the newest first."""
    rows = whole_tasks().shown().filter(mission__campaign=campaign)  # type: ignore[attr-defined]
    shown: QuerySet[Task] = rows.filter(member__is_active=True).order_by("-decided_at", "-id")
    return shown


def badges_of(member: Member) -> list[Task]:
    """Return the badges that a member has from campaigns, the newest first."""
    rows = whole_tasks().filter(member=member, reward_kind=RewardKind.BADGE, state=TaskState.PAID)
    return list(rows.order_by("-id"))


@dataclass(frozen=True)
class CampaignFigures:
    """A campaign in numbers; `paid` is what its fund has given out, in minor units."""

    invited: int
    people: int
    joined: int
    accepted: int
    paid: int
    tickets: int


def campaign_figures(campaign: Campaign) -> CampaignFigures:
    """Return a campaign's numbers. Three queries."""
    counted = Task.objects.filter(mission__campaign=campaign).aggregate(
        people=Count("member", distinct=True, filter=~Q(state__in=GONE_TASKS)),
        joined=Count("id", filter=~Q(state__in=GONE_TASKS)),
        accepted=Count("id", filter=Q(state__in=SHOWN_TASKS)),
        paid=Coalesce(Sum("amount", filter=Q(state=TaskState.PAID)), 0),
    )
    return CampaignFigures(
        invited=Invitation.objects.filter(campaign=campaign).count(),
        tickets=Ticket.objects.filter(campaign=campaign).count(),
        **counted,
    )


def people_of(campaign: Campaign, *, with_former: bool = False) -> list[Member]:
    """Return who takes part in a campaign, each once.

    `with_former`: also whose work has ended, and who stood in line for a shift to the end.
    """
    rows = Task.objects.filter(mission__campaign=campaign)
    if not with_former:
        rows = rows.exclude(state__in=GONE_TASKS)
        return list(Member.objects.filter(pk__in=rows.values("member")).order_by("pk"))
    stood = Q(state__in=LIVE_BOOKINGS) | Q(cancelled_at=campaign.cancelled_at)
    line = Booking.objects.filter(stood, slot__mission__campaign=campaign)
    people = Q(pk__in=rows.values("member")) | Q(pk__in=line.values("member"))
    return list(Member.objects.filter(people).order_by("pk"))
