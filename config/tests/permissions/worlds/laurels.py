"""Elections at each step: salma is a guru and a candidate in the one that is voted on."""

from __future__ import annotations

from datetime import timedelta

from community.gurus.models import Membership
from community.gurus.tests import world as club
from community.laurels.models import Candidacy, Election
from community.laurels.services import preparing
from community.laurels.tests import world as making
from config.tests.permissions.rules import COMMUNITY_MANAGER, SALMA
from config.tests.permissions.world import World

DAY = timedelta(days=1)
# In which year each of them stands.
DRAFT, NAMING, OWN, BOX, COUNTED, DONE = 2051, 2052, 2053, 2054, 2055, 2056
RUNNING = "candidate001"


def add_elections(world: World) -> None:
    """A draft, nominations, a vote that has opened, a count, a confirmed result."""
    manager, now = world.who(COMMUNITY_MANAGER), world.now
    salma = Membership.objects.get(member=world.who(SALMA), state="active")
    others = [club.guru(manager, club.member(f"elector{one}"), now=now) for one in (1, 2, 3)]
    draft = making.drafted(manager, now=now, year=DRAFT)
    naming = making.opened(manager, now=now, year=NAMING)
    own = making.opened(manager, now=now, year=OWN)
    asked = making.named(own, others[0].member, salma.member, now=now)
    standing = making.accepted(naming, others[0].member, salma.member, now=now)
    box = _box(world, [*others, salma])
    for year, name in ((COUNTED, "counted"), (DONE, "done")):
        found = _counted(world, others, year=year)
        world.ids[f"laurel_{name}"] = found.public_id
    done = Election.objects.get(year=DONE)
    preparing.confirm_result(election=done, actor=manager, now=now)
    # The permission table names it.
    running = Candidacy.objects.filter(election=box).order_by("id")[0]
    Candidacy.objects.filter(pk=running.pk).update(public_id=RUNNING)
    world.ids |= {
        "laurel_draft": draft.public_id,
        "laurel_naming": naming.public_id,
        "laurel_box": box.public_id,
        "laurel_asked": asked.public_id,
        "laurel_standing": standing.public_id,
        "laurel_year_naming": NAMING,
        "laurel_year_box": BOX,
        "laurel_year_done": DONE,
    }


def _box(world: World, gurus: list[Membership]) -> Election:
    """Return an election whose vote opened yesterday."""
    manager, before = world.who(COMMUNITY_MANAGER), world.now - 11 * DAY
    return making.voting_on(
        manager, gurus, now=before, year=BOX, vote_closes_at=world.now + 30 * DAY
    )


def _counted(world: World, gurus: list[Membership], *, year: int) -> Election:
    manager, before = world.who(COMMUNITY_MANAGER), world.now - 30 * DAY
    return making.counted(manager, gurus, now=before, year=year)


PARTS = (add_elections,)
