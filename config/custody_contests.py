"""What contests keep about a member: how it is packed, and what goes when they leave."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from config.custody import pack_tables
from contests.actions.models import Claim
from contests.actions.services import forget_proofs
from marketplace.accounts.models import Member
from marketplace.core.private_files import open_private
from marketplace.moderation.queries import (
    CustodyPart,
    Packed,
    PackedFile,
    register_custody,
)


def pack_contests(member: Member) -> Packed:
    """Pack what the member did in contests, with the pictures that were shown as proof."""
    rows = Claim.objects.filter(entrant__member=member).exclude(stored_as="").order_by("pk")
    files = [
        PackedFile(f"{row.public_id}-proof.webp", partial(open_private, row.stored_as))
        for row in rows
    ]
    return Packed(pack_tables("contests", member).lists, files)


def erase_contests(
    member: Member,
    *,
    keeps_texts: bool,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
) -> None:
    """Empty proofs, answers and appeals; numbers in lists of draws say nothing of a person."""
    forget_proofs(member=member)


def connect() -> None:
    """Offer the contests' answers to moderation."""
    register_custody(
        CustodyPart(name="contests", label=_("Contests"), pack=pack_contests, erase=erase_contests)
    )
