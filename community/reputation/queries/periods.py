"""Which days a board adds up. All days are in UTC; weeks begin on Monday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from community.reputation.choices import Period

# Before anybody contributed anything: where all time begins.
DAWN: Final = date(2000, 1, 1)
_WEEK: Final = 7
_MONTHS: Final = 12


@dataclass(frozen=True)
class Span:
    """A period by its first day, and the day after its last (none for all time)."""

    period: Period
    starts_on: date
    ends_on: date | None

    @property
    def last_on(self) -> date | None:
        """The last day of it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None


def span_of(period: Period, day: date) -> Span:
    """Return the week, month or year that a day lies in; all time for all days."""
    if period == Period.WEEK:
        start = day - timedelta(days=day.weekday())
        return Span(period, start, start + timedelta(days=_WEEK))
    if period == Period.MONTH:
        start = day.replace(day=1)
        years, month = divmod(start.month, _MONTHS)
        return Span(period, start, date(start.year + years, month + 1, 1))
    if period == Period.YEAR:
        return Span(period, date(day.year, 1, 1), date(day.year + 1, 1, 1))
    return Span(period, DAWN, None)


def before(span: Span) -> Span | None:
    """Return the period before this one; None before the first of all."""
    if span.ends_on is None or span.starts_on <= DAWN:
        return None
    return span_of(span.period, span.starts_on - timedelta(days=1))


def after(span: Span, today: date) -> Span | None:
    """Return the period after this one; None where it would lie ahead."""
    if span.ends_on is None or span.ends_on > today:
        return None
    return span_of(span.period, span.ends_on)


def today_in_utc(now: datetime) -> date:
    """Return the day that it is in UTC."""
    return now.astimezone(UTC).date()


def kept_since(today: date) -> dict[Period, date]:
    """Return from which first day on the totals of each period are kept ready.

    Weeks and months: this one and the one before; what lies further back is added up from days
    when somebody asks. Years and all time are always ready.
    """
    week = span_of(Period.WEEK, today).starts_on - timedelta(days=_WEEK)
    month = span_of(Period.MONTH, span_of(Period.MONTH, today).starts_on - timedelta(days=1))
    return {
        Period.WEEK: week,
        Period.MONTH: month.starts_on,
        Period.YEAR: DAWN,
        Period.ALL: DAWN,
    }
