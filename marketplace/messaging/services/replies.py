"""Texts that a member uses again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.messaging.errors import TooManyReplies
from marketplace.messaging.models import SavedReply


@transaction.atomic
def save_reply(
    *, member: Member, title: str, body: str, now: datetime, reply: SavedReply | None = None
) -> SavedReply:
    """Keep a text under a title, or change one that is kept. Locks the member's row.

    Raises TooManyReplies.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    limit = rules().saved_replies_max
    if reply is None and SavedReply.objects.filter(member=member).count() >= limit:
        raise TooManyReplies(limit=limit)

    row = reply or SavedReply(member=member, created_at=now)
    row.title, row.body, row.updated_at = title.strip(), body.strip(), now
    row.save()
    return row


def delete_reply(*, reply: SavedReply) -> None:
    """Forget a saved reply; messages that were written with it stay."""
    reply.delete()
