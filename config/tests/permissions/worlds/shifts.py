"""Shifts of salma, who is a guru, in each state that something begins from."""

from __future__ import annotations

from datetime import timedelta

from community.shifts.services import offering, working
from community.shifts.tests import world as making
from config.tests.permissions.rules import COMMUNITY_MANAGER, SALMA
from config.tests.permissions.world import World

DAY = timedelta(days=1)


def add_shifts(world: World) -> None:
    """Offered, accepted, begun, reported, and one about which the sides don't agree."""
    manager, salma, now = world.who(COMMUNITY_MANAGER), world.who(SALMA), world.now
    other = making.member("othermanager", "community_manager")
    offered = making.offered(manager, salma, now=now)
    accepted = making.brought_to("accepted", manager, salma, now=now + 4 * DAY)
    begun = making.offered(manager, salma, now=now - 4 * DAY)
    begun = offering.accept_shift(shift=begun, actor=salma, now=now - 4 * DAY)
    worked = making.brought_to("worked", manager, salma, now=now - 8 * DAY)
    disputed = making.brought_to("worked", manager, salma, now=now - 12 * DAY)
    disputed = working.question_shift(
        shift=disputed, actor=other, amount=3_000, reason="Half.", now=now
    )
    world.ids |= {
        "shift_offered": offered.public_id,
        "shift_accepted": accepted.public_id,
        "shift_begun": begun.public_id,
        "shift_worked": worked.public_id,
        "shift_disputed": disputed.public_id,
    }


PARTS = (add_shifts,)
