"""The demo world in one command."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import translation

from config.demo.scale import multiply
from config.demo.steps import STEPS
from config.demo.world import World
from marketplace.accounts.models import Member
from marketplace.core import clock


class Command(BaseCommand):
    """Make the demo world; `--scale N` adds N hundred services and their sellers for load tests."""

    help = "Make the demo world: people, services, articles, orders in every state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=0, help="add N hundred more services")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are members already"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo world has a password that everybody knows: use it with"
                " config.settings.dev only."
            )
        has_people = Member.objects.exists()
        if has_people and options["if_empty"]:
            return
        if has_people and not options["scale"]:
            raise CommandError(
                "There are members here already: the demo world needs an empty house."
            )
        with translation.override("ar"):
            if not has_people:
                self._seed()
            if options["scale"]:
                made = multiply(times=options["scale"], now=clock.now())
                self.stdout.write(f"{made} more services.")

    def _seed(self) -> None:
        world = World(now=clock.now())
        people, *others = STEPS
        # Thousands of small transactions: a power cut now would only mean to seed again.
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")
        with transaction.atomic():
            people(world)
        for step in others:
            step(world)
        counts = f"{len(world.members)} members, {len(world.gigs)} services"
        self.stdout.write(f"The demo world is made: {counts}, {len(world.articles)} articles.")
