"""Keeping somebody at a distance, and who sees what one has read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish
from marketplace.messaging.errors import OwnBlock
from marketplace.messaging.events import MemberBlockedAnother
from marketplace.messaging.models import Block, ReadingPreference


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


def set_reading(*, member: Member, shows: bool) -> ReadingPreference:
    """Let others see what one has read, or not: then one doesn't see what they have read either."""
    row, _made = ReadingPreference.objects.update_or_create(
        member=member, defaults={"shows_reading": shows}
    )
    return row
