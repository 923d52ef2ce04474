"""Delivery days keep the hour on the wall, leave weekends out, and add what stood still."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.worktime import add_delivery_days, weekend_of

pytestmark = pytest.mark.django_db

ZONES = {
    "SA": "Asia/Riyadh",
    "EG": "Africa/Cairo",
    "AE": "Asia/Dubai",
    "MA": "Africa/Casablanca",
    "PK": "Asia/Karachi",
    "IL": "Asia/Jerusalem",
    "DE": "Europe/Berlin",
    "US": "America/New_York",
}


def end_of(start: str, days: int, country: str, **options: timedelta) -> str:
    """Count from a wall time of the country to a wall time of the country."""
    zone = ZoneInfo(ZONES[country])
    begins = datetime.fromisoformat(start).replace(tzinfo=zone)
    ends = add_delivery_days(begins, days, country=country, timezone=ZONES[country], **options)
    assert ends.tzinfo is UTC
    return ends.astimezone(zone).strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("country", "weekend"),
    [
        ("SA", {5, 6}),
        ("EG", {5, 6}),
        ("eg", {5, 6}),
        ("IL", {5, 6}),
        ("AE", {6, 7}),
        ("MA", {6, 7}),
        ("PK", {6, 7}),
        ("DE", {6, 7}),
        ("IR", {5}),
        ("BN", {5, 7}),
        ("", {6, 7}),
        ("ZZ", {6, 7}),
    ],
)
def test_weekend_of(country: str, weekend: set[int]) -> None:
    assert weekend_of(country) == weekend


def test_weekend_of_can_be_changed_by_the_operator(settings: Any) -> None:
    settings.WEEKENDS = {"EG": (5,), "XX": range(1, 8)}
    assert weekend_of("EG") == {5}
    assert weekend_of("SA") == {5, 6}
    assert end_of("2026-11-26T10:00", 1, "EG") == "Sat 2026-11-28 10:00"
    with pytest.raises(ImproperlyConfigured, match="no working day"):
        weekend_of("XX")


@pytest.mark.parametrize(
    ("start", "days", "country", "end"),
    [
        # Monday 23 November 2026.
        ("2026-11-23T10:00", 1, "SA", "Tue 2026-11-24 10:00"),
        ("2026-11-23T10:00", 3, "SA", "Thu 2026-11-26 10:00"),
        ("2026-11-23T10:00", 4, "SA", "Sun 2026-11-29 10:00"),
        ("2026-11-23T10:00", 4, "AE", "Fri 2026-11-27 10:00"),
        ("2026-11-23T10:00", 5, "AE", "Mon 2026-11-30 10:00"),
        ("2026-11-23T10:00", 4, "PK", "Fri 2026-11-27 10:00"),
        ("2026-11-23T10:00", 5, "MA", "Mon 2026-11-30 10:00"),
        ("2026-11-23T10:00", 5, "DE", "Mon 2026-11-30 10:00"),
        # Begun in the middle of a weekend: the first day ends on the first day of work.
        ("2026-11-27T10:00", 1, "SA", "Sun 2026-11-29 10:00"),
        ("2026-11-28T23:59", 1, "SA", "Sun 2026-11-29 23:59"),
        ("2026-11-28T23:59", 2, "SA", "Mon 2026-11-30 23:59"),
        ("2026-11-28T00:00", 1, "DE", "Mon 2026-11-30 00:00"),
        # At the edges of the day.
        ("2026-11-26T00:00", 1, "SA", "Sun 2026-11-29 00:00"),
        ("2026-11-26T23:59", 1, "SA", "Sun 2026-11-29 23:59"),
        # Ten days are two weeks wherever two days rest.
        ("2026-11-23T10:00", 10, "SA", "Mon 2026-12-07 10:00"),
        ("2026-11-23T10:00", 10, "DE", "Mon 2026-12-07 10:00"),
        # Over the year's end and the leap day.
        ("2026-12-31T09:00", 1, "AE", "Fri 2027-01-01 09:00"),
        ("2028-02-28T09:00", 1, "AE", "Tue 2028-02-29 09:00"),
        ("2028-02-28T09:00", 2, "AE", "Wed 2028-03-01 09:00"),
        ("2028-02-29T09:00", 1, "AE", "Wed 2028-03-01 09:00"),
        ("2027-02-26T09:00", 1, "AE", "Mon 2027-03-01 09:00"),
        ("2100-02-26T09:00", 1, "AE", "Mon 2100-03-01 09:00"),
        # Clocks go forward (29 March 2026 in Berlin, 24 April 2026 in Cairo) and back.
        ("2026-03-27T10:00", 1, "DE", "Mon 2026-03-30 10:00"),
        ("2026-10-23T10:00", 1, "DE", "Mon 2026-10-26 10:00"),
        ("2026-04-23T10:00", 1, "EG", "Sun 2026-04-26 10:00"),
        ("2026-10-29T10:00", 1, "EG", "Sun 2026-11-01 10:00"),
        # Ramadan takes Morocco back an hour and forward again.
        ("2026-02-13T10:00", 1, "MA", "Mon 2026-02-16 10:00"),
        ("2026-03-20T10:00", 1, "MA", "Mon 2026-03-23 10:00"),
    ],
)
def test_add_delivery_days(start: str, days: int, country: str, end: str) -> None:
    assert end_of(start, days, country) == end


def test_a_day_in_which_the_clocks_change_is_one_day(settings: Any) -> None:
    settings.WEEKENDS = {"US": ()}
    # 8 March 2026 has 23 hours in New York, 1 November 25.
    start = datetime(2026, 3, 7, 12, 0, tzinfo=ZoneInfo("America/New_York"))
    end = add_delivery_days(start, 1, country="US", timezone="America/New_York")
    assert end - start == timedelta(hours=23)
    start = datetime(2026, 10, 31, 12, 0, tzinfo=ZoneInfo("America/New_York"))
    end = add_delivery_days(start, 1, country="US", timezone="America/New_York")
    assert end - start == timedelta(hours=25)


def test_a_wall_time_that_is_skipped_moves_on_and_one_that_comes_twice_is_the_first(
    settings: Any,
) -> None:
    settings.WEEKENDS = {"US": ()}
    assert end_of("2026-03-07T02:30", 1, "US") == "Sun 2026-03-08 03:30"
    assert end_of("2026-03-07T02:30", 2, "US") == "Mon 2026-03-09 02:30"
    zone = ZoneInfo("America/New_York")
    twice = add_delivery_days(
        datetime(2026, 10, 31, 1, 30, tzinfo=zone), 1, country="US", timezone=zone.key
    )
    assert twice == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = datetime(2026, 11, 1, 1, 30, tzinfo=zone, fold=1)
    after = add_delivery_days(second, 1, country="US", timezone=zone.key)
    assert after == datetime(2026, 11, 2, 6, 30, tzinfo=UTC)


def test_time_that_stood_still_is_added_as_it_elapsed() -> None:
    assert end_of("2026-11-23T10:00", 3, "SA", stopped=timedelta(hours=5, minutes=1)) == (
        "Thu 2026-11-26 15:01"
    )
    # Elapsed time doesn't step over the weekend, and not over a change of clocks either.
    assert end_of("2026-11-23T10:00", 3, "SA", stopped=timedelta(days=1)) == (
        "Fri 2026-11-27 10:00"
    )
    assert end_of("2026-03-26T10:00", 1, "DE", stopped=timedelta(days=2)) == (
        "Sun 2026-03-29 11:00"
    )


def test_no_days_end_at_once() -> None:
    assert end_of("2026-11-27T10:00", 0, "SA") == "Fri 2026-11-27 10:00"
    second = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=1)
    end = add_delivery_days(second, 0, country="US", timezone="America/New_York")
    assert end == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_the_zone_decides_which_day_it_is() -> None:
    """Thursday evening in UTC is Friday already in Karachi, where Friday is a day of work."""
    start = datetime(2026, 11, 26, 21, 0, tzinfo=UTC)
    assert add_delivery_days(start, 1, country="SA", timezone="Asia/Karachi") == datetime(
        2026, 11, 28, 21, 0, tzinfo=UTC
    )
    assert add_delivery_days(start, 1, country="SA", timezone="UTC") == datetime(
        2026, 11, 29, 21, 0, tzinfo=UTC
    )


def test_an_unknown_zone_is_told_by_utc() -> None:
    start = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    for zone in ("", "Mars/Olympus", "../etc/passwd"):
        assert add_delivery_days(start, 1, country="SA", timezone=zone) == datetime(
            2026, 11, 24, 9, 0, tzinfo=UTC
        )


@pytest.mark.parametrize(
    ("start", "days", "stopped"),
    [
        (datetime(2026, 11, 23, 9, 0), 1, timedelta()),  # noqa: DTZ001 - that is the mistake
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), -1, timedelta()),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), 1, timedelta(seconds=-1)),
    ],
)
def test_add_delivery_days_refuses(start: datetime, days: int, stopped: timedelta) -> None:
    with pytest.raises(ValueError, match="forward"):
        add_delivery_days(start, days, country="SA", timezone="Asia/Riyadh", stopped=stopped)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 40),
    st.sampled_from(sorted(ZONES)),
)
def test_delivery_days_add_up_and_never_end_in_a_weekend(
    start: datetime, days: int, country: str
) -> None:
    def after(moment: datetime, count: int) -> datetime:
        return add_delivery_days(moment, count, country=country, timezone=ZONES[country])

    zone = ZoneInfo(ZONES[country])
    end = after(start, days)
    assert end.astimezone(zone).isoweekday() not in weekend_of(country)
    assert after(start, days + 1) - end >= timedelta(hours=22)
    # Every count passes exactly that many days of work.
    begins, ends = start.astimezone(zone).date(), end.astimezone(zone).date()
    passed = (begins + timedelta(days=n + 1) for n in range((ends - begins).days))
    assert sum(day.isoweekday() not in weekend_of(country) for day in passed) == days
