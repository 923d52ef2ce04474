"""Pages of entries: the panel, entering, one's own entry, the public list, the desk."""

from __future__ import annotations

from django.urls import reverse

from config.demo.contests_entries import CLOSED, OPEN
from config.demo.world import World
from config.tests.journeys.pages import Address
from contests.entries.models import Entry


def pages(world: World) -> list[Address]:
    """Return the pages that are looked at in every language."""
    assert world.articles
    closed = Entry.objects.filter(contest__slug=CLOSED)
    accepted = closed.filter(state="accepted").order_by("id")[0]
    refused = closed.get(state="refused")
    contest = accepted.contest.public_id
    return [
        ("", reverse("calls:contest", args=[OPEN])),
        ("omar", reverse("entries:enter", args=[OPEN])),
        ("layla", reverse("entries:enter", args=[OPEN])),
        ("salma", reverse("entries:mine")),
        ("hassan", refused.get_absolute_url()),
        ("", reverse("entries:list", args=[CLOSED])),
        ("", accepted.get_absolute_url()),
        ("admin", reverse("entries:desk", args=[contest]) + "?show=all"),
        ("admin", reverse("entries:desk_entry", args=[contest, refused.public_id])),
    ]
