"""Whom a member has blocked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.compiled import Compiled
from marketplace.messaging.models import Block, ReadingPreference


def blocks_of(member: Member) -> list[Block]:
    """Return the member's blocks with whom they are of, the newest first."""
    rows = Block.objects.filter(blocker=member).select_related("blocked")
    return list(rows.order_by("-id"))


def blocks_among(members: Iterable[Member]) -> list[tuple[int, int]]:
    """Return who of these has blocked whom of them, by primary keys. One query."""
    ids = [member.pk for member in members]
    rows = Block.objects.filter(blocker__in=ids, blocked__in=ids).order_by("id")
    return list(rows.values_list("blocker_id", "blocked_id"))


def blocked_ids(member: Member) -> set[int]:
    """Return the members on either side of the member's blocks. One query."""
    mine = Block.objects.filter(blocker=member).values_list("blocked_id", flat=True)
    theirs = Block.objects.filter(blocked=member).values_list("blocker_id", flat=True)
    return set(mine.union(theirs))


def blocked_by(member_id: int) -> list[int]:
    """Return whom a member has blocked, by primary keys. One query."""
    return [blocked for (blocked,) in _BLOCKED_BY.rows(member_id)]


def _blocked_by(member_id: int) -> QuerySet[Block, Any]:
    return Block.objects.filter(blocker=member_id).values("blocked_id")


# Asked before each list of services and articles that a member is shown.
_BLOCKED_BY: Final = Compiled(_blocked_by)


def blockers_of(member_id: int) -> list[int]:
    """Return who has blocked a member, by primary keys. One query."""
    return list(Block.objects.filter(blocked=member_id).values_list("blocker_id", flat=True))


def shows_reading(member: Member) -> bool:
    """Whether the member lets others see what they have read; so it is unless switched off."""
    rows = ReadingPreference.objects.filter(member=member).values_list("shows_reading", flat=True)
    return rows.first() is not False
