"""Months: the 31st, February, leap years, clocks that change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.worktime import add_delivery_days
from marketplace.relationships.queries.months import (
    add_months,
    delivery_days_until,
    month_start,
    zone_of,
)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
    ],
)
def test_a_day_that_a_month_lacks_is_its_last(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_midnight_that_the_clocks_skip_is_the_first_moment_of_the_day() -> None:
    # Cairo: at midnight of Friday 24 April 2026 the clocks go to one.
    start = month_start(date(2026, 3, 24), 1, timezone="Africa/Cairo")
    assert start == datetime(2026, 4, 23, 22, 0, tzinfo=UTC)
    assert start.astimezone(ZoneInfo("Africa/Cairo")).hour == 1
    before = start - timedelta(seconds=1)
    assert before.astimezone(ZoneInfo("Africa/Cairo")).date() == date(2026, 4, 23)


def test_midnight_that_comes_twice_is_the_first() -> None:
    # Cairo: at midnight of Friday 30 October 2026 it becomes eleven again.
    start = month_start(date(2026, 9, 30), 1, timezone="Africa/Cairo")
    assert start.astimezone(ZoneInfo("Africa/Cairo")).date() == date(2026, 10, 30)
    assert start == datetime(2026, 10, 29, 22, 0, tzinfo=UTC)


def test_summer_time_moves_the_moment_not_the_day() -> None:
    starts = [month_start(date(2026, 2, 15), n, timezone="Europe/Berlin") for n in range(3)]
    assert [(one.day, one.hour) for one in starts] == [(14, 23), (14, 23), (14, 22)]


def test_an_unknown_zone_is_utc() -> None:
    assert zone_of("Atlantis/Capital").key == "UTC"


ZONES = st.sampled_from(
    ["Asia/Riyadh", "Africa/Cairo", "Asia/Amman", "Asia/Beirut", "Africa/Casablanca", "UTC"]
)


@given(anchor=st.dates(date(2020, 1, 1), date(2040, 12, 31)), months=st.integers(0, 60), zone=ZONES)
def test_months_follow_each_other_on_the_right_day(anchor: date, months: int, zone: str) -> None:
    here = month_start(anchor, months, timezone=zone)
    there = month_start(anchor, months + 1, timezone=zone)
    assert timedelta(days=27) < there - here < timedelta(days=32)
    local = here.astimezone(ZoneInfo(zone)).date()
    assert local == add_months(anchor, months)
    assert local.day == anchor.day or (local + timedelta(days=1)).day == 1


@pytest.mark.django_db
@given(minutes=st.integers(0, 2 * 365 * 24 * 60))
def test_the_delivery_days_of_a_month_fit_into_it(minutes: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    end = start + timedelta(days=30)
    days = delivery_days_until(start, end, country="SA", timezone="Asia/Riyadh")
    assert add_delivery_days(start, days, country="SA", timezone="Asia/Riyadh") <= end
    assert add_delivery_days(start, days + 1, country="SA", timezone="Asia/Riyadh") > end
