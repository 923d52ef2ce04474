"""`manage.py backup FILE`: database and files in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup import BackupError, make_backup
from marketplace.core import clock


class Command(BaseCommand):
    """Exit 0 and the size when the file is whole, 1 and the reason otherwise."""

    help = "Write the database and every file to FILE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = make_backup(options["file"], now=clock.now())
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{options['file']}: the database and {made.files} files, {made.size:,} bytes."
        )
