"""Members' own addresses of contests."""

from __future__ import annotations

from dataclasses import dataclass

from contests.calls.models import Contest, Link
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def get_link(code: str, *, contest: Contest | None = None) -> Link:
    """Return a link by its code, of this contest where one is named. Raises NotFound."""
    rows = Link.objects.select_related("contest", "member").filter(code=code)
    link = (rows.filter(contest=contest) if contest is not None else rows).first()
    if link is None:
        raise NotFound
    return link


def link_of(contest: Contest, member: Member) -> Link | None:
    """Return the member's link, if one was made."""
    return Link.objects.filter(contest=contest, member=member).select_related("contest").first()


@dataclass(frozen=True)
class LinkFigures:
    """How often a link was followed, and how many signed up by it."""

    visits: int
    arrivals: int


def figures_of(link: Link) -> LinkFigures:
    """Return what a link has brought."""
    return LinkFigures(link.visits, link.arrivals.count())
