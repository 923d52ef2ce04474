"""A conversation as one reader sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.ids import new_public_id
from marketplace.messaging.errors import ConversationNotFound
from marketplace.messaging.models import (
    Attachment,
    Conversation,
    Message,
    Participant,
    ReadingPreference,
)
from marketplace.messaging.queries.cards import Card, load_cards
from marketplace.messaging.queries.doors import participants_of

MESSAGES_IN_A_THREAD: Final = 50


@dataclass(frozen=True, kw_only=True)
class ThreadMessage:
    """One message as one reader sees it."""

    pk: int
    public_id: str
    author_name: str
    author_username: str
    is_mine: bool
    is_system: bool
    source: str
    html: str
    created_at: datetime
    card: Card | None
    card_kind: str
    card_ref: str
    is_hidden: bool
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A stretch of a conversation, oldest first, ready for `messaging/_thread.html`."""

    conversation: Conversation
    viewer: Member
    seat: Participant
    others: tuple[Member, ...]
    messages: tuple[ThreadMessage, ...]
    has_earlier: bool
    # The newest message that the reader has before them; where to look for newer ones.
    last_id: str
    # The last message is the reader's own, and everybody else has read it.
    is_seen: bool
    last_message: Message | None
    client_key: str = field(default_factory=new_public_id)

    @property
    def first_id(self) -> str:
        """The oldest message of this stretch; where to look for earlier ones."""
        return self.messages[0].public_id if self.messages else ""

    def is_news_for(self, *, last_id: str, is_seen: bool) -> bool:
        """Whether a reader who has this much before them would see anything change."""
        return (self.last_id, self.is_seen) != (last_id, is_seen)


def read_thread(
    conversation: Conversation,
    viewer: Member,
    *,
    before: str = "",
    after: str = "",
    until: str = "",
) -> Thread:
    """Return the newest messages of a conversation, or those before, after or until one of them.

    Three queries and one or two for each kind of card, whatever the number of messages. Raises
    ConversationNotFound for who doesn't take part.
    """
    seats = participants_of(conversation)
    mine = next((seat for seat in seats if seat.member_id == viewer.pk), None)
    if mine is None:
        raise ConversationNotFound
    others = [seat for seat in seats if seat.member_id != viewer.pk]

    rows, has_earlier = _stretch(conversation, before=before, after=after, until=until)
    last = rows[-1] if rows and not (before or until) else conversation.last_message
    return Thread(
        conversation=conversation,
        viewer=viewer,
        seat=mine,
        others=tuple(seat.member for seat in others),
        messages=show_messages(rows, viewer),
        has_earlier=has_earlier,
        last_id=rows[-1].public_id if rows else after,
        is_seen=_is_seen(last, mine, others),
        last_message=last,
    )


def _stretch(
    conversation: Conversation, *, before: str, after: str, until: str
) -> tuple[list[Message], bool]:
    rows = Message.objects.filter(conversation=conversation).select_related("author")
    if after:
        newer = rows.filter(pk__gt=_place(rows, after)).order_by("id")
        return list(newer[:MESSAGES_IN_A_THREAD]), False
    if before:
        rows = rows.filter(pk__lt=_place(rows, before))
    if until:
        rows = rows.filter(pk__lte=_place(rows, until))
    found = list(rows.order_by("-id")[: MESSAGES_IN_A_THREAD + 1])
    return found[:MESSAGES_IN_A_THREAD][::-1], len(found) > MESSAGES_IN_A_THREAD


def _place(rows: QuerySet[Message], public_id: str) -> QuerySet[Message, int]:
    # An id that isn't of this conversation gives NULL, and with it no rows.
    known = public_id.replace("\x00", "")  # PostgreSQL takes none of these
    return rows.filter(public_id=known).values_list("pk", flat=True)[:1]


def _is_seen(last: Message | None, mine: Participant, others: Sequence[Participant]) -> bool:
    if last is None or last.author_id != mine.member_id or not others or not _shows(mine):
        return False
    return all(_shows(seat) and (seat.last_read_message_id or 0) >= last.pk for seat in others)


def _shows(seat: Participant) -> bool:
    preference: ReadingPreference | None = getattr(seat.member, "reading_preference", None)
    return preference is None or preference.shows_reading


def show_messages(rows: Sequence[Message], viewer: Member) -> tuple[ThreadMessage, ...]:
    """Return messages as their reader sees them. One query, and those of the cards."""
    if not rows:
        return ()
    cards = load_cards(rows, viewer)
    files: dict[int, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.filter(message__in=[row.pk for row in rows]).order_by("id"):
        files[file.message_id or 0].append(file)
    return tuple(
        ThreadMessage(
            pk=row.pk,
            public_id=row.public_id,
            author_name=row.author.display_name if row.author else "",
            author_username=row.author.username if row.author else "",
            is_mine=row.author_id == viewer.pk,
            is_system=row.is_system,
            source="" if row.hidden_at else row.source,
            html="" if row.hidden_at else row.html,
            created_at=row.created_at,
            card=cards.get((row.card_kind, row.card_ref)),
            card_kind=row.card_kind,
            card_ref=row.card_ref,
            is_hidden=row.hidden_at is not None,
            attachments=() if row.hidden_at else tuple(files[row.pk]),
        )
        for row in rows
    )


def messages_of(conversation: Conversation) -> QuerySet[Message]:
    """Return a conversation's messages with their authors, newest first."""
    rows = Message.objects.filter(conversation=conversation)
    return rows.select_related("author").order_by("-id")
