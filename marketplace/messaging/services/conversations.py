"""Opening conversations, and taking note of what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.messaging.errors import ConversationNeedsTwo, MemberBlocked
from marketplace.messaging.models import Conversation, Message, Participant
from marketplace.messaging.policies import are_apart
from marketplace.messaging.queries import Thread, get_seat
from marketplace.notifications.services import mark_coalesced_read

MESSAGE_KIND = "messaging.message"


def circle_of(members: Sequence[Member]) -> str:
    """Return a digest that is the same for the same members in any order."""
    ids = sorted({member.public_id for member in members})
    return hashlib.sha256("-".join(ids).encode()).hexdigest()


@transaction.atomic
def open_conversation(
    *, members: Sequence[Member], subject_kind: str, subject_ref: str, title: str, now: datetime
) -> Conversation:
    """Return the conversation of these members about a subject, opened when there is none.

    A conversation that exists keeps its title. Locks nothing; two calls at once give the same row.
    Raises ConversationNeedsTwo, and MemberBlocked where one has blocked the other.
    """
    circle = {member.pk: member for member in members}

    if len(circle) < 2:  # noqa: PLR2004  nobody talks to themselves
        raise ConversationNeedsTwo
    known = Conversation.objects.filter(
        subject_kind=subject_kind, subject_ref=subject_ref, circle=circle_of(members)
    ).first()
    if known is not None:
        return known
    if are_apart(circle.values()):
        raise MemberBlocked

    conversation, made = Conversation.objects.get_or_create(
        subject_kind=subject_kind,
        subject_ref=subject_ref,
        circle=circle_of(members),
        defaults={"title": title[:200], "created_at": now, "last_message_at": now},
    )
    if made:
        Participant.objects.bulk_create(
            Participant(conversation=conversation, member=member) for member in circle.values()
        )
    return conversation


@transaction.atomic
def mark_conversation_read(
    *, conversation: Conversation, member: Member, up_to: Message | None, now: datetime
) -> Participant:
    """Take note that the member has seen everything up to a message; the bell falls silent too.

    Locks the member's seat. Never moves backwards. Raises ConversationNotFound.
    """
    seat = get_seat(conversation, member, lock=True)

    seen = seat.last_read_message_id or 0
    if up_to is None or (up_to.pk <= seen and not seat.unread_count):
        return seat

    newest = max(up_to.pk, seen)
    later = Message.objects.filter(conversation=conversation, pk__gt=newest)
    seat.last_read_message_id = newest
    seat.unread_count = later.exclude(author=member).count()
    seat.save(update_fields=["last_read_message", "unread_count"])
    mark_coalesced_read(
        member=member, kind=MESSAGE_KIND, coalesce_on=conversation.public_id, now=now
    )
    return seat


def mark_thread_read(*, thread: Thread, now: datetime) -> Participant:
    """Take note that the reader of a thread has seen its end; writes only where that is news.

    For every page that shows a thread. Locks as `mark_conversation_read` does.
    """
    last, seat = thread.last_message, thread.seat
    if last is None or ((seat.last_read_message_id or 0) >= last.pk and not seat.unread_count):
        return seat
    return mark_conversation_read(
        conversation=thread.conversation, member=thread.viewer, up_to=last, now=now
    )


@transaction.atomic
def mute_conversation(*, conversation: Conversation, member: Member, muted: bool) -> Participant:
    """Stop, or start again, notices about a conversation for one of its members.

    Doing so twice is harmless. Locks the seat. Raises ConversationNotFound.
    """
    seat = get_seat(conversation, member, lock=True)

    seat.muted = muted
    seat.save(update_fields=["muted"])
    return seat


@transaction.atomic
def archive_conversation(
    *, conversation: Conversation, member: Member, archived: bool, now: datetime
) -> Participant:
    """Put a conversation away for one of its members, or bring it back; the others see nothing.

    Doing so twice is harmless. What others write later brings it back too. Locks the seat. Raises
    ConversationNotFound.
    """
    seat = get_seat(conversation, member, lock=True)

    seat.archived_at = (seat.archived_at or now) if archived else None
    seat.save(update_fields=["archived_at"])
    return seat
