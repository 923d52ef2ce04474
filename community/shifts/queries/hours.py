"""Whose hours are paid: posts written in them carry a mark, and their worth is counted apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from community.shifts.choices import PAID_HOURS
from community.shifts.models import Shift


@dataclass(frozen=True)
class PaidWindow:
    """A member is paid for these hours in these areas of the forum; none: in all of it."""

    member_id: int
    starts_at: datetime
    ends_at: datetime
    areas: tuple[int, ...] = ()


def paid_windows(
    member_ids: Collection[int] | None, start: datetime, end: datetime
) -> list[PaidWindow]:
    """Return all paid hours that touch this time, in order; None: everybody's. One query."""
    rows = Shift.objects.filter(state__in=PAID_HOURS, starts_at__lt=end, ends_at__gt=start)
    if member_ids is not None:
        rows = rows.filter(member__in=member_ids)
    found = rows.order_by("member_id", "starts_at", "id").values_list(
        "member_id", "starts_at", "ends_at", "areas"
    )
    return [
        PaidWindow(member, starts_at, ends_at, tuple(areas))
        for member, starts_at, ends_at, areas in found
    ]


def is_paid_post() -> Exists:
    """Return whether a post of the forum was written in paid hours, as an expression of SQL."""
    here = [OuterRef("topic__category")]
    return Exists(
        Shift.objects.filter(
            Q(areas=[]) | Q(areas__contains=here),
            member=OuterRef("author"),
            state__in=PAID_HOURS,
            starts_at__lte=OuterRef("created_at"),
            ends_at__gt=OuterRef("created_at"),
        )
    )
