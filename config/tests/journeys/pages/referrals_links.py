"""The page of one's links, and the question before a cookie."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return (who, path) of every page."""
    return [
        ("salma", reverse("own_links:home")),
        ("rami", reverse("own_links:home")),
        ("", reverse("account_signup")),
    ]
