"""Who came by which link, while it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from referrals.links.choices import LinkKind, VisitKind
from referrals.links.models import Attribution, KnownVisitor, Link, Visit

TOUCHES: tuple[VisitKind, ...] = (VisitKind.PERSON, VisitKind.AGAIN)


@dataclass(frozen=True)
class Touch:
    """A coming by a link, and its moment."""

    link: Link
    at: datetime


def find_link(key: str) -> Link | None:
    """Return a link by its code or its word; None for nobody's."""
    rows = Link.objects.select_related("owner").filter(Q(code=key) | Q(word=key))
    return rows.first()


def touches_of(
    visitors: Sequence[str], *, until: datetime, apart_from: Member | None = None
) -> list[Touch]:
    """Return the first and the last touch within `touch_days` before `until`, oldest first.

    At most two; links of `apart_from` don't count. Two queries, or none for no visitor.
    """
    if not visitors:
        return []
    since = until - timedelta(days=rules().touch_days)
    rows = Visit.objects.filter(visitor__in=visitors, kind__in=TOUCHES, at__gt=since, at__lte=until)
    if apart_from is not None:
        rows = rows.exclude(link__owner=apart_from)
    rows = rows.select_related("link__owner")
    first = rows.order_by("at", "id").first()
    if first is None:
        return []
    last = rows.order_by("-at", "-id").first() or first
    return [Touch(first.link, first.at), Touch(last.link, last.at)]


def last_touch_of(member: Member, *, until: datetime) -> Touch | None:
    """Return the member's last touch within `touch_days` before a moment, own links left out."""
    mine = KnownVisitor.objects.filter(member=member).values_list("visitor", flat=True)
    found = touches_of(list(mine), until=until, apart_from=member)
    return found[-1] if found else None


def own_link_between(*, client_id: int, seller_id: int) -> str:
    """Return the seller's own link by which the client came to the platform; "" for none."""
    row = (
        Attribution.objects.filter(
            member_id=client_id, link__owner_id=seller_id, link__kind=LinkKind.MEMBER
        )
        .values_list("link__code", flat=True)
        .first()
    )
    return f"referral:{row}" if row else ""
