"""Which days are looked at: twelve weeks unless others are asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from marketplace.core.conf import rules
from marketplace.core.errors import Invalid
from marketplace.insights.errors import PeriodTooLong
from marketplace.insights.queries import Period

DEFAULT_DAYS: Final = 84
FIRST_YEAR, LAST_YEAR = 2000, 2199


def growth_period(since: date | None, last: date | None, *, today: date) -> Period:
    """Return the period from the first to the last day, both included.

    Raises Invalid for days that no period reaches, PeriodTooLong.
    """
    for name, day in (("since", since), ("until", last)):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Invalid(field=name)
    end = last or today
    start = since or end - timedelta(days=DEFAULT_DAYS - 1)
    if start > end:
        start, end = end, start
    if (end - start).days >= rules().growth_days_max:
        raise PeriodTooLong(field="since", days=rules().growth_days_max)
    return Period(start, end + timedelta(days=1))
