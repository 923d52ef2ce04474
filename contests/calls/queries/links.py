"""Members' own addresses of contests."""

from __future__ import annotations

from contests.calls.models import Contest, Link
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def get_link(code: str) -> Link:
    """Return a link by its code. Raises NotFound."""
    link = Link.objects.select_related("contest", "member").filter(code=code).first()
    if link is None:
        raise NotFound
    return link


def link_of(contest: Contest, member: Member) -> Link | None:
    """Return the member's link, if one was made."""
    return Link.objects.filter(contest=contest, member=member).select_related("contest").first()
