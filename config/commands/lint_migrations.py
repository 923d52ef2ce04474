"""Runs django-migration-linter without making it an installed app."""

import sys
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command

from config.embedded import ROOT


def main(arguments: list[str]) -> int:
    """Lint the project's own migrations and return the linter's exit code."""
    django.setup()
    from django_migration_linter.management.commands.lintmigrations import (  # noqa: PLC0415
        Command,
    )

    own = [
        app.label
        for app in apps.get_app_configs()
        if Path(app.path).is_relative_to(ROOT) and ".venv" not in Path(app.path).parts
    ]
    options = ["--project-root-path", str(ROOT), "--no-cache", "--quiet", "ok"]
    try:
        call_command(Command(), *options, "--include-apps", *own, *arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
