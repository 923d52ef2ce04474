"""A newcomer who has burst, and the stranger on a break."""

from __future__ import annotations

from datetime import timedelta

from community.watch.services import pausing
from community.watch.tests import world as making
from config.tests.permissions.rules import STRANGER
from config.tests.permissions.world import World


def add_watch(world: World) -> None:
    """One sighting; the stranger rests for a month."""
    now = world.now
    found = making.sighted(now=now, username="newstar")
    until = (now + timedelta(days=30)).date()
    pausing.begin_pause(member=world.who(STRANGER), until=until, now=now)
    world.ids |= {
        "watch_one": found.public_id,
        "watch_until": (until + timedelta(days=9)).isoformat(),
    }


PARTS = (add_watch,)
