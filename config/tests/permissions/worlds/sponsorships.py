"""Sponsorships of salma's in the states that the table names."""

from __future__ import annotations

from dataclasses import replace

from config.tests.permissions.rules import ADMIN, SALMA, all_but
from config.tests.permissions.world import SALMAS_SECRET, World
from referrals.sponsorships import services
from referrals.sponsorships.tests import world as sponsored


def add_sponsorships(world: World) -> None:
    """Make everything that the table of sponsorships names."""
    salma, admin, now = world.who(SALMA), world.who(ADMIN), world.now
    judge = world.who(all_but("finance"))
    words = {"pitch": SALMAS_SECRET}
    offered = services.invite_creator(
        actor=admin,
        username=SALMA,
        channel=replace(sponsored.CHANNEL, address=f"https://{SALMAS_SECRET}.example/"),
        terms=sponsored.terms(now),
        now=now,
        **words,
    )
    made = {
        "sponsorship_asked": sponsored.asked(salma, now=now),
        "sponsorship_offered": offered,
        "sponsorship_agreed": sponsored.agreed(salma, admin, now=now),
        "sponsorship_funded": sponsored.funded(salma, admin, now=now),
        "sponsorship_running": sponsored.running(salma, admin, now=now),
        "sponsorship_unread": sponsored.unread(salma, admin, now=now),
        # Refused by somebody else, so that whoever tries may decide.
        "sponsorship_refused": sponsored.refused(salma, judge, now=now),
    }
    world.ids |= {name: row.public_id for name, row in made.items()}
    day = now + 20 * sponsored.DAY
    world.ids |= {
        "sponsorship_day": day.date().isoformat(),
        "sponsorship_moment": day.isoformat(),
        "sponsorship_country": "sa",
        "growth_kind": "contest",
    }


PARTS = (add_sponsorships,)
