"""`manage.py create_token USERNAME --scopes a,b` prints an API token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.queries import get_member_by_username
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.errors import DomainError


class Command(BaseCommand):
    """Makes a token for a member and prints its key, which nobody can read again."""

    help = "Make an API token and print it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the member's name, the scopes and how long it lasts."""
        parser.add_argument("username")
        parser.add_argument("--scopes", required=True, help=f"of: {', '.join(sorted(SCOPES))}")
        parser.add_argument("--name", default="Command line")
        parser.add_argument("--days", type=int, default=0, help="0: until it is revoked")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the token."""
        now = clock.now()
        scopes = [scope.strip() for scope in options["scopes"].split(",") if scope.strip()]
        expires_at = now + timedelta(days=options["days"]) if options["days"] else None
        try:
            made = create_token(
                member=get_member_by_username(options["username"]),
                name=options["name"],
                scopes=scopes,
                expires_at=expires_at,
                now=now,
            )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(made.key)
