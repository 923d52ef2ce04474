"""`manage.py recount_worth [--check]`: months of worth against the record and the forum."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.worth.services.counting import check_worth, recount_worth
from marketplace.core import clock


class Command(BaseCommand):
    """Recount months; with `--check` only report drift, and exit 1 on any."""

    help = "Recounts what contributions are worth, month by month."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="report drift and change nothing; exit 1 on any"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print what differs, and what was done about it."""
        is_check = bool(options["check"])
        found = (check_worth if is_check else recount_worth)(now=clock.now())
        for line in found.shown:
            self.stdout.write(f"  {line}")
        if not found.rows:
            self.stdout.write("no drift")
        elif is_check:
            self.stdout.write(f"{found.rows} months differ")
            sys.exit(1)
        else:
            self.stdout.write(f"{found.rows} months mended")
