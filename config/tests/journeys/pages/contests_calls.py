"""Pages of contests: the hall, each state that the demo has, the desk with all its steps."""

from __future__ import annotations

from django.urls import reverse

from config.demo.contests_calls import DAY, Plan, draft_contest
from config.demo.world import World
from config.tests.journeys.pages import Address
from contests.calls.models import Contest

STEPS = ("words", "dates", "entrants", "country", "prizes", "fund")


def _draft(world: World) -> Contest:
    """Return a draft that lacks much: no prize, one language."""
    plan = Plan(
        slug="being-prepared",
        kind="follow",
        texts={"ar": ("قيد الإعداد", "سطر واحد.", "البداية.")},
        opens_at=world.now + 9 * DAY,
        country="SA",
    )
    return draft_contest(world, plan, at=world.now)


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    writing = Contest.objects.get(slug="the-letter-that-worked")
    draw = Contest.objects.get(slug="lantern-of-the-season")
    off = Contest.objects.get(slug="first-order-stories")
    draft = _draft(world)
    return [
        ("", reverse("calls:hall")),
        ("", reverse("calls:hall") + "?tab=closed"),
        ("", reverse("calls:hall") + "?tab=judging&kind=follow"),
        ("", writing.get_absolute_url()),
        ("", draw.get_absolute_url()),
        ("", off.get_absolute_url()),
        ("salma", writing.get_absolute_url()),
        ("reem", draw.get_absolute_url()),
        ("admin", draft.get_absolute_url()),
        ("admin", reverse("calls:desk")),
        ("admin", reverse("calls:desk_new")),
        ("admin", reverse("calls:desk_rules")),
        ("admin", reverse("calls:desk_rule_book", args=["sa"])),
        ("admin", reverse("calls:desk_template", args=["writing", "ur"])),
        ("admin", reverse("calls:desk_contest", args=[draft.public_id])),
        ("admin", reverse("calls:desk_contest", args=[writing.public_id])),
        ("admin", reverse("calls:desk_contest", args=[off.public_id])),
        *[("admin", reverse(f"calls:desk_{step}", args=[draft.public_id])) for step in STEPS],
    ]
