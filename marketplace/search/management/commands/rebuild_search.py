"""The index anew, from what the apps hold."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from marketplace.core import clock
from marketplace.search.choices import Kind
from marketplace.search.services import SOURCES, rebuild


class Command(BaseCommand):
    """Make the index anew while it is used; after a change of stems, weights or sources."""

    help = "Make the search index anew from services, articles and members."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kinds", nargs="*", choices=[*Kind.values, []], help="only these kinds")

    def handle(self, *_args: Any, **options: Any) -> None:
        kinds = [Kind(kind) for kind in options["kinds"]] or list(SOURCES)
        made = rebuild(kinds=kinds, now=clock.now(), say=self.stdout.write)
        self.stdout.write(", ".join(f"{kind}: {count}" for kind, count in made.items()))
