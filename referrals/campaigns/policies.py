"""Who may do what to a campaign and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from referrals.campaigns.choices import (
    BOOKING_MOVES,
    CAMPAIGN_MOVES,
    JOINABLE_STATES,
    MATCH_MOVES,
    TASK_MOVES,
    TICKET_MOVES,
    Part,
    Step,
    TaskMove,
)
from referrals.campaigns.errors import NotYourMove, StateRefuses
from referrals.campaigns.models import Booking, Campaign, Match, Task, Ticket
from referrals.campaigns.queries.doors import is_manager
from referrals.campaigns.queries.tickets import answers_all, answers_any

__all__ = [
    "answers_all",
    "answers_any",
    "can_answer",
    "is_joinable",
    "is_manager",
    "moves_open_to",
    "refusal_of",
]

Row = Campaign | Task | Booking | Match | Ticket
_TABLES: Mapping[type[Row], Mapping[Any, Mapping[Any, Step]]] = {
    Campaign: CAMPAIGN_MOVES,
    Task: TASK_MOVES,
    Booking: BOOKING_MOVES,
    Match: MATCH_MOVES,
    Ticket: TICKET_MOVES,
}


def step_of(row: Row, move: str) -> Step | None:
    """Return the line of the table for a move from where the row stands; None without."""
    return _TABLES[type(row)][row.state].get(move)


def refusal_of(row: Row, move: str, part: Part) -> DomainError | None:
    """Return why this part can't make this move now, None when it can."""
    step = step_of(row, move)
    if step is None:
        return StateRefuses(state=row.get_state_display())
    return None if part in step.parts else NotYourMove()


def moves_open_to(task: Task, part: Part) -> frozenset[str]:
    """Return what this part can do to a task now."""
    return frozenset(move for move in TaskMove.values if refusal_of(task, move, part) is None)


def is_joinable(campaign: Campaign) -> bool:
    """Tell whether members may join its missions now."""
    return campaign.state in JOINABLE_STATES


def can_answer(member: Member | None, ticket: Ticket) -> bool:
    """Tell whether the member answers this question: support, or named for the campaign."""
    if member is None or not member.is_active:
        return False
    return answers_all(member) or ticket.campaign.support_contact_id == member.pk
