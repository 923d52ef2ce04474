"""`manage.py grant_role USERNAME ROLE` gives a role from the operator's console."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.accounts.choices import Role
from marketplace.accounts.queries import get_member_by_username
from marketplace.accounts.services import grant_role, revoke_role
from marketplace.core import clock
from marketplace.core.errors import DomainError


class Command(BaseCommand):
    """Gives a role, or takes it away: the way to the first administrator."""

    help = "Give a member a role; --revoke takes it away."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the member's name and the role."""
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--revoke", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Give or take."""
        verb = revoke_role if options["revoke"] else grant_role
        try:
            member = get_member_by_username(options["username"])
            verb(member=member, role=Role(options["role"]), actor=None, now=clock.now())
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
