"""The guarded doors to conversations, seats and files."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.accounts.models import Member
from marketplace.core.scanning import FileNotServed
from marketplace.messaging.errors import AttachmentNotFound, ConversationNotFound
from marketplace.messaging.models import Attachment, Conversation, Message, Participant


def get_conversation_for(member: Member, public_id: str) -> Conversation:
    """Return a conversation that the member takes part in. Raises ConversationNotFound."""
    rows = Conversation.objects.select_related("last_message")
    row = rows.filter(public_id=public_id, participants__member=member).first()
    if row is None:
        raise ConversationNotFound
    return row


def conversation_of(subject_kind: str, subject_ref: str) -> Conversation | None:
    """Return the first conversation about a subject, or None."""
    rows = Conversation.objects.filter(subject_kind=subject_kind, subject_ref=subject_ref)
    return rows.order_by("id").first()


def get_seat(conversation: Conversation, member: Member, *, lock: bool = False) -> Participant:
    """Return the member's seat, locked if wanted. Raises ConversationNotFound."""
    rows = Participant.objects.filter(conversation=conversation, member=member)
    seat = (rows.select_for_update(no_key=True) if lock else rows).first()
    if seat is None:
        raise ConversationNotFound
    return seat


def participants_of(conversation: Conversation) -> list[Participant]:
    """Return the seats with their members, in the order of joining."""
    rows = Participant.objects.filter(conversation=conversation).select_related(
        "member__reading_preference"
    )
    return list(rows.order_by("id"))


def get_message(public_id: str) -> Message | None:
    """Return a message with its conversation and author, or None when it is gone."""
    rows = Message.objects.select_related("conversation", "author")
    return rows.filter(public_id=public_id).first()


def get_attachment_for(member: Member, public_id: str) -> Attachment:
    """Return a file that the member may open. Raises AttachmentNotFound, FileNotServed.

    A file of a sent message is for all who take part, an unsent one for its writer; one of a
    message that moderators took out of view is for nobody. None is handed out before the scanner
    knows it.
    """
    rows = Attachment.objects.select_related("message")
    row = rows.filter(public_id=public_id, conversation__participants__member=member).first()
    if row is None or (row.message_id is None and row.uploader_id != member.pk):
        raise AttachmentNotFound
    if row.message is not None and row.message.hidden_at is not None:
        raise AttachmentNotFound
    if not row.is_served:
        raise FileNotServed
    return row


def held_files(conversation: Conversation, member: Member, ids: Sequence[str]) -> list[Attachment]:
    """Return the unsent files among `ids` that the member has put into the conversation."""
    rows = Attachment.objects.filter(
        conversation=conversation, uploader=member, message=None, public_id__in=list(ids)
    )
    return list(rows.order_by("id")) if ids else []
