"""Draws in every state."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from contests.actions.tests.world import closed, joined, opened, visited
from contests.calls.models import Contest
from contests.calls.tests.world import fresh
from contests.draws.models import Draw
from contests.draws.queries import moment_of
from contests.draws.services import advance_draw, enter_signature, enter_value
from marketplace.accounts.models import Member
from marketplace.core.outbox import deliver_due

SIGNATURE = "ab" * 48
DECLARED = {
    "source_kind": "declared",
    "source_name": "Closing value of the index on 15 December 2026",
    "source_url": "https://exchange.example/index",
}
SECOND = timedelta(seconds=1)


def played(admin: Member, people: list[Member], *, now: datetime, **given: Any) -> Contest:
    """Return a closed contest whose entrants came by on 1, 2, 3 … days."""
    contest = opened(admin, now=now, **given)
    for number, member in enumerate(people, 1):
        joined(contest, member, now=now)
        visited(contest, member, days=number, now=now)
    return closed(contest)


def step(contest: Contest, *, now: datetime) -> Draw:
    """Take one step of the draw and deliver what follows."""
    advance_draw(contest_id=contest.pk, now=now)
    deliver_due(now=now)
    return draw_of(contest)


def draw_of(contest: Contest) -> Draw:
    """Return the draw as it stands in the database."""
    return Draw.objects.select_related("contest").get(contest=contest)


def frozen(admin: Member, people: list[Member], *, now: datetime, **given: Any) -> Contest:
    """Return a contest whose list is closed."""
    contest = played(admin, people, now=now, **given)
    assert contest.judged_by
    step(contest, now=contest.judged_by)
    return fresh(contest)


def valued(admin: Member, people: list[Member], *, now: datetime, **given: Any) -> Contest:
    """Return a contest whose public value is known."""
    contest = frozen(admin, people, now=now, **given)
    draw = draw_of(contest)
    if draw.round is None:
        moment = (draw.frozen_at or now) + timedelta(hours=1)
        enter_value(
            contest=contest,
            actor=admin,
            value="11 482.31",
            evidence="https://exchange.example/index/2026-12-15",
            now=moment,
        )
    else:
        moment = moment_of(draw.round)
        enter_signature(contest=contest, actor=admin, signature=SIGNATURE, now=moment)
    return fresh(contest)


def drawn(admin: Member, people: list[Member], *, now: datetime, **given: Any) -> Contest:
    """Return a contest whose winners are drawn."""
    contest = valued(admin, people, now=now, **given)
    moment = draw_of(contest).value_at
    assert moment
    step(contest, now=moment + SECOND)
    return fresh(contest)
