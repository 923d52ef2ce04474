"""What moderators are shown of a reported message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from marketplace.accounts.models import Member
from marketplace.messaging.errors import MessageNotFound
from marketplace.messaging.models import Message, MessageReport

BEFORE: Final = 4


@dataclass(frozen=True, kw_only=True)
class ReportedMessage:
    """A reported message with the few before it: nothing else of the conversation is shown."""

    report_id: str
    message_id: str
    reporter: Member
    author: Member | None
    reason: str
    note: str
    html: str
    created_at: datetime
    before: tuple[Message, ...]


def get_message_for(member: Member, public_id: str) -> Message:
    """Return a message of a conversation that the member takes part in. Raises MessageNotFound."""
    rows = Message.objects.select_related("conversation", "author")
    row = rows.filter(public_id=public_id, conversation__participants__member=member).first()
    if row is None:
        raise MessageNotFound
    return row


def reported_message(report_id: str) -> ReportedMessage:
    """Return what a report is about, for moderators: the caller has asked for their role.

    Raises MessageNotFound.
    """
    rows = MessageReport.objects.select_related("message__author", "reporter")
    report = rows.filter(public_id=report_id).first()
    if report is None:
        raise MessageNotFound
    message = report.message
    earlier = Message.objects.filter(
        conversation=message.conversation_id, pk__lt=message.pk, is_system=False
    ).select_related("author")
    return ReportedMessage(
        report_id=report.public_id,
        message_id=message.public_id,
        reporter=report.reporter,
        author=message.author,
        reason=report.reason,
        note=report.note,
        html=message.html,
        created_at=message.created_at,
        before=tuple(reversed(earlier.order_by("-id")[:BEFORE])),
    )


def reported_by(member: Member, messages: Sequence[int]) -> set[int]:
    """Return which of these messages the member has reported. One query."""
    rows = MessageReport.objects.filter(reporter=member, message__in=messages)
    return set(rows.values_list("message_id", flat=True))
