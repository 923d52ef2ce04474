"""What the desk looks at: the three lenses of the club or of everybody, who gave most, evangelists.

Months are summed in the database; a member's months are multiplied there by the price of each, so
that what comes back is whole numbers: every lens is a fraction of their sum.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from statistics import median
from typing import Any, Final

from django.db import connection

from community.gurus.choices import GURUS
from community.gurus.models import Evangelist, Membership
from community.worth.choices import TOP, Lens, Scope, Step
from community.worth.models import Recount
from community.worth.queries.costs import Costs, costs_of
from community.worth.queries.lenses import (
    FIELDS,
    Counts,
    Range,
    cost_of_a_ticket,
    exact,
    half_up,
    ranges_adding_up,
    ranges_of,
    tickets_of,
    total,
)
from community.worth.queries.periods import Months, step_of
from community.worth.queries.prices import Prices, currency, prices
from marketplace.accounts.models import Member

# Of the club: months that a membership touches.
_IN_CLUB: Final = """
   AND EXISTS (SELECT FROM gurus_membership AS g
                WHERE g.member_id = m.member_id
                  AND date_trunc('month', g.joined_at AT TIME ZONE 'UTC')::date <= m.month
                  AND (g.ended_at IS NULL OR (g.ended_at AT TIME ZONE 'UTC')::date >= m.month))
"""
_SUMS: Final = ", ".join(f"sum(m.{name})::bigint" for name in FIELDS)
_MONEY: Final = ", ".join(f"sum(m.{name} * p.price)" for name in FIELDS)
_BY_MONTH: Final = f"""
SELECT m.month, {_SUMS} FROM worth_membermonth AS m
 WHERE m.month >= %(since)s AND m.month <= %(last)s {{only}} GROUP BY m.month
"""  # noqa: S608  names of our own
_BY_MEMBER: Final = f"""
SELECT m.member_id, {_SUMS}, {_MONEY}
  FROM worth_membermonth AS m
  JOIN unnest(%(months)s::date[], %(prices)s::bigint[]) AS p(month, price) ON p.month = m.month
 WHERE TRUE {{only}}
 GROUP BY m.member_id
 ORDER BY sum((3 * m.solutions + m.likes) * p.price) DESC, m.member_id
"""  # noqa: S608  names of our own


@dataclass(frozen=True)
class Line:
    """A month, quarter or year; or all of it."""

    month: date | None
    counts: Counts
    tickets: Mapping[Lens, float]
    ranges: Mapping[Lens, Range]
    cost: int
    price: int | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened: tables leave it out."""
        return self.counts.is_nothing and not self.cost

    @property
    def nets(self) -> dict[Lens, Range]:
        """What each lens leaves after costs."""
        return {lens: one.less(self.cost) for lens, one in self.ranges.items()}


@dataclass(frozen=True)
class MemberLine:
    """A member's part in a period."""

    member: Member
    counts: Counts
    tickets: Mapping[Lens, float]
    ranges: Mapping[Lens, Range]


@dataclass(frozen=True)
class Compared:
    """An evangelist against the other gurus: figure ÷ mean and ÷ median, in hundredths."""

    member: Member
    ranges: Mapping[Lens, Range]
    of_mean: Mapping[Lens, int | None]
    of_median: Mapping[Lens, int | None]


@dataclass(frozen=True)
class Club:
    """What the other active gurus come to, and the evangelists beside them."""

    gurus: int
    mean: Mapping[Lens, int]
    median: Mapping[Lens, int]
    evangelists: list[Compared]


@dataclass(frozen=True)
class Worth:
    """A period as the desk looks at it."""

    months: Months
    currency: str
    lines: list[Line]
    steps: list[Line]
    total: Line
    ticket_cost: Mapping[Lens, int | None]
    costs: Costs
    top: list[MemberLine]
    club: Club
    prices: Prices


def counts_by_month(months: Months, scope: Scope) -> dict[date, Counts]:
    """Return what was counted in each month. One query."""
    only = _IN_CLUB if scope == Scope.CLUB else ""
    with connection.cursor() as cursor:
        cursor.execute(_BY_MONTH.format(only=only), {"since": months.since, "last": months.last})
        return {month: _counts(row) for month, *row in cursor.fetchall()}


def _counts(row: Collection[int]) -> Counts:
    return Counts(**{name: int(value) for name, value in zip(FIELDS, row, strict=True)})


def _by_member(
    months: Months,
    held: Prices,
    *,
    scope: Scope = Scope.ALL,
    members: Collection[int] | None = None,
    limit: int | None = None,
) -> dict[int, tuple[Counts, Counts]]:
    """Return (counts, counts × prices) of members, the most by the classic lens first."""
    only = _IN_CLUB if scope == Scope.CLUB else ""
    if members is not None:
        only += " AND m.member_id = ANY(%(members)s)"
    asked: dict[str, Any] = {
        "months": list(months),
        "prices": [held.of(month) for month in months],
        "members": list(members or ()),
    }
    sql = _BY_MEMBER.format(only=only) + (f" LIMIT {limit:d}" if limit else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        rows = cursor.fetchall()
    size = len(FIELDS)
    return {row[0]: (_counts(row[1 : size + 1]), _counts(row[size + 1 :])) for row in rows}


def lines_of(
    months: Months, counted: Mapping[date, Counts], held: Prices, costs: Mapping[date, int]
) -> list[Line]:
    """Return a line for each month; each column adds up to its sum rounded once."""
    counts = [counted.get(month, Counts()) for month in months]
    money = [one.times(held.of(month)) for one, month in zip(counts, months, strict=True)]
    ranges = ranges_adding_up(money)
    return [
        Line(month, count, tickets_of(count), found, costs.get(month, 0), held.of(month))
        for month, count, found in zip(months, counts, ranges, strict=True)
    ]


def joined(month: date | None, lines: Collection[Line]) -> Line:
    """Return lines as one: sums of what they show."""
    counts = total(one.counts for one in lines)
    found = {
        lens: Range(*(sum(getattr(one.ranges[lens], name) for one in lines) for name in _BOUNDS))
        for lens in Lens
    }
    prices_held = {one.price for one in lines}
    price = prices_held.pop() if len(prices_held) == 1 else None
    return Line(month, counts, tickets_of(counts), found, sum(one.cost for one in lines), price)


_BOUNDS: Final = ("low", "value", "high")


def stepped(lines: Collection[Line], step: Step) -> list[Line]:
    """Join months into quarters or years."""
    groups: dict[date, list[Line]] = {}
    for one in lines:
        if one.month is not None:
            groups.setdefault(step_of(one.month, step), []).append(one)
    return [joined(month, group) for month, group in groups.items()]


def worth_of(months: Months, *, scope: Scope, step: Step) -> Worth:
    """Return a period: three lenses, costs, who gave most, evangelists. Twelve queries at most."""
    held, costs = prices(), costs_of(months)
    lines = lines_of(months, counts_by_month(months, scope), held, costs.by_month())
    all_of_it = joined(None, lines)
    return Worth(
        months=months,
        currency=currency(),
        lines=lines,
        steps=stepped(lines, step),
        total=all_of_it,
        ticket_cost=cost_of_a_ticket(all_of_it.cost, all_of_it.counts),
        costs=costs,
        top=top_of(months, held, scope),
        club=club_of(months, held),
        prices=held,
    )


def top_of(months: Months, held: Prices, scope: Scope) -> list[MemberLine]:
    """Return who contributed most by the classic lens. Two queries."""
    found = _by_member(months, held, scope=scope, limit=TOP)
    people = Member.objects.select_related("profile").in_bulk(list(found))
    return [
        MemberLine(people[pk], counts, tickets_of(counts), ranges_of(money))
        for pk, (counts, money) in found.items()
        if not money.is_nothing
    ]


def club_of(months: Months, held: Prices) -> Club:
    """Return the active gurus' mean and median without evangelists, and these beside them."""
    members = Membership.objects.filter(state__in=GURUS, member__is_active=True)
    active = dict(members.order_by("id").values_list("member_id", "pk"))
    named = set(
        Evangelist.objects.filter(membership__in=active.values(), ended_at=None).values_list(
            "membership__member_id", flat=True
        )
    )
    found = _by_member(months, held, members=list(active))
    money = {pk: found[pk][1] if pk in found else Counts() for pk in active}
    others = [counts for pk, counts in money.items() if pk not in named]
    means, medians = {}, {}
    for lens in Lens:
        values = [exact(lens, one)[1] for one in others]
        means[lens] = sum(values, Fraction(0)) / len(values) if values else Fraction(0)
        medians[lens] = Fraction(median(values)) if values else Fraction(0)
    people = Member.objects.select_related("profile").in_bulk(list(named))
    compared = [
        Compared(people[pk], ranges_of(money[pk]), _of(money[pk], means), _of(money[pk], medians))
        for pk in sorted(named)
    ]
    rounded = [{lens: half_up(one[lens]) for lens in Lens} for one in (means, medians)]
    return Club(len(others), rounded[0], rounded[1], compared)


def _of(money: Counts, by: Mapping[Lens, Fraction]) -> dict[Lens, int | None]:
    return {
        lens: half_up(exact(lens, money)[1] * 100 / by[lens]) if by[lens] else None for lens in Lens
    }


def last_recount() -> Recount | None:
    """Return when months were counted, and since when readers are counted by day."""
    return Recount.objects.order_by("id").first()


def counted_since(found: Recount | None) -> datetime | None:
    """Return since when readers are counted by day."""
    return found.views_since if found else None


@dataclass(frozen=True)
class Repriced:
    """What months come to as they were priced, and what a price would have made of them."""

    lens: Lens
    before: Range
    after: Range


def repriced(months: Months, *, scope: Scope, price: int) -> list[Repriced]:
    """Return the three lenses of months at their prices, and at another one. Two queries."""
    held, counted = prices(), counts_by_month(months, scope)
    before = ranges_of(total(one.times(held.of(month)) for month, one in counted.items()))
    after = ranges_of(total(counted.values()).times(price))
    return [Repriced(lens, before[lens], after[lens]) for lens in Lens]
