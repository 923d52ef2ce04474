"""`manage.py sync_trophies`: add shipped trophies that are missing, mend words."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from community.trophies.services import sync_shipped
from marketplace.core import clock


class Command(BaseCommand):
    """Keeps the shipped trophies in place; safe to run at any time."""

    help = "Add shipped trophies that are missing; leave what managers have edited."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Run it and say how many were added."""
        added = sync_shipped(now=clock.now())
        self.stdout.write(f"trophies added: {added}")
