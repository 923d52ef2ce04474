"""A member's own worth: months, and what lies behind each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from community.worth.models import MemberMonth
from community.worth.queries.figures import Line, joined, lines_of
from community.worth.queries.lenses import FIELDS, Counts
from community.worth.queries.periods import Months
from community.worth.queries.prices import currency, prices
from community.worth.queries.record import LINES, PostLine, parameters
from community.worth.queries.sources import paid_times
from marketplace.accounts.models import Member


@dataclass(frozen=True)
class Own:
    """A member's period: each month and all of it."""

    member: Member
    months: Months
    currency: str
    lines: list[Line]
    total: Line


def worth_of_member(member: Member, months: Months) -> Own:
    """Return a member's three lenses, month by month. Two queries."""
    rows = MemberMonth.objects.filter(
        member=member, month__gte=months.since, month__lte=months.last
    ).order_by("month")
    counted = {one.month: Counts(**{name: getattr(one, name) for name in FIELDS}) for one in rows}
    lines = lines_of(months, counted, prices(), {})
    return Own(member, months, currency(), lines, joined(None, lines))


def posts_behind(member: Member, month: date, *, now: datetime) -> list[PostLine]:
    """Return, post by post, what a month was counted from. One query and what shifts ask."""
    asked = parameters(paid_times([member.pk], now), member=member.pk, month=month)
    with connection.cursor() as cursor:
        cursor.execute(LINES, asked)
        return [PostLine(*row) for row in cursor.fetchall()]
