"""Pages of searching: found, not found, corrected; what is kept; the desk of words."""

from __future__ import annotations

from urllib.parse import quote

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.search.models import WordGroup


def pages(world: World) -> list[Address]:
    """Return the pages that are looked at in every language."""
    assert world.gigs
    logo, slip = quote("شعار"), quote("مقهي كامله شعاار")
    group = WordGroup.objects.order_by("id")[0]
    return [
        ("", "/search/"),
        ("", f"/search/?q={slip}"),
        ("", f"/search/?q={logo}&kind=article"),
        ("", "/search/?kind=member&language=en"),
        ("omar", f"/gigs/?q={slip}"),
        ("omar", "/search/saved/"),
        ("omar", "/favourites/"),
        ("huda", f"/desk/words/?try={slip}"),
        ("huda", reverse("search:edit_group", args=[group.public_id])),
    ]
