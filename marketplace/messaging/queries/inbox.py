"""The inbox of one member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from marketplace.accounts.models import Member
from marketplace.messaging.models import Message, Participant
from marketplace.messaging.queries.between import Between, things_between

CONVERSATIONS_ON_A_PAGE: Final = 25
LONGEST_EXCERPT: Final = 120


@dataclass(frozen=True, kw_only=True)
class Person:
    """A participant as others see them."""

    pk: int
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


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """The people whom a member talks to: their latest conversation, and what else there is."""

    latest: InboxRow
    talks: int
    unread_count: int
    things: tuple[Between, ...]


class InboxBox(StrEnum):
    """Which conversations are listed. Those put away stand in their own box alone."""

    ALL = "all"
    UNREAD = "unread"
    ARCHIVED = "archived"
    EVERY = "every"


def seats_of(member: Member, *, box: InboxBox = InboxBox.ALL) -> QuerySet[Participant]:
    """Return the member's seats with conversation and last message, latest first.

    `latest_at` on each is what they are ordered by.
    """
    rows = Participant.objects.filter(member=member)
    if box != InboxBox.EVERY:
        rows = rows.filter(archived_at__isnull=box != InboxBox.ARCHIVED)
    if box == InboxBox.UNREAD:
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
        .values_list("conversation_id", "member_id", "member__display_name", "member__username")
    )
    for conversation_id, pk, name, username in others:
        people[conversation_id].append(Person(pk=pk, name=name, username=username))
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
    member: Member, *, number: str, box: InboxBox = InboxBox.ALL
) -> tuple[Page[Any], list[PersonRow]]:
    """Return one page of the member's inbox, by person, latest first.

    Three queries and one for each part that shows what people share.
    """
    circle = [F("conversation__circle")]
    latest_first = ["-conversation__last_message_at", "-conversation_id"]
    seats = seats_of(member, box=box).annotate(
        place=Window(RowNumber(), partition_by=circle, order_by=latest_first),
        talks=Window(Count("pk"), partition_by=circle),
        unread=Window(Sum("unread_count"), partition_by=circle),
    )
    people = seats.filter(place=1)
    page = Paginator(people, CONVERSATIONS_ON_A_PAGE).get_page(number)
    shown = list(page.object_list)
    rows = inbox_rows(shown, member)
    things = things_between(member, [one.pk for row in rows for one in row.people])
    return page, [
        PersonRow(
            latest=row,
            talks=seat.talks,  # type: ignore[attr-defined]  # annotated above
            unread_count=seat.unread,  # type: ignore[attr-defined]
            things=tuple(thing for one in row.people for thing in things.get(one.pk, ())),
        )
        for seat, row in zip(shown, rows, strict=True)
    ]


def unread_conversations(member: Member) -> int:
    """Return how many conversations hold something unread."""
    return Participant.objects.filter(member=member, unread_count__gt=0).count()
