"""`manage.py restore FILE`: puts a backup back, proves the books, pauses payouts and outbox."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.backup import BackupError, restore_backup
from marketplace.core import clock


class Command(BaseCommand):
    """Exit 0 when everything is back and the books hold, 1 otherwise."""

    help = "Restore FILE into an empty database; payouts and outbox stay paused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = restore_backup(options["file"], now=clock.now())
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The database and {made.files} files are back.")
        call_command("check_ledger", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(
            "Payouts and outbox are paused. When the finance desk agrees with the providers:"
            " manage.py switch outbox_paused off; manage.py switch payouts_paused off"
        )
