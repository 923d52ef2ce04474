"""Keys for push messages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from marketplace.notifications.channels.push.keys import make_keys


class Command(BaseCommand):
    """Print a new pair of keys as lines for the environment; nothing is kept here."""

    help = "Print a new VAPID key for push messages, as a line for the environment."

    def handle(self, *_args: Any, **_options: Any) -> None:
        private, public = make_keys()
        self.stdout.write(f"VAPID_PRIVATE_KEY={private}")
        self.stdout.write("VAPID_SUBJECT=mailto:you@example.com")
        self.stdout.write(f"# Its public half, which browsers are given: {public}")
