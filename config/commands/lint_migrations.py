"""Runs django-migration-linter without making it an installed app."""

import sys

import django
from django.core.management import call_command


def main(arguments: list[str]) -> int:
    """Lint the project's own migrations and return the linter's exit code."""
    django.setup()
    from django_migration_linter.management.commands.lintmigrations import (  # noqa: PLC0415
        Command,
    )

    try:
        call_command(Command(), "--project-root-path", ".", "--no-cache", *arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
