"""Who looked at the site as whom."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Page, Paginator

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.moderation.models import Visit, VisitedPage

ON_A_PAGE: Final = 30


def visit_by_id(public_id: str) -> Visit | None:
    """Return a visit with its two members, for the gate."""
    rows = Visit.objects.select_related("visitor", "member")
    return rows.filter(public_id=public_id).first()


def visit_page(*, number: str, visitor: Member | None = None) -> Page[Visit]:
    """Return a page of visits, the last first; of one visitor, or of all. Two queries."""
    rows = Visit.objects.select_related("visitor", "member").order_by("-id")
    if visitor is not None:
        rows = rows.filter(visitor=visitor)
    return Paginator(rows, ON_A_PAGE).get_page(number)


def get_visit(public_id: str, *, visitor: Member | None = None) -> Visit:
    """Return a visit, one's own where `visitor` is given. Raises NotFound."""
    visit = visit_by_id(public_id)
    if visit is None or (visitor is not None and visit.visitor_id != visitor.pk):
        raise NotFound
    return visit


def pages_of(visit: Visit, *, limit: int = 200) -> list[VisitedPage]:
    """Return what was looked at, in order."""
    return list(visit.pages.order_by("id")[:limit])
