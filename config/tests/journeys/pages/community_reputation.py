"""Pages of boards, points and reports, and the community manager's desk."""

from __future__ import annotations

from django.urls import reverse

from community.reputation.models import ElsewhereReport
from config.demo.world import World
from config.tests.journeys.pages import Address


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return (who, path) of every page."""
    boards = reverse("reputation:boards")
    found: list[Address] = [
        ("", boards),
        ("tariq", f"{boards}?period=all"),
        ("salma", f"{boards}?kind=like"),
        ("", reverse("reputation:rules")),
        ("", reverse("reputation:points", args=["tariq"])),
        ("tariq", reverse("reputation:points", args=["tariq"])),
        ("salma", reverse("reputation:elsewhere")),
        ("noor", reverse("reputation:desk")),
        ("noor", reverse("reputation:desk_rule", args=["like"])),
        ("noor", reverse("reputation:desk_reports")),
        ("noor", f"{reverse('reputation:desk_reports')}?tab=decided"),
    ]
    reports = ElsewhereReport.objects.order_by("state", "id").distinct("state")
    ids = reports.values_list("public_id", flat=True)
    return [*found, *(("noor", reverse("reputation:desk_report", args=[one])) for one in ids)]
