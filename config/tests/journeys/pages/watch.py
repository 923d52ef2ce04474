"""Newcomers who burst or fade, one's own break, and paid shifts."""

from __future__ import annotations

from django.urls import reverse

from community.shifts.models import Shift
from community.watch.models import Sighting
from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return (who, path) of every page."""
    desk, shifts = reverse("watch:desk"), reverse("shifts:desk")
    found: list[Address] = [
        ("omar", reverse("watch:pause")),
        ("noor", desk),
        ("noor", f"{desk}?tab=fading"),
        ("noor", f"{desk}?tab=closed"),
        ("noor", reverse("watch:effect")),
        ("tariq", reverse("shifts:mine")),
        ("omar", reverse("shifts:mine")),
        ("noor", shifts),
        ("noor", f"{shifts}?tab=coming"),
        ("noor", f"{shifts}?tab=past"),
        ("noor", f"{reverse('shifts:desk_offer')}?who=tariq"),
        ("noor", f"{reverse('shifts:desk_offer')}?who=omar"),
    ]
    rows = Sighting.objects.order_by("id")
    found += [("noor", reverse("watch:sighting", args=[one.public_id])) for one in rows]
    for one in Shift.objects.select_related("member").order_by("id"):
        found.append((one.member.username, one.get_absolute_url()))
        found.append(("noor", reverse("shifts:desk_shift", args=[one.public_id])))
    return found
