"""The duties meter: what a member did in a quarter beside what was owed.

What is measured: rows of the record by their day (a reversal carries the day of what it reverses,
so the sum of signs over a quarter is what stands of it), and what the club did in the quarter.
What is owed: the duty's number × the days of the quarter on which the member belonged to the club
and wasn't on leave ÷ the days of the quarter, rounded up; of votes and discussions never more than
the club offered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from community.gurus.choices import (
    OFFERED_MEASURES,
    Measure,
    QuarterState,
)
from community.gurus.models import Ballot, Break, Duty, Membership, QuarterRow, Remark
from community.reputation.choices import ELSEWHERE_KINDS, Kind
from marketplace.core.conf import rules

_DONE = """
SELECT receiver_id, kind, count(*) FROM (
  SELECT receiver_id, kind, subject_kind, subject_id FROM reputation_contribution
   WHERE receiver_id = ANY(%s) AND day >= %s AND day < %s
   GROUP BY receiver_id, kind, subject_kind, subject_id HAVING sum(sign) > 0) AS done
 GROUP BY receiver_id, kind
"""
_MEASURED = {
    Kind.SOLUTION.value: Measure.SOLUTIONS,
    Kind.LIKE.value: Measure.LIKES,
    Kind.ARTICLE.value: Measure.ARTICLES,
    **{kind.value: Measure.ELSEWHERE for kind in ELSEWHERE_KINDS},
}
MONTHS = 3


@dataclass(frozen=True)
class Quarter:
    """A quarter of the calendar, in UTC; `ends_on` is the first day after it."""

    starts_on: date
    ends_on: date

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.starts_on.month - 1) // MONTHS + 1

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.ends_on - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.starts_on).days


@dataclass(frozen=True)
class DutyLine:
    """One duty: what there is beside what is owed."""

    measure: Measure
    has: int
    needs: int

    @property
    def missing(self) -> int:
        """How many are missing."""
        return max(0, self.needs - self.has)

    @property
    def percent(self) -> int:
        """How much of it is done, 100 at most."""
        return min(100, self.has * 100 // self.needs) if self.needs else 100


@dataclass(frozen=True)
class Meter:
    """How a member stands in a quarter."""

    quarter: Quarter
    result: QuarterState
    lines: tuple[DutyLine, ...]
    is_over: bool = False

    @property
    def missing(self) -> tuple[DutyLine, ...]:
        """What isn't met."""
        return tuple(line for line in self.lines if line.missing)


@dataclass
class Done:
    """What one member did, and what the club offered them."""

    counts: dict[Measure, int] = field(default_factory=dict)
    offered: dict[Measure, int] = field(default_factory=dict)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that a day lies in."""
    begin = date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
    return Quarter(begin, _next(begin))


def _next(begin: date) -> date:
    month = begin.month + MONTHS
    year_after = month > 12  # noqa: PLR2004  months of a year
    return date(begin.year + year_after, month - 12 if year_after else month, 1)


def quarter_before(quarter: Quarter) -> Quarter:
    """Return the quarter before."""
    return quarter_of(quarter.starts_on - timedelta(days=1))


def duties_in_force() -> list[Duty]:
    """Return every duty, in the order of the measures."""
    order = list(Measure)
    return sorted(Duty.objects.order_by("id"), key=lambda one: order.index(Measure(one.measure)))


def done_in(member_ids: Collection[int], quarter: Quarter) -> dict[int, Done]:
    """Return what each of these members did in a quarter. Three statements."""
    ids = list(member_ids)
    found = {member: Done() for member in ids}
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [ids, quarter.starts_on, quarter.ends_on])
        for member, kind, count in cursor.fetchall():
            if (measure := _MEASURED.get(kind)) is not None:
                counts = found[member].counts
                counts[measure] = counts.get(measure, 0) + count
    begin, end = _moment(quarter.starts_on), _moment(quarter.ends_on)
    mine = Ballot.objects.filter(member__in=ids).values("member_id").order_by()
    votes = mine.filter(nomination__counted_at__gte=begin, nomination__counted_at__lt=end)
    for row in votes.annotate(offered=Count("id"), has=Count("id", filter=~Q(choice=""))):
        _keep(found, row, Measure.VOTES)
    said = Exists(
        Remark.objects.filter(nomination=OuterRef("nomination"), author=OuterRef("member"))
    )
    talks = mine.filter(opened_at__gte=begin, opened_at__lt=end)
    for row in talks.annotate(offered=Count("id"), has=Count("id", filter=Q(said))):
        _keep(found, row, Measure.REMARKS)
    return found


def _keep(found: dict[int, Done], row: Mapping[str, Any], measure: Measure) -> None:
    done = found[row["member_id"]]
    done.counts[measure], done.offered[measure] = row["has"], row["offered"]


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def owed_days(membership: Membership, quarter: Quarter, breaks: Iterable[Break]) -> int:
    """Return on how many days of a quarter a member owed anything."""
    joined = membership.joined_at.astimezone(UTC).date()
    begin, end = max(quarter.starts_on, joined), quarter.ends_on
    if begin >= end:
        return 0
    # Leaves may share a day: who comes back and goes again on one day was away on it once.
    away: set[int] = set()
    for one in breaks:
        first, last = max(one.starts_on, begin), min(one.ends_on, quarter.last_on)
        away.update(range(first.toordinal(), last.toordinal() + 1))
    return (end - begin).days - len(away)


def owed(required: int, days: int, quarter: Quarter, offered: int | None = None) -> int:
    """Return how many are owed for so many days of a quarter, rounded up."""
    share = -(-required * days // quarter.days)
    return share if offered is None else min(share, offered)


def meters_of(
    memberships: Collection[Membership], quarter: Quarter, *, now: datetime
) -> dict[int, Meter]:
    """Return how members stand in a quarter, by membership. Five statements for however many."""
    duties = duties_in_force()
    done = done_in({one.member_id for one in memberships}, quarter)
    breaks: dict[int, list[Break]] = {}
    ids = [one.pk for one in memberships]
    for one in Break.objects.filter(membership__in=ids).order_by("id"):
        breaks.setdefault(one.membership_id, []).append(one)
    return {
        one.pk: _meter(one, quarter, duties, done[one.member_id], breaks.get(one.pk, []), now)
        for one in memberships
    }


def _meter(
    membership: Membership,
    quarter: Quarter,
    duties: list[Duty],
    done: Done,
    breaks: list[Break],
    now: datetime,
) -> Meter:
    days = owed_days(membership, quarter, breaks)
    lines = []
    for duty in duties:
        measure = Measure(duty.measure)
        offered = done.offered.get(measure, 0) if measure in OFFERED_MEASURES else None
        needs = owed(duty.required, days, quarter, offered)
        if duty.required:
            lines.append(DutyLine(measure, done.counts.get(measure, 0), needs))
    today = now.astimezone(UTC).date()
    is_over = today >= quarter.ends_on
    return Meter(quarter, _result(lines, days, quarter, today), tuple(lines), is_over)


def _result(lines: list[DutyLine], days: int, quarter: Quarter, today: date) -> QuarterState:
    if not days:
        return QuarterState.EXCUSED
    if not any(line.missing for line in lines):
        return QuarterState.MET
    if today >= quarter.ends_on:
        return QuarterState.MISSED
    gone = (today - quarter.starts_on).days * 100
    is_late = gone >= rules().guru_risk_percent * quarter.days
    return QuarterState.AT_RISK if is_late else QuarterState.UNDER_WAY


def meter_now(membership: Membership, *, now: datetime) -> Meter:
    """Return how a member stands in the quarter under way."""
    quarter = quarter_of(now.astimezone(UTC).date())
    return meters_of([membership], quarter, now=now)[membership.pk]


def quarters_of(membership: Membership) -> list[Meter]:
    """Return the quarters that are over, as they were written down, the last first."""
    rows = QuarterRow.objects.filter(membership=membership).order_by("-starts_on", "-id")
    return [written(row) for row in rows]


def written(row: QuarterRow) -> Meter:
    """Return a quarter as it was written down."""
    lines = tuple(DutyLine(Measure(name), has, needs) for name, has, needs in row.lines)
    return Meter(quarter_of(row.starts_on), QuarterState(row.result), lines, is_over=True)
