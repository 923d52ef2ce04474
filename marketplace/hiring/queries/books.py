"""What posted briefs have to say in wallets and statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from marketplace.accounts.models import Member
from marketplace.hiring.models import PostedBrief
from marketplace.ledger.queries import HeldSum, ReferenceLabel

REFERENCE_PREFIX: Final = "brief"
MOST_SHOWN: Final = 20


def held_in_briefs(*, member: Member, now: datetime) -> list[HeldSum]:  # noqa: ARG001
    """Return what the member's briefs hold, in minor units, the oldest first. One query."""
    rows = PostedBrief.objects.filter(client=member, held_amount__gt=0).order_by("id")
    return [
        HeldSum(
            label=row.title,
            amount=row.held_amount,
            currency=row.currency,
            note=row.get_state_display(),
            url=row.get_absolute_url(),
        )
        for row in rows[:MOST_SHOWN]
    ]


def brief_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name the briefs behind references of the books, for their client. One query."""
    ids = [reference.partition(":")[2] for reference in references]
    rows = PostedBrief.objects.filter(client=member, public_id__in=ids)
    return {row.reference: ReferenceLabel(row.title, row.get_absolute_url()) for row in rows}
