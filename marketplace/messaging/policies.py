"""Who may take part, and what a writer agrees to who sends contact details all the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.crypto import constant_time_compare, salted_hmac

from marketplace.accounts.models import Member
from marketplace.core.contact_details import ContactDetail, find_contact_details
from marketplace.messaging.models import Attachment, Conversation, Participant
from marketplace.messaging.queries.blocks import blocks_among
from marketplace.messaging.queries.subjects import is_work_under_way

__all__ = [
    "ContactDetail",
    "are_apart",
    "can_open_attachment",
    "can_open_conversation",
    "can_write",
    "consent_to",
    "find_contact_details",
    "is_consent",
]


def can_open_conversation(member: Member, conversation: Conversation) -> bool:
    """Only those who take part in it."""
    return Participant.objects.filter(conversation=conversation, member=member).exists()


def can_open_attachment(member: Member, attachment: Attachment) -> bool:
    """Those who take part, once it is sent; before that only who chose it."""
    if attachment.message_id is None:
        return attachment.uploader_id == member.pk
    return Participant.objects.filter(
        conversation_id=attachment.conversation_id, member=member
    ).exists()


def are_apart(members: Iterable[Member]) -> bool:
    """Whether one of these has blocked another of them."""
    return bool(blocks_among(members))


def can_write(member: Member, conversation: Conversation, others: Iterable[Member]) -> bool:
    """Whether the member may write: a block closes to both what isn't about work under way."""
    return not are_apart([member, *others]) or is_work_under_way(
        conversation.subject_kind, conversation.subject_ref
    )


def consent_to(member: Member, text: str) -> str:
    """Return what "send it as it is" says: good for this member and this very text."""
    value = f"{member.public_id}:{_as_sent(text)}"
    return salted_hmac("messaging.as_is", value, algorithm="sha256").hexdigest()[:40]


def is_consent(member: Member, text: str, given: str) -> bool:
    """Whether the member has agreed to this very text."""
    return bool(given) and constant_time_compare(given, consent_to(member, text))


def _as_sent(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
