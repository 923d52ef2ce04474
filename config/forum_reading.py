"""What the platform's parts need of the forum's readers: their data, packed or erased."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from community.forum.services.leaving_readers import erase_reading
from config.custody import pack_tables
from marketplace.accounts.models import Member
from marketplace.moderation.queries import CustodyPart, register_custody


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget how somebody read, what they had begun, and what they wrote by mail."""
    erase_reading(member=member)


def connect() -> None:
    """Offer the part to moderation."""
    register_custody(
        CustodyPart(
            name="forum_reading",
            label=_("Reading in the forum"),
            pack=partial(pack_tables, "forum_reading"),
            erase=erase,
        )
    )
