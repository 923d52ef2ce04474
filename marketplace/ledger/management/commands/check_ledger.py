"""`manage.py check_ledger`: proves the books from the entries; exit 1 and the rows if not."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from typing_extensions import override

from marketplace.core.money import Money
from marketplace.ledger.queries import book_totals, prove_books


class Command(BaseCommand):
    """Prints what came in, is held and went out; names every row that breaks a promise."""

    help = "Prove the books from the entries alone. Exit code 1 and the rows where they don't hold."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=100, help="rows named for each promise")

    @override
    def handle(self, *args: Any, limit: int, **options: Any) -> None:
        findings = prove_books(limit=limit)
        for totals in book_totals():
            came_in, held, went_out = (
                Money(amount, totals.currency)
                for amount in (totals.came_in, totals.held, totals.went_out)
            )
            self.stdout.write(
                f"{totals.currency}: in {came_in} = held {held} + out {went_out}"
                f" ({totals.entries} entries)"
            )
        for finding in findings:
            self.stderr.write(f"{finding.row}: {finding.detail} [{finding.promise}]")
        if findings:
            self.stderr.write(f"The books do not hold: {len(findings)} rows.")
            sys.exit(1)
        self.stdout.write("The books hold.")
