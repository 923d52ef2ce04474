"""The door to briefs."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.hiring.models import Brief


def get_brief_for(member: Member, public_id: str) -> Brief:
    """Return a brief that the member sent or received. Raises NotFound for all others."""
    rows = Brief.objects.select_related("client", "writer", "article", "gig")
    brief = rows.filter(Q(client=member) | Q(writer=member), public_id=public_id).first()
    if brief is None:
        raise NotFound
    return brief


def list_briefs_of(
    member: Member, *, received: bool, limit: int = 30, offset: int = 0
) -> list[Brief]:
    """Return the briefs that the member received, or sent, newest first."""
    rows = Brief.objects.select_related("client", "writer", "article", "gig")
    mine = rows.filter(writer=member) if received else rows.filter(client=member)
    return list(mine.order_by("-id")[offset : offset + limit])


def brief_rows(member: Member, *, received: bool) -> QuerySet[Brief]:
    """Return the briefs that the member received, or sent, unordered, for the API's pages."""
    rows = Brief.objects.select_related("client", "writer")
    return rows.filter(writer=member) if received else rows.filter(client=member)


def briefs_in(public_ids: Sequence[str], member: Member) -> dict[str, Brief]:
    """Return those of the briefs that the member may see, by public id, in one query."""
    rows = Brief.objects.select_related("client", "writer", "article", "gig")
    mine = rows.filter(Q(client=member) | Q(writer=member), public_id__in=public_ids)
    return {brief.public_id: brief for brief in mine}
