"""Who is called, takes part, waits or asks hears of it, each in their own language."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.services import notify
from referrals.campaigns import events, queries
from referrals.campaigns.choices import RewardKind, TaskState
from referrals.campaigns.models import Booking, Match, Task, Ticket

Params = dict[str, str | int]


def _of_task(task: Task, member: Member | None = None) -> Params:
    return {"mission": queries.mission_text(task.mission, (member or task.member).language).title}


def _tell_doer(event: events.TaskEvent, kind: str, now: datetime, **more: str | int) -> None:
    task = queries.get_task(event.task_id)
    params = _of_task(task) | more
    notify(member=task.member, kind=kind, params=params, url=task.get_absolute_url(), now=now)


def _tell_managers(task: Task, kind: str, now: datetime, *, apart_from: int | None = None) -> None:
    campaign = task.mission.campaign
    url = reverse("campaigns:desk_work", args=[campaign.public_id])
    for manager in queries.managers():
        if manager.pk in (task.member_id, apart_from):
            continue
        title = queries.campaign_text(campaign, manager.language).title
        params = _of_task(task, manager) | {"title": title}
        key = f"{kind}:{campaign.public_id}"
        notify(member=manager, kind=kind, params=params, url=url, now=now, coalesce_on=key)


@subscribe(events.CampaignInvited, consumer="campaigns.tell_called")
def tell_called(event: events.CampaignInvited, *, now: datetime) -> None:
    """Call a member."""
    campaign = queries.get_campaign(event.campaign_id)
    member = get_member_by_public_id(event.member_id)
    title = queries.campaign_text(campaign, member.language).title
    begins = campaign.begins_at.isoformat() if campaign.begins_at else now.isoformat()
    notify(
        member=member,
        kind="campaigns.call",
        params={"title": title, "begins_at": begins},
        url=campaign.get_absolute_url(),
        now=now,
    )


@subscribe(events.CampaignBegan, consumer="campaigns.tell_began")
def tell_began(event: events.CampaignBegan, *, now: datetime) -> None:
    """Tell who takes part that it has begun."""
    campaign = queries.get_campaign(event.campaign_id)
    for member in queries.people_of(campaign):
        params: Params = {"title": queries.campaign_text(campaign, member.language).title}
        url = reverse("campaigns:mine")
        notify(member=member, kind="campaigns.began", params=params, url=url, now=now)


@subscribe(events.CampaignCancelled, consumer="campaigns.tell_cancelled")
def tell_cancelled(event: events.CampaignCancelled, *, now: datetime) -> None:
    """Tell who took part that it is called off, and why."""
    campaign = queries.get_campaign(event.campaign_id)
    for member in queries.people_of(campaign, with_former=True):
        title = queries.campaign_text(campaign, member.language).title
        params: Params = {"title": title, "reason": event.reason}
        url = campaign.get_absolute_url()
        notify(member=member, kind="campaigns.cancelled", params=params, url=url, now=now)


@subscribe(events.ProofSubmitted, consumer="campaigns.tell_proof")
def tell_proof(event: events.ProofSubmitted, *, now: datetime) -> None:
    """Tell managers that there is work to look at."""
    _tell_managers(queries.get_task(event.task_id), "campaigns.proof_waits", now)


@subscribe(events.TaskAppealed, consumer="campaigns.tell_appeal")
def tell_appeal(event: events.TaskAppealed, *, now: datetime) -> None:
    """Tell the managers who didn't refuse it."""
    task = queries.get_task(event.task_id)
    _tell_managers(task, "campaigns.appeal_waits", now, apart_from=task.decided_by_id)


@subscribe(events.TaskAccepted, consumer="campaigns.tell_accepted")
def tell_accepted(event: events.TaskAccepted, *, now: datetime) -> None:
    """Tell whose work was accepted."""
    _tell_doer(event, "campaigns.accepted", now)


@subscribe(events.TaskSentBack, consumer="campaigns.tell_sent_back")
def tell_sent_back(event: events.TaskSentBack, *, now: datetime) -> None:
    """Tell what is missing."""
    _tell_doer(event, "campaigns.sent_back", now, note=event.note)


@subscribe(events.TaskRefused, consumer="campaigns.tell_refused")
def tell_refused(event: events.TaskRefused, *, now: datetime) -> None:
    """Tell why it was refused, and until when that can be appealed."""
    _tell_doer(event, "campaigns.refused", now, reason=event.reason, until_at=event.appeal_until)


@subscribe(events.AppealUpheld, consumer="campaigns.tell_upheld")
def tell_upheld(event: events.AppealUpheld, *, now: datetime) -> None:
    """Tell that the refusal stands."""
    _tell_doer(event, "campaigns.upheld", now, reason=event.reason)


@subscribe(events.TaskEnded, consumer="campaigns.tell_ended")
def tell_ended(event: events.TaskEnded, *, now: datetime) -> None:
    """Tell whose time is over; who left by themselves knows."""
    if event.state == TaskState.LAPSED:
        _tell_doer(event, "campaigns.lapsed", now)


@subscribe(events.MissionRewardHeld, consumer="campaigns.tell_held")
def tell_held(event: events.MissionRewardHeld, *, now: datetime) -> None:
    """Tell whose reward is kept back for now, and why."""
    _tell_doer(event, "campaigns.held", now, reason=event.reason)


@subscribe(events.MissionRewardPaid, consumer="campaigns.tell_paid")
def tell_paid(event: events.MissionRewardPaid, *, now: datetime) -> None:
    """Tell what somebody was thanked with."""
    task = queries.get_task(event.task_id)
    language = task.member.language
    more: Params = {"amount": event.amount, "currency": event.currency}
    if event.reward_kind == RewardKind.COUPON:
        more = {"code": event.coupon_code}
    elif event.reward_kind == RewardKind.BADGE:
        more = {"badge": queries.name_in(task.mission.badge_names, language)}
    elif event.reward_kind == RewardKind.DONATION and task.mission.cause is not None:
        more |= {"cause": queries.cause_name(task.mission.cause, language)}
    _tell_doer(event, f"campaigns.paid_{event.reward_kind}", now, **more)


def _tell_seat(event: events.BookingEvent, kind: str, now: datetime) -> None:
    booking: Booking = queries.get_booking(event.booking_id)
    title = queries.mission_text(booking.slot.mission, booking.member.language).title
    params: Params = {"mission": title, "begins_at": event.begins_at}
    url = reverse("campaigns:mine")
    notify(member=booking.member, kind=kind, params=params, url=url, now=now)


@subscribe(events.SlotGiven, consumer="campaigns.tell_seat")
def tell_seat(event: events.SlotGiven, *, now: datetime) -> None:
    """Tell who has a place, or whom one became free for."""
    moved = "campaigns.seat_moved_up" if event.moved_up else "campaigns.seat_given"
    _tell_seat(event, moved, now)


@subscribe(events.SlotPassedOver, consumer="campaigns.tell_passed_over")
def tell_passed_over(event: events.SlotPassedOver, *, now: datetime) -> None:
    """Tell who waits, and that the next time is theirs."""
    _tell_seat(event, "campaigns.passed_over", now)


@subscribe(events.MatchProposed, consumer="campaigns.tell_match")
def tell_match(event: events.MatchProposed, *, now: datetime) -> None:
    """Tell both sides that there is somebody to meet."""
    match: Match = queries.get_match(event.match_id)
    campaign = match.host.campaign
    url = reverse("campaigns:match", args=[match.public_id])
    for card in (match.host, match.newcomer):
        params: Params = {"title": queries.campaign_text(campaign, card.member.language).title}
        kind = "campaigns.match_proposed"
        notify(member=card.member, kind=kind, params=params, url=url, now=now)


@subscribe(events.MatchAgreed, consumer="campaigns.tell_agreed")
def tell_agreed(event: events.MatchAgreed, *, now: datetime) -> None:
    """Tell both sides who the other is."""
    match: Match = queries.get_match(event.match_id)
    url = reverse("messaging:conversation", args=[event.conversation_id])
    for card, other in ((match.host, match.newcomer), (match.newcomer, match.host)):
        title = queries.campaign_text(match.host.campaign, card.member.language).title
        params: Params = {"title": title, "name": other.member.display_name}
        notify(member=card.member, kind="campaigns.match_agreed", params=params, url=url, now=now)


def _tell_answerers(ticket: Ticket, kind: str, now: datetime) -> None:
    until = (ticket.answer_by or now).isoformat()
    url = reverse("campaigns:ticket", args=[ticket.public_id])
    for member in queries.answerers_of(ticket.campaign):
        params: Params = {"subject": ticket.subject, "until_at": until}
        notify(member=member, kind=kind, params=params, url=url, now=now)


@subscribe(events.CampaignTicketOpened, consumer="campaigns.tell_ticket")
def tell_ticket(event: events.CampaignTicketOpened, *, now: datetime) -> None:
    """Tell the person named for the campaign, or support."""
    _tell_answerers(queries.get_ticket(event.ticket_id), "campaigns.ticket_opened", now)


@subscribe(events.CampaignTicketLate, consumer="campaigns.tell_ticket_late")
def tell_ticket_late(event: events.CampaignTicketLate, *, now: datetime) -> None:
    """Tell who answers, and the managers, that a promise wasn't kept."""
    ticket = queries.get_ticket(event.ticket_id)
    _tell_answerers(ticket, "campaigns.ticket_late", now)
    told = {member.pk for member in queries.answerers_of(ticket.campaign)}
    for manager in queries.managers():
        if manager.pk not in told:
            until = (ticket.answer_by or now).isoformat()
            params: Params = {"subject": ticket.subject, "until_at": until}
            url = ticket.get_absolute_url()
            notify(member=manager, kind="campaigns.ticket_late", params=params, url=url, now=now)


@subscribe(events.CampaignTicketAnswered, consumer="campaigns.tell_answer")
def tell_answer(event: events.CampaignTicketAnswered, *, now: datetime) -> None:
    """Tell who asked."""
    ticket = queries.get_ticket(event.ticket_id)
    notify(
        member=ticket.member,
        kind="campaigns.ticket_answered",
        params={"subject": ticket.subject},
        url=ticket.get_absolute_url(),
        now=now,
    )
