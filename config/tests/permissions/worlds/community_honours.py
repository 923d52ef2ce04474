"""Trophies in three states, and cases about salma and omar at each step."""

from __future__ import annotations

from community.rings.models import RingAppeal
from community.rings.tests.world import made
from community.trophies.models import Simulation
from community.trophies.tests.world import trophy
from config.tests.permissions.rules import ALL_ROLES, OMAR, SALMA
from config.tests.permissions.world import SALMAS_SECRET, SHARED_SECRET, World

RULE = {"metric": "count", "kinds": ["reply"], "at_least": 3}


def add_honours(world: World) -> None:
    """Make everything that the table of trophies and honesty names."""
    now = world.now
    trophy(RULE, now=now, slug="cup-on")
    trophy(RULE, now=now, slug="cup-draft", state="draft")
    simulated = trophy(RULE, now=now, slug="cup-simulated", state="draft")
    Simulation.objects.create(trophy=simulated, version=1, awards=0, members=0, at=now)
    people = [world.who(SALMA), world.who(OMAR)]
    decided = {
        "proposed_at": now,
        "proposal": "Look.",
        "decided_at": now,
        "decided_by": world.who(ALL_ROLES),
        "reason": SHARED_SECRET,
    }
    proposed = {"proposed_at": now, "proposal": SHARED_SECRET}
    appealed = made(people, now=now, state="appealed", **decided)
    appeal = RingAppeal.objects.create(case=appealed, member=people[0], text=SALMAS_SECRET, at=now)
    world.ids |= {
        "cup_on": "cup-on",
        "cup_draft": "cup-draft",
        "cup_simulated": "cup-simulated",
        "ring_open": made(people, now=now).public_id,
        "ring_proposed": made(people, now=now, state="proposed", **proposed).public_id,
        "ring_reversed": made(people, now=now, state="reversed", **decided).public_id,
        "ring_appeal": appeal.public_id,
    }


PARTS = (add_honours,)
