"""Questions to those who stand behind a campaign, each with a moment by which it is answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.ratelimit import spend
from referrals.campaigns.choices import Part, TicketMove, TicketState
from referrals.campaigns.errors import ReasonMissing
from referrals.campaigns.events import (
    CampaignTicketAnswered,
    CampaignTicketClosed,
    CampaignTicketLate,
    CampaignTicketOpened,
)
from referrals.campaigns.models import Campaign, Mission, Ticket, TicketNote
from referrals.campaigns.policies import can_answer
from referrals.campaigns.services.acting import TIMER, Actor, transition


@transaction.atomic
def open_ticket(
    *,
    campaign: Campaign,
    mission: Mission | None = None,
    member: Member,
    subject: str,
    text: str,
    now: datetime,
) -> Ticket:
    """Ask those who stand behind a campaign. Raises ReasonMissing, TooManyRequests."""
    if not (subject.strip() and text.strip()):
        raise ReasonMissing(field="text" if subject.strip() else "subject")
    spend(
        rate=f"{rules().campaign_tickets_per_day} per day",
        name="campaign_ticket",
        who=member.public_id,
    )
    ticket = Ticket.objects.create(
        campaign=campaign,
        mission=mission,
        member=member,
        subject=subject.strip(),
        opened_at=now,
        answer_by=_promise(now),
    )
    _write(ticket, member, text, is_answer=False, now=now)
    publish(CampaignTicketOpened(**ticket_facts(ticket), again=False), now=now)
    return ticket


def _promise(now: datetime) -> datetime:
    return now + timedelta(hours=rules().campaign_ticket_hours)


def _write(
    ticket: Ticket, author: Member, text: str, *, is_answer: bool, now: datetime
) -> TicketNote:
    return TicketNote.objects.create(
        ticket=ticket, author=author, text=text.strip(), is_answer=is_answer, at=now
    )


def _lock(pk: int) -> Ticket:
    rows = Ticket.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("campaign", "member").get(pk=pk)


@transaction.atomic
def write_to_ticket(*, ticket: Ticket, member: Member, text: str, now: datetime) -> Ticket:
    """Add to one's own question; one that was answered or closed is open again.

    Locks the ticket. Raises NotFound for others, ReasonMissing.
    """
    if ticket.member_id != member.pk:
        raise NotFound
    if not text.strip():
        raise ReasonMissing(field="text")
    row = _lock(ticket.pk)
    _write(row, member, text, is_answer=False, now=now)
    if row.state != TicketState.OPEN:
        changes = {"answer_by": _promise(now), "closed_at": None, "late_told_at": None}
        by = Actor(Part.MEMBER, member)
        transition(row, TicketMove.REOPEN, by=by, now=now, changes=changes)
        publish(CampaignTicketOpened(**ticket_facts(row), again=True), now=now)
    return row


@transaction.atomic
def answer_ticket(*, ticket: Ticket, actor: Member, text: str, now: datetime) -> Ticket:
    """Answer a question: support, or the person named for the campaign.

    Locks the ticket. Raises NotFound for others, ReasonMissing, StateRefuses.
    """
    if not can_answer(actor, ticket):
        raise NotFound
    if not text.strip():
        raise ReasonMissing(field="text")
    row = _lock(ticket.pk)
    changes = {"answer_by": None, "answered_at": now}
    transition(row, TicketMove.ANSWER, by=Actor(Part.SUPPORT, actor), now=now, changes=changes)
    _write(row, actor, text, is_answer=True, now=now)
    publish(CampaignTicketAnswered(**ticket_facts(row)), now=now)
    return row


@transaction.atomic
def close_ticket(*, ticket: Ticket, actor: Member, now: datetime) -> Ticket:
    """Close a question: by who asked, or by who answers. Locks the ticket.

    Raises NotFound for others, StateRefuses.
    """
    is_own = ticket.member_id == actor.pk
    if not is_own and not can_answer(actor, ticket):
        raise NotFound
    row = _lock(ticket.pk)
    by = Actor(Part.MEMBER if is_own else Part.SUPPORT, actor)
    _close(row, by, now)
    return row


def _close(ticket: Ticket, by: Actor, now: datetime) -> None:
    changes = {"answer_by": None, "closed_at": now}
    transition(ticket, TicketMove.CLOSE, by=by, now=now, changes=changes)
    publish(CampaignTicketClosed(**ticket_facts(ticket)), now=now)


def watch_tickets(*, now: datetime, limit: int) -> int:
    """Tell of late answers once, and close what was answered and lay still; returns how many."""
    still = now - timedelta(days=rules().campaign_ticket_close_days)
    late = Ticket.objects.filter(state=TicketState.OPEN, answer_by__lte=now, late_told_at=None)
    done = Ticket.objects.filter(state=TicketState.ANSWERED, answered_at__lte=still)
    keys = [*late.order_by("answer_by", "id").values_list("pk", flat=True)[:limit]]
    keys += done.order_by("answered_at", "id").values_list("pk", flat=True)[:limit]
    return sum(_watch(pk, now) for pk in keys)


def _watch(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        row = _lock(pk)
        if row.state == TicketState.ANSWERED:
            _close(row, TIMER, now)
        elif row.is_late(now) and row.late_told_at is None:
            row.late_told_at = now
            row.save(update_fields=["late_told_at"])
            publish(CampaignTicketLate(**ticket_facts(row)), now=now)
        else:
            return False
    return True


def ticket_facts(ticket: Ticket) -> dict[str, Any]:
    """Return the fields that all events of a question share."""
    return {
        "ticket_id": ticket.public_id,
        "campaign_id": ticket.campaign.public_id,
        "member_id": ticket.member.public_id,
    }
