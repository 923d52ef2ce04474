"""A cost and something the club gives, so that each page of worth has what it is about."""

from __future__ import annotations

from community.gurus.models import Privilege
from community.worth.services.costing import CostDraft, record_cost
from config.tests.permissions.rules import COMMUNITY_MANAGER, SALMA
from config.tests.permissions.world import World


def add_worth(world: World) -> None:
    """Write a cost down; the club's world comes before this one."""
    manager, now = world.who(COMMUNITY_MANAGER), world.now
    draft = CostDraft(kind="prizes", month=now.date(), note="Cups", amount=1_000)
    cost = record_cost(actor=manager, draft=draft, now=now)
    gift = Privilege.objects.order_by("id")[0]
    world.ids |= {
        "worth_cost": cost.public_id,
        "worth_gift": gift.public_id,
        "worth_name": world.who(SALMA).username,
        "worth_month": f"{now:%Y-%m}",
    }


PARTS = (add_worth,)
