"""Which day it is for a contest: the day of its country."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from contests.calls.models import Contest
from marketplace.relationships.queries.months import local_day, month_start

# The zone of a country's capital; a contest of no country counts by the platform's home.
ZONES: Final = {
    "SA": "Asia/Riyadh",
    "AE": "Asia/Dubai",
    "EG": "Africa/Cairo",
    "QA": "Asia/Qatar",
    "KW": "Asia/Kuwait",
    "BH": "Asia/Bahrain",
    "OM": "Asia/Muscat",
    "JO": "Asia/Amman",
    "LB": "Asia/Beirut",
    "PS": "Asia/Hebron",
    "IL": "Asia/Jerusalem",
    "IQ": "Asia/Baghdad",
    "MA": "Africa/Casablanca",
    "DZ": "Africa/Algiers",
    "TN": "Africa/Tunis",
    "PK": "Asia/Karachi",
    "TR": "Europe/Istanbul",
}
HOME: Final = "Asia/Riyadh"


def contest_zone(contest: Contest) -> str:
    """Return the zone by whose midnight daily actions begin anew."""
    return ZONES.get(contest.country, HOME)


def contest_day(contest: Contest, moment: datetime) -> date:
    """Return which day it is for the contest."""
    return local_day(moment, timezone=contest_zone(contest))


def next_day_at(contest: Contest, moment: datetime) -> datetime:
    """Return when the contest's next day begins."""
    tomorrow = contest_day(contest, moment) + timedelta(days=1)
    return month_start(tomorrow, 0, timezone=contest_zone(contest))
