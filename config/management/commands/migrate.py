"""`manage.py migrate`, which makes an empty database from `schema.sql` where settings allow."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from config.schema import load_schema


class Command(migrate.Command):
    """Django's command; development and tests spare an empty database the whole way."""

    def handle(self, *args: Any, **options: Any) -> None:
        if options["app_label"] is None and not options["plan"]:
            load_schema()
        super().handle(*args, **options)
