"""`manage.py schema`: write `config/schema.sql` anew from the migrations, or compare the two.

A migration that isn't safe to apply (see config/commands/lint_migrations.py) is refused before
anything is written, so a file that fits the migrations says that they passed.
"""

from __future__ import annotations

import difflib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test.utils import override_settings

from config.commands.lint_migrations import main as lint
from config.schema import FILE, is_untouched, write_schema

DATABASE = "wazzifni_schema"


class Command(BaseCommand):
    """Runs every migration in a database of its own, and writes down what comes out."""

    help = (
        "Write the schema file from the migrations, if all are safe to apply; --check compares it "
        "instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, write nothing")
        parser.add_argument(
            "--by-digest", action="store_true", help="with --check: compare digests, which is quick"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["check"] and options["by_digest"]:
            if not is_untouched():
                raise CommandError(f"{FILE.name} is older than the migrations, or was edited.")
            return
        if not options["check"] and lint([]):
            raise CommandError("A migration isn't safe to apply; nothing was written.")
        made = self._made_from_migrations()
        if not options["check"]:
            FILE.write_text(made, encoding="utf-8")
            self.stdout.write(f"{FILE.name}: {made.count('CREATE TABLE')} tables.")
            return
        kept = FILE.read_text(encoding="utf-8") if FILE.is_file() else ""
        if kept != made:
            lines = difflib.unified_diff(kept.splitlines(), made.splitlines(), "kept", "made", n=1)
            raise CommandError("\n".join([f"{FILE.name} isn't what the migrations make.", *lines]))

    @staticmethod
    def _made_from_migrations() -> str:
        creation = connection.creation
        own = connection.settings_dict["NAME"]
        test = connection.settings_dict["TEST"]
        before, test["NAME"] = test["NAME"], DATABASE
        try:
            with override_settings(SCHEMA_FROM_FILE=False):
                creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            return write_schema()
        finally:
            creation.destroy_test_db(own, verbosity=0)
            test["NAME"] = before
