"""`manage.py recount_growth [--check]`: counts each day anew, or says where it drifts."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Min
from typing_extensions import override

from marketplace.core import clock
from referrals.growth.choices import Stale
from referrals.growth.models import ChannelDay
from referrals.growth.services import days_between, drifts_of, mend_day, recount_day
from referrals.links.models import Attribution, LinkDay, Outcome


class Command(BaseCommand):
    """Without --check it mends; with it nothing is written, and any drift is exit code 1."""

    help = "Recount growth from the raw rows. With --check: report drift, exit code 1 on any."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare only")
        parser.add_argument("--first", type=date.fromisoformat, help="first day, ISO 8601")
        parser.add_argument("--last", type=date.fromisoformat, help="last day, ISO 8601")

    @override
    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        first = options["first"] or _first_day()
        last = options["last"] or clock.now().date()
        days = list(days_between(first, last)) if first else []
        drifted = 0
        for day in days:
            found = drifts_of(day) if check else mend_day(day)
            drifted += bool(found)
            for drift in found:
                self.stderr.write(
                    f"{drift.on} {drift.what}: kept {drift.kept}, counted {drift.counted}"
                )
        if not check:
            months = {day.replace(day=1) for day in days}
            for month in sorted(months):
                recount_day(on=month, what=Stale.COHORT)
        said = "differ" if check else "differed and were counted anew"
        self.stdout.write(f"{len(days)} days, {drifted} {said}.")
        if check and drifted:
            sys.exit(1)


def _first_day() -> date | None:
    """Return the first day on which there is anything to count; None for none."""
    moments = [
        Attribution.objects.aggregate(at=Min("at"))["at"],
        Outcome.objects.aggregate(at=Min("at"))["at"],
    ]
    days = [moment.date() for moment in moments if moment is not None]
    days += [
        found
        for table in (LinkDay, ChannelDay)
        if (found := table.objects.aggregate(on=Min("on"))["on"]) is not None
    ]
    return min(days, default=None)
