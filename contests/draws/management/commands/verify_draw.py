"""Repeat a draw from its receipt."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from contests.draws.queries import verify_receipt


class Command(BaseCommand):
    """Exit 0 and the winners when everything matches, 1 and what doesn't."""

    help = "Repeat a draw from its receipt; needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("receipt", help="the receipt's file")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            text = Path(options["receipt"]).read_bytes().decode()
        except (OSError, UnicodeError) as error:
            self.stderr.write(f"can't be read: {error}")
            sys.exit(1)
        verdict = verify_receipt(text)
        for fault in verdict.faults:
            self.stdout.write(f"does not match: {fault}")
        if verdict.faults:
            sys.exit(1)
        for one in verdict.winners:
            self.stdout.write(
                f"{one['place']}. {one['participant']} (ticket {one['ticket']}, {one['label']})"
            )
        self.stdout.write("everything matches")
