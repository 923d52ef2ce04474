"""Whose hours are paid: posts written in them carry a mark, and their worth is counted apart."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from community.shifts.choices import PAID_HOURS
from community.shifts.models import Shift

Window = tuple[int, datetime, datetime]


def paid_windows(
    member_ids: Collection[int], start: datetime, end: datetime
) -> list[tuple[int, datetime, datetime]]:
    """Return (member, from, until) of all paid hours that touch this time, in order. One query."""
    rows = Shift.objects.filter(
        member__in=member_ids, state__in=PAID_HOURS, starts_at__lt=end, ends_at__gt=start
    )
    return list(
        rows.order_by("member_id", "starts_at", "id").values_list(
            "member_id", "starts_at", "ends_at"
        )
    )


def paid_hours_in(
    member_ids: Collection[int], category_id: int, start: datetime, end: datetime
) -> list[Window]:
    """Return (member, from, until) of paid hours in one category of the forum. One query."""
    rows = Shift.objects.filter(
        Q(areas=[]) | Q(areas__contains=[category_id]),
        member__in=member_ids,
        state__in=PAID_HOURS,
        starts_at__lte=end,
        ends_at__gt=start,
    )
    return list(rows.order_by("id").values_list("member_id", "starts_at", "ends_at"))
