"""Pages of worth: one's own, the desk, its books."""

from __future__ import annotations

from django.urls import reverse

from community.worth.models import MemberMonth, ProgrammeCost
from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    last = MemberMonth.objects.filter(member=world.who("tariq")).order_by("-month")[0]
    month = f"{last.month:%Y-%m}"
    cost = ProgrammeCost.objects.filter(corrects=None, minutes__isnull=False).order_by("id")[0]
    return [
        ("tariq", reverse("worth:mine")),
        ("tariq", reverse("worth:month", args=[month])),
        ("omar", reverse("worth:mine")),
        ("noor", reverse("worth:desk")),
        ("noor", f"{reverse('worth:desk')}?scope=all&step=quarter"),
        ("noor", reverse("worth:desk_member", args=["tariq"])),
        ("noor", reverse("worth:desk_member_month", args=["tariq", month])),
        ("noor", reverse("worth:desk_price")),
        ("noor", reverse("worth:desk_costs")),
        ("noor", cost.get_absolute_url()),
    ]
