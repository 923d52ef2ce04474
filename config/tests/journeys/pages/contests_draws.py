"""Pages of actions and draws: the open one, the drawn one, and their desks."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from contests.actions.models import Action, Claim
from contests.calls.models import Contest


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return (who, path) of every page."""
    running = Contest.objects.get(slug="deeds-of-the-souq")
    done = Contest.objects.get(slug="tea-glass-draw")
    draft = Contest.objects.filter(kind="follow", state="announced").order_by("id")[0]
    shot = Action.objects.get(contest=running, verifier="screenshot")
    rejected = Claim.objects.filter(action=shot, state="rejected")[0]
    one = [running.slug, shot.public_id]
    return [
        ("", running.get_absolute_url()),
        ("salma", running.get_absolute_url()),
        (rejected.entrant.member.username, running.get_absolute_url()),
        ("salma", reverse("actions:do", args=one)),
        (
            rejected.entrant.member.username,
            reverse("actions:appeal", args=[running.slug, rejected.public_id]),
        ),
        ("", reverse("draws:draw", args=[running.slug])),
        ("", done.get_absolute_url()),
        ("", reverse("draws:draw", args=[done.slug])),
        ("admin", reverse("actions:desk", args=[running.public_id])),
        ("admin", reverse("actions:desk", args=[running.public_id]) + "?tab=appeals"),
        ("admin", reverse("actions:desk", args=[running.public_id]) + "?tab=entrants"),
        ("admin", reverse("actions:desk", args=[draft.public_id])),
        ("admin", reverse("draws:desk", args=[running.public_id])),
        ("admin", reverse("draws:desk", args=[done.public_id])),
    ]
