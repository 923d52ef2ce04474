"""A period of days, and the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.core.conf import rules
from marketplace.insights.choices import DAYS_BY_DAY, DAYS_BY_WEEK, Step
from marketplace.insights.errors import PeriodTooLong

DEFAULT_DAYS = 30


@dataclass(frozen=True)
class Period:
    """Days in UTC from `since` until before `until`."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.until - self.since).days

    @property
    def last(self) -> date:
        """The last day that counts."""
        return self.until - timedelta(days=1)

    @property
    def before(self) -> Period:
        """The period of the same length right before."""
        return Period(self.since - timedelta(days=self.days), self.since)

    @property
    def step(self) -> Step:
        """How wide the steps of a chart of it are."""
        if self.days <= DAYS_BY_DAY:
            return Step.DAY
        return Step.WEEK if self.days <= DAYS_BY_WEEK else Step.MONTH

    def step_of(self, day: date) -> int:
        """Return the number of the step, from 0, in which a day of the period lies."""
        if self.step == Step.MONTH:
            return (day.year - self.since.year) * 12 + day.month - self.since.month
        width = 1 if self.step == Step.DAY else 7
        return (day - self.since).days // width

    @property
    def steps(self) -> list[date]:
        """The first day of each step."""
        starts: dict[int, date] = {}
        for offset in range(self.days):
            day = self.since + timedelta(days=offset)
            starts.setdefault(self.step_of(day), day)
        return list(starts.values())


def period_of(since: date | None, last: date | None, *, today: date) -> Period:
    """Return the period that is asked for; by default the last 30 days with today.

    Raises PeriodTooLong.
    """
    end = last or today
    start = since or end - timedelta(days=DEFAULT_DAYS - 1)
    if start > end:
        start, end = end, start
    if (end - start).days >= rules().insight_days_max:
        raise PeriodTooLong(field="since", days=rules().insight_days_max)
    return Period(start, end + timedelta(days=1))
