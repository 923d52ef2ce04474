"""Finding words again in one's own conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.search_sql import Fold
from marketplace.core.text import fold
from marketplace.messaging.models import Message, Participant

SHORTEST: Final = 2
LONGEST: Final = 100
AROUND: Final = 70


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A message that was found, with the words around what was looked for."""

    message_id: str
    conversation_id: str
    title: str
    author: str
    is_mine: bool
    excerpt: str
    created_at: datetime


def search_messages(member: Member, text: str) -> QuerySet[Message]:
    """Return messages in view of the member's own conversations that hold a text, newest first.

    Letters are compared folded: alef forms, vowel signs and digits fall together. Nothing is found
    for less than two letters.
    """
    # PostgreSQL takes no NUL, and raises where one is asked for.
    wanted = fold(text.replace("\x00", " ").strip()[:LONGEST])
    if len(wanted) < SHORTEST:
        return Message.objects.none()
    mine = Participant.objects.filter(member=member).values("conversation_id")
    rows = Message.objects.filter(conversation__in=mine, hidden_at=None).alias(words=Fold("source"))
    found = rows.filter(words__contains=wanted).select_related("conversation", "author")
    return found.order_by("-id")


def show_hits(rows: list[Message], member: Member, text: str) -> list[Hit]:
    """Return found messages as they are listed."""
    return [
        Hit(
            message_id=row.public_id,
            conversation_id=row.conversation.public_id,
            title=row.conversation.title,
            author=row.author.display_name if row.author else "",
            is_mine=row.author_id == member.pk,
            excerpt=_excerpt(row.source, text),
            created_at=row.created_at,
        )
        for row in rows
    ]


def _excerpt(source: str, text: str) -> str:
    """Return a part of the message around what was found, on one line."""
    line = " ".join(source.split())
    place = fold(line).find(fold(text.strip()))
    start = max(0, min(place, len(line)) - AROUND) if place > AROUND else 0
    end = start + 2 * AROUND + len(text)
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
