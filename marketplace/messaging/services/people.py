"""Keeping somebody at a distance, reporting what they wrote, and who sees what one has read."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish
from marketplace.messaging.errors import AlreadyReported, OwnBlock, OwnMessage
from marketplace.messaging.events import MemberBlockedAnother, MessageReported
from marketplace.messaging.models import Block, Message, MessageReport, ReadingPreference


@transaction.atomic
def block_member(*, member: Member, other: Member, now: datetime) -> Block:
    """Close conversations between the two, to both; orders under way go on as they are.

    Doing so twice gives the first block back. Raises OwnBlock.
    """
    if member.pk == other.pk:
        raise OwnBlock

    block, made = Block.objects.get_or_create(
        blocker=member, blocked=other, defaults={"created_at": now}
    )

    if made:
        record_audit(
            actor=member.public_id, action="member.blocked", subject=other.public_id, now=now
        )
        publish(
            MemberBlockedAnother(blocker_id=member.public_id, blocked_id=other.public_id), now=now
        )
    return block


@transaction.atomic
def unblock_member(*, member: Member, other: Member, now: datetime) -> bool:
    """Take one's own block back; returns whether there was one. The other's own block stays."""
    gone, _rows = Block.objects.filter(blocker=member, blocked=other).delete()

    if gone:
        record_audit(
            actor=member.public_id, action="member.unblocked", subject=other.public_id, now=now
        )
    return bool(gone)


@transaction.atomic
def report_message(
    *, message: Message, reporter: Member, reason: str, note: str, now: datetime
) -> MessageReport:
    """Hand a message to the moderators; the caller has come through `get_message_for`.

    Announces MessageReported, which a desk of the platform takes up. Raises OwnMessage,
    AlreadyReported.
    """
    if message.author_id is None or message.author_id == reporter.pk:
        raise OwnMessage

    try:
        with transaction.atomic():
            report = MessageReport.objects.create(
                message=message, reporter=reporter, reason=reason, note=note.strip(), created_at=now
            )
    except IntegrityError:
        raise AlreadyReported from None

    record_audit(
        actor=reporter.public_id,
        action="message.reported",
        subject=message.public_id,
        reason=reason,
        now=now,
    )
    publish(
        MessageReported(
            report_id=report.public_id,
            message_id=message.public_id,
            conversation_id=message.conversation.public_id,
            author_id=message.author.public_id if message.author else "",
            reporter_id=reporter.public_id,
            reason=reason,
        ),
        now=now,
    )
    return report


def set_reading(*, member: Member, shows: bool) -> ReadingPreference:
    """Let others see what one has read, or not: then one doesn't see what they have read either."""
    row, _made = ReadingPreference.objects.update_or_create(
        member=member, defaults={"shows_reading": shows}
    )
    return row
