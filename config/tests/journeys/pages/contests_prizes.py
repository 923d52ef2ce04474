"""Pages of prizes: the winners', the desk's, the report."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from contests.calls.models import Contest
from contests.prizes.models import Award


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return (who, path) of every page."""
    done = Contest.objects.filter(awards__isnull=False).order_by("id")[0]
    found: list[Address] = [
        ("admin", reverse("prizes:desk", args=[done.public_id])),
        ("admin", reverse("prizes:desk_report", args=[done.public_id])),
        ("admin", reverse("prizes:desk_goods")),
    ]
    for award in Award.objects.select_related("member").order_by("state", "id").distinct("state"):
        name = award.member.username
        if award.state not in ("proposed", "dropped"):
            found += [(name, award.get_absolute_url()), (name, reverse("prizes:list"))]
        if award.state == "due" and award.kind == "goods":
            found.append(("admin", reverse("prizes:desk_send", args=[award.public_id])))
    return found
