"""Follow contests: a draft, an open one that salma takes part in, and draws in three states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from config.tests.permissions.rules import ADMIN, SALMA
from config.tests.permissions.world import SALMAS_SECRET, World
from contests.actions import services
from contests.actions.choices import HoldState
from contests.actions.models import Entrant
from contests.actions.tests.world import (
    ALL,
    SHOT,
    action_of,
    drafted,
    joined,
    opened,
    picture,
)
from contests.calls.models import Contest
from contests.calls.tests.world import DAY
from contests.draws.queries import get_drawn, winners_of
from contests.draws.tests.world import DECLARED, drawn, frozen

# So long ago that every moment of these draws has passed.
AGO = 60 * DAY


def _open_one(world: World) -> None:
    admin, salma, now = world.who(ADMIN), world.who(SALMA), world.now
    # Twice: one proof is rejected and may be appealed while another one waits.
    actions = tuple(replace(one, times=2) if one is SHOT else one for one in ALL)
    begun = now - timedelta(minutes=5)
    contest = opened(admin, now=begun, slug="follow-open", actions=actions)
    entrant = joined(contest, salma, now=now)
    action = action_of(contest, "follow", "screenshot")
    rejected = services.claim_action(
        action=action, member=salma, picture=picture(), text=SALMAS_SECRET, now=now
    )[0]
    services.reject_claim(claim=rejected, actor=admin, reason="unreadable", now=now)
    again = services.claim_action(
        action=action, member=salma, picture=picture("red"), text=SALMAS_SECRET, now=now
    )[0]
    Entrant.objects.filter(pk=entrant.pk).update(hold=HoldState.HELD, held_at=now)
    world.ids |= {
        "follow_open": contest.public_id,
        "follow_slug": contest.slug,
        "action_by_hand": action_of(contest, "other", "desk").public_id,
        "claim_rejected": rejected.public_id,
        "claim_shown": again.public_id,
        "entrant_held": entrant.public_id,
    }


def _note(world: World, contest: Contest) -> None:
    """Name a contest by its address."""
    world.ids[contest.slug.replace("-", "_")] = contest.public_id


def add_draws(world: World) -> None:
    """Make everything that the tables of actions and draws name."""
    admin, salma, now = world.who(ADMIN), world.who(SALMA), world.now
    bare = drafted(admin, now=now, slug="follow-draft")
    world.ids |= {
        "follow_draft": bare.public_id,
        "action_draft": action_of(bare, "visit").public_id,
    }
    _open_one(world)
    _note(world, frozen(admin, [], now=now - AGO, slug="draw-declared", source=DECLARED))
    _note(world, frozen(admin, [], now=now - AGO, slug="draw-waiting"))
    salma.date_joined = now - 2 * AGO
    salma.save(update_fields=["date_joined"])
    done = drawn(admin, [salma], now=now - AGO, slug="drawn")
    _note(world, done)
    world.ids |= {
        "drawn_slug": done.slug,
        "draw_winner": winners_of(get_drawn(done))[0].entrant.public_id,
    }


PARTS = (add_draws,)
