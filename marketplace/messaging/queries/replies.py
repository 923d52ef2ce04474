"""Saved replies."""

from __future__ import annotations

from typing import Final

from marketplace.accounts.models import Member
from marketplace.messaging.errors import ReplyNotFound
from marketplace.messaging.models import SavedReply

PLACEHOLDERS: Final = ("{name}", "{me}", "{title}")


def saved_replies_of(member: Member) -> list[SavedReply]:
    """Return the member's saved replies by title."""
    return list(SavedReply.objects.filter(member=member).order_by("title", "id"))


def get_reply_for(member: Member, public_id: str) -> SavedReply:
    """Return one of the member's saved replies. Raises ReplyNotFound."""
    known = public_id.replace("\x00", "")  # PostgreSQL takes none of these
    row = SavedReply.objects.filter(member=member, public_id=known).first()
    if row is None:
        raise ReplyNotFound
    return row


def fill_reply(body: str, *, name: str, me: str, title: str) -> str:
    """Return the text with its placeholders filled; what else stands in braces stays."""
    for placeholder, value in zip(PLACEHOLDERS, (name, me, title), strict=True):
        body = body.replace(placeholder, value)
    return body
