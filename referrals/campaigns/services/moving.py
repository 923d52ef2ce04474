"""The moves of a campaign, by hand and by the clock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from referrals.campaigns.choices import (
    CLOSED_TASKS,
    BookingMove,
    CampaignMove,
    CampaignState,
    TaskMove,
    TaskState,
    Timer,
)
from referrals.campaigns.errors import NotReady, ReasonMissing
from referrals.campaigns.events import (
    CampaignBegan,
    CampaignCancelled,
    CampaignClosed,
    CampaignOpened,
    CampaignSettled,
    TaskEnded,
)
from referrals.campaigns.models import Booking, Campaign, Slot, Task
from referrals.campaigns.queries.doors import get_public_campaign, get_public_campaign_by_id
from referrals.campaigns.queries.readiness import readiness_of
from referrals.campaigns.services.acting import (
    TIMER,
    as_manager,
    facts,
    iso,
    lock_campaign,
    lock_task,
    task_facts,
    transition,
    write_line,
)
from referrals.campaigns.services.funding import release, return_free
from referrals.campaigns.services.seating import deal_due_slots


@transaction.atomic
def open_campaign(*, campaign: Campaign, actor: Member, now: datetime) -> Campaign:
    """Let everybody see a campaign and sign up, when nothing on its list is missing.

    Opened twice, the second is refused. Raises NotFound for others, StateRefuses, NotReady.
    """
    by = as_manager(actor)
    row = lock_campaign(campaign.pk)
    if row.state == CampaignState.DRAFT:
        missing = [check.text for check in readiness_of(row, now=now) if not check.is_met]
        if missing:
            raise NotReady(reasons="; ".join(missing))
    transition(row, CampaignMove.OPEN, by=by, now=now, changes={"opened_at": now})
    write_line(row, CampaignMove.OPEN, by=by, now=now)
    begins, ends = iso(row.begins_at), iso(row.ends_at)
    publish(CampaignOpened(**facts(row), begins_at=begins, ends_at=ends), now=now)
    return row


@transaction.atomic
def cancel_campaign(*, campaign: Campaign, actor: Member, reason: str, now: datetime) -> Campaign:
    """End a campaign early, with a reason that everybody who took part reads.

    Work that wasn't handed in ends; what was handed in is still looked at and rewarded. What the
    fund promised to nobody goes back. A draft needs no reason. Locks the campaign, its tasks and
    bookings, then the fund. Raises NotFound for others, StateRefuses, ReasonMissing.
    """
    by = as_manager(actor)
    row = lock_campaign(campaign.pk)
    was_public = row.opened_at is not None
    if was_public and not reason.strip():
        raise ReasonMissing(field="reason")
    changes = {"cancelled_at": now, "cancel_reason": reason.strip()}
    transition(row, CampaignMove.CANCEL, by=by, now=now, changes=changes)
    write_line(row, CampaignMove.CANCEL, by=by, now=now, params={"reason": reason.strip()})
    _end_open_work(row, now)
    return_free(row, by=by, now=now)
    publish(CampaignCancelled(**facts(row), reason=reason.strip(), was_public=was_public), now=now)
    return row


def _end_open_work(campaign: Campaign, now: datetime) -> None:
    unfinished = (TaskState.JOINED, TaskState.RETURNED)
    keys = Task.objects.filter(mission__campaign=campaign, state__in=unfinished)
    for pk in list(keys.order_by("pk").values_list("pk", flat=True)):
        task = lock_task(pk)
        transition(task, TaskMove.WITHDRAW, by=TIMER, now=now)
        release(campaign, task.amount)
        publish(TaskEnded(**task_facts(task), state=task.state), now=now)
    for booking in Booking.objects.live().filter(
        slot__mission__campaign=campaign, slot__begins_at__gt=now
    ):
        transition(booking, BookingMove.CANCEL, by=TIMER, now=now, changes={"cancelled_at": now})


def move_due_campaigns(*, now: datetime, limit: int) -> int:
    """Carry out the timers that have run out, each in its own transaction; returns how many."""
    due = list(Campaign.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_move_due(pk, now) for pk in due)


def _move_due(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        rows = Campaign.objects.select_for_update(no_key=True, skip_locked=True)
        row = rows.filter(pk=pk, timer_at__lte=now).first()
        if row is None:
            return False
        _carry_out(row, now)
    return True


def _carry_out(row: Campaign, now: datetime) -> None:
    """Do all that is due on a locked campaign, each at its own moment."""
    while row.timer_at is not None and row.timer_at <= now:
        at = row.timer_at
        if row.timer_kind == Timer.BEGINS:
            transition(row, CampaignMove.BEGIN, by=TIMER, now=at, changes={"began_at": at})
            write_line(row, CampaignMove.BEGIN, by=TIMER, now=at)
            publish(CampaignBegan(**facts(row)), now=at)
        else:
            transition(row, CampaignMove.CLOSE, by=TIMER, now=at, changes={"closed_at": at})
            write_line(row, CampaignMove.CLOSE, by=TIMER, now=at)
            publish(CampaignClosed(**facts(row)), now=at)


def settle_timers(*, campaign: Campaign, now: datetime) -> Campaign:
    """Return the campaign as it is at `now`: a reader doesn't wait for the sweep."""
    if campaign.timer_at is not None and campaign.timer_at <= now:
        with transaction.atomic():
            _carry_out(lock_campaign(campaign.pk), now)
    if Slot.objects.to_deal(now).filter(mission__campaign=campaign).exists():
        deal_due_slots(now=now, limit=50, campaign=campaign)
    return campaign


def open_campaign_page(
    *, viewer: Member | None, now: datetime, slug: str = "", public_id: str = ""
) -> Campaign:
    """Return a campaign by its address or its id, with what is due on it done. Raises NotFound."""

    def read() -> Campaign:
        if slug:
            return get_public_campaign(slug, viewer=viewer)
        return get_public_campaign_by_id(public_id, viewer=viewer)

    settle_timers(campaign=read(), now=now)
    return read()


def settle_finished_campaigns(*, now: datetime, limit: int) -> int:
    """Close the books of campaigns that are over and whose work is all at its end.

    What is left in the fund goes back to marketing; returns how many.
    """
    open_work = Task.objects.exclude(state__in=CLOSED_TASKS).values("mission__campaign")
    over = Campaign.objects.filter(state=CampaignState.CLOSED).exclude(pk__in=open_work)
    return sum(
        _settle(pk, now) for pk in list(over.order_by("pk").values_list("pk", flat=True)[:limit])
    )


def _settle(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        rows = Campaign.objects.select_for_update(no_key=True, skip_locked=True)
        row = rows.filter(pk=pk, state=CampaignState.CLOSED).first()
        unfinished = Task.objects.filter(mission__campaign_id=pk).exclude(state__in=CLOSED_TASKS)
        if row is None or unfinished.exists():
            return False
        transition(row, CampaignMove.SETTLE, by=TIMER, now=now, changes={"settled_at": now})
        write_line(row, CampaignMove.SETTLE, by=TIMER, now=now)
        return_free(row, by=TIMER, now=now)
        publish(CampaignSettled(**facts(row), paid=row.paid_amount, currency=row.currency), now=now)
    return True
