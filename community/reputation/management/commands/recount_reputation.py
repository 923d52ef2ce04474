"""`manage.py recount_reputation [--check]`: everything that is counted, against the record."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.reputation.services import check_reputation, recount_reputation
from marketplace.core import clock


class Command(BaseCommand):
    """Recount from contributions; with `--check` only report drift, and exit 1 on any."""

    help = "Recounts tallies, scores and boards from the record of contributions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="report drift and change nothing; exit 1 on any"
        )
        parser.add_argument(
            "--every-row", action="store_true", help="leave nothing to checksums: slower, and exact"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print what differs, one line a row, and what was done about it."""
        is_check = bool(options["check"])
        verb = check_reputation if is_check else recount_reputation
        found = verb(now=clock.now(), every_row=bool(options["every_row"]))
        for drift in found.drifts:
            self.stdout.write(f"{drift.table}: {drift.rows} rows differ")
            for line in drift.shown:
                self.stdout.write(f"  {line}")
        if found.waiting and is_check:
            self.stdout.write(f"{found.waiting} members wait for the next count of their days")
        if not found.rows:
            self.stdout.write("no drift")
        elif is_check:
            sys.exit(1)
        else:
            self.stdout.write(f"{found.rows} rows mended")
