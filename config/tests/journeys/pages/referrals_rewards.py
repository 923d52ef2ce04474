"""Pages of rewards and programmes, and of cases about referrals."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from referrals.guard.models import Case
from referrals.programs.models import Program, Reward


def pages(world: World) -> list[Address]:  # noqa: ARG001
    """Return (who, path) of every page."""
    found: list[Address] = [
        ("salma", reverse("own_links:home")),
        ("salma", reverse("programs:rewards")),
        ("salma", reverse("programs:board")),
        ("admin", reverse("programs:desk")),
        ("admin", reverse("programs:desk_add")),
        ("noor", reverse("guard:desk")),
    ]
    for program in Program.objects.order_by("state", "id").distinct("state"):
        found.append(("admin", program.get_absolute_url()))
        found.append(("admin", reverse("programs:desk_rewards", args=[program.public_id])))
        if program.state in ("draft", "paused"):
            found.append(("admin", reverse("programs:desk_rule", args=[program.public_id])))
    rewards = Reward.objects.select_related("member").order_by("state", "id").distinct("state")
    for reward in rewards:
        found.append((reward.member.username, reward.get_absolute_url()))
        found.append(("admin", reverse("programs:desk_reward", args=[reward.public_id])))
    for case in Case.objects.select_related("owner").order_by("state", "id").distinct("state"):
        found.append((case.owner.username, case.get_absolute_url()))
        found.append(("noor", reverse("guard:desk_case", args=[case.public_id])))
    return found
