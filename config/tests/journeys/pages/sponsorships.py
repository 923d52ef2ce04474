"""Pages of sponsorships, the creator's and the desk's, and of growth."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from referrals.links.choices import LinkKind
from referrals.sponsorships.models import Sponsorship


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return (who, path) of every page."""
    found: list[Address] = [
        ("salma", reverse("sponsorships:mine")),
        ("salma", reverse("sponsorships:ask")),
        ("admin", reverse("sponsorships:desk")),
        ("admin", reverse("sponsorships:desk_invite")),
        ("admin", reverse("sponsorships:desk_books")),
        ("admin", reverse("sponsorships:desk_book", args=["sa"])),
        ("admin", reverse("growth:screen")),
        ("admin", reverse("growth:compare")),
        ("admin", reverse("growth:cohorts")),
        ("admin", reverse("growth:things", args=[LinkKind.SPONSORSHIP.value])),
    ]
    for row in Sponsorship.objects.select_related("creator").order_by("id"):
        name = row.creator.username
        found += [
            (name, reverse("sponsorships:mine")),
            (name, row.get_absolute_url()),
            ("admin", row.get_absolute_url()),
        ]
        if row.state == "requested":
            found.append(("admin", reverse("sponsorships:desk_terms", args=[row.public_id])))
    return found
