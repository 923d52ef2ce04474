"""Which months are looked at; all in UTC, a period is its first month and its last one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from community.worth.choices import MONTHS_MAX, Step
from community.worth.errors import PeriodOutside, PeriodTooLong

YEAR: Final = 12
QUARTER: Final = 3
# Far from the ends of the calendar, where there is no month before or after.
YEAR_FIRST, YEAR_LAST = 2000, 2100


def month_on(month: date, count: int) -> date:
    """Return the month that many months later, or earlier below zero."""
    years, at = divmod(month.year * YEAR + month.month - 1 + count, YEAR)
    return date(years, at + 1, 1)


def next_month(day: date) -> date:
    """Return the first day of the month after a day's."""
    return month_on(day, 1)


@dataclass(frozen=True)
class Months:
    """Months in a row, both ends included."""

    since: date
    last: date

    @property
    def until(self) -> date:
        """The month after the last one."""
        return next_month(self.last)

    def __iter__(self) -> Iterator[date]:
        month = self.since
        while month <= self.last:
            yield month
            month = next_month(month)


def months_between(since: date | None, last: date | None, *, today: date) -> Months:
    """Return the months asked for; without any the last twelve.

    Raises PeriodTooLong, PeriodOutside.
    """
    if any(one and not YEAR_FIRST <= one.year <= YEAR_LAST for one in (since, last)):
        raise PeriodOutside(field="since", first=YEAR_FIRST, last=YEAR_LAST)
    end = (last or today).replace(day=1)
    begin = (since or month_on(end, 1 - YEAR)).replace(day=1)
    if not begin <= end < month_on(begin, MONTHS_MAX):
        raise PeriodTooLong(field="since", count=MONTHS_MAX)
    return Months(begin, end)


def step_of(month: date, step: Step) -> date:
    """Return the first month of the quarter or year that a month lies in; itself for months."""
    if step == Step.YEAR:
        return date(month.year, 1, 1)
    if step == Step.QUARTER:
        return date(month.year, (month.month - 1) // QUARTER * QUARTER + 1, 1)
    return month
