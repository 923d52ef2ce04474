"""Trophies on the wall, one's own, at the desk; cases about favours, and the public figures."""

from __future__ import annotations

from django.urls import reverse

from community.rings.models import RingCase
from community.trophies.models import Trophy
from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return the pages that are looked at in every language."""
    found = RingCase.objects.filter(state="open")[0]
    decided = RingCase.objects.filter(state="appealed")[0]
    member = decided.people.order_by("place")[0].member
    draft = Trophy.objects.filter(state="draft")[0]
    return [
        ("", reverse("trophies:wall")),
        ("", reverse("trophies:trophy", args=["first-like"])),
        ("tariq", reverse("trophies:trophy", args=["fifty-people"])),
        ("tariq", reverse("trophies:mine")),
        ("tariq", reverse("accounts:profile", args=["tariq"])),
        ("noor", reverse("trophies:desk")),
        ("noor", reverse("trophies:desk_trophy", args=[draft.slug])),
        ("noor", reverse("trophies:desk_edit", args=[draft.slug])),
        ("", reverse("rings:statistics")),
        (member.username, reverse("rings:cases")),
        (member.username, decided.get_absolute_url()),
        ("noor", reverse("rings:desk")),
        ("noor", reverse("rings:desk_case", args=[found.public_id])),
        ("huda", reverse("rings:desk_case", args=[decided.public_id])),
    ]
