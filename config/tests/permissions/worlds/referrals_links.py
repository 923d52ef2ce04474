"""A link of salma's."""

from __future__ import annotations

from config.tests.permissions.rules import SALMA
from config.tests.permissions.world import World
from referrals.links.services import add_link


def add_links(world: World) -> None:
    """Make everything that the table of links names."""
    link = add_link(member=world.who(SALMA), path="/gigs/", label="card", now=world.now)
    world.ids |= {"link_code": link.code, "link_key": link.key, "link_form": "svg"}


PARTS = (add_links,)
