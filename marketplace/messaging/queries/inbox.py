"""The inbox of one member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from marketplace.accounts.models import Member
from marketplace.messaging.models import Message, Participant

CONVERSATIONS_ON_A_PAGE: Final = 25
LONGEST_EXCERPT: Final = 120


@dataclass(frozen=True, kw_only=True)
class Person:
    """A participant as others see them."""

    name: str
    username: str


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """One conversation in the inbox of one member."""

    public_id: str
    title: str
    subject_kind: str
    subject_ref: str
    people: tuple[Person, ...]
    last_line: str
    is_last_mine: bool
    has_message: bool
    has_card: bool
    last_message_at: datetime
    unread_count: int
    is_muted: bool


def seats_of(member: Member, *, unread_only: bool = False) -> QuerySet[Participant]:
    """Return the member's seats with conversation and last message, latest first.

    `latest_at` on each is what they are ordered by.
    """
    rows = Participant.objects.filter(member=member)
    if unread_only:
        rows = rows.filter(unread_count__gt=0)
    rows = rows.annotate(latest_at=F("conversation__last_message_at"))
    return rows.select_related("conversation__last_message").order_by(
        "-latest_at", "-conversation_id"
    )


def inbox_rows(seats: Sequence[Participant], member: Member) -> list[InboxRow]:
    """Return seats as rows of the member's inbox. One query for the people."""
    people: dict[int, list[Person]] = defaultdict(list)
    others = (
        Participant.objects.filter(conversation__in=[seat.conversation_id for seat in seats])
        .exclude(member=member)
        .order_by("conversation_id", "id")
        .values_list("conversation_id", "member__display_name", "member__username")
    )
    for conversation_id, name, username in others:
        people[conversation_id].append(Person(name=name, username=username))
    return [_inbox_row(seat, tuple(people[seat.conversation_id])) for seat in seats]


def _inbox_row(seat: Participant, people: tuple[Person, ...]) -> InboxRow:
    conversation = seat.conversation
    last = conversation.last_message
    return InboxRow(
        public_id=conversation.public_id,
        title=conversation.title,
        subject_kind=conversation.subject_kind,
        subject_ref=conversation.subject_ref,
        people=people,
        last_line=_last_line(last),
        is_last_mine=last is not None and last.author_id == seat.member_id,
        has_message=last is not None,
        has_card=last is not None and bool(last.card_kind),
        last_message_at=conversation.last_message_at,
        unread_count=seat.unread_count,
        is_muted=seat.muted,
    )


def _last_line(last: Message | None) -> str:
    if last is None or last.hidden_at is not None:
        return ""
    return " ".join(last.source.split())[:LONGEST_EXCERPT]


def inbox_page(
    member: Member, *, number: str, unread_only: bool = False
) -> tuple[Page[Participant], list[InboxRow]]:
    """Return one page of the member's inbox. Three queries."""
    page = Paginator(seats_of(member, unread_only=unread_only), CONVERSATIONS_ON_A_PAGE).get_page(
        number
    )
    return page, inbox_rows(list(page.object_list), member)


def unread_conversations(member: Member) -> int:
    """Return how many conversations hold something unread."""
    return Participant.objects.filter(member=member, unread_count__gt=0).count()
