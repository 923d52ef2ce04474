"""Simulating a rule, and switching a trophy on and off."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import OperationalError, connection, transaction

from community.trophies.choices import SAMPLE_MAX, TrophyMove
from community.trophies.errors import NotSimulated, SimulationTooLong
from community.trophies.events import TrophySwitchedOn
from community.trophies.models import Simulation, Trophy
from community.trophies.queries.compiled import compile_rule
from community.trophies.queries.rules import parse_rule
from community.trophies.services.acting import enter, transition
from community.trophies.services.awarding import HELD
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish

_COUNT: Final = """
, z AS MATERIALIZED (SELECT m, season, at, id FROM due WHERE place <= n - held)
SELECT COUNT(*), COUNT(DISTINCT m), MIN(at), MAX(at),
  (SELECT JSON_AGG(JSON_BUILD_OBJECT('member', q.m, 'season', q.season, 'at', q.at))
     FROM (SELECT m, season, at FROM z ORDER BY at DESC, id DESC LIMIT %(most)s) q)
  FROM z
"""


@transaction.atomic
def simulate_trophy(*, trophy: Trophy, actor: Member, now: datetime) -> Simulation:
    """Count who would get a trophy by its present rule, and when; gives nothing to anybody.

    Those who hold it already aren't counted. Raises NotFound for others, SimulationTooLong.
    """
    row = enter(trophy, actor)
    compiled = compile_rule(parse_rule(row.rule), season=row.season, policy=row.policy)
    text, params = compiled.with_text(HELD + _COUNT, trophy=row.pk, most=SAMPLE_MAX)
    awards, members, first_at, last_at, sample = _counted(text, params)
    return Simulation.objects.create(
        trophy=row,
        version=row.version,
        awards=awards,
        members=members,
        first_at=first_at,
        last_at=last_at,
        sample=sample or [],
        by=actor,
        at=now,
    )


@transaction.atomic
def switch_on(*, trophy: Trophy, actor: Member, now: datetime) -> Trophy:
    """Let a trophy be won; whoever has earned it gets it soon after, dated when it was earned.

    Raises NotFound for others, NotSimulated, TrophyStateRefuses.
    """
    row = enter(trophy, actor)
    if not row.simulations.filter(version=row.version).exists():
        raise NotSimulated
    transition(row, TrophyMove.SWITCH_ON, actor=actor, now=now, changes={"evaluated_at": None})
    publish(TrophySwitchedOn(trophy=row.slug), now=now)
    return row


@transaction.atomic
def switch_off(*, trophy: Trophy, actor: Member, now: datetime) -> Trophy:
    """Give a trophy to nobody any more; whoever holds it keeps it.

    Raises NotFound for others, TrophyStateRefuses.
    """
    row = enter(trophy, actor)
    transition(row, TrophyMove.SWITCH_OFF, actor=actor, now=now)
    return row


def _counted(text: str, params: dict[str, Any]) -> tuple[Any, ...]:
    seconds = rules().trophy_simulation_seconds
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {int(seconds) * 1_000}")
            cursor.execute(text, params)
            found: tuple[Any, ...] = cursor.fetchone()
            cursor.execute("SET LOCAL statement_timeout = DEFAULT")
    except OperationalError as error:
        if "statement timeout" not in str(error):
            raise
        raise SimulationTooLong(seconds=seconds) from error
    return found
