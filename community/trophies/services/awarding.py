"""Giving trophies, and taking back what reversals have undone: each one statement.

`award_trophy` looks at everybody, `evaluate_member` at one member, `look_at_due` at all about whom
something was recorded or reversed since the last look; all run the same compiled text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from community.trophies.choices import Policy
from community.trophies.events import TrophyTakenBack, TrophyWon
from community.trophies.models import Trophy
from community.trophies.queries.compiled import RECORD, compile_rule
from community.trophies.queries.evidence import evidence_of
from community.trophies.queries.rules import kinds_of, parse_rule
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish_many
from marketplace.core.sweeps import one_by_one

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('trophies'), %s)"
_SPAN: Final = 2**31
_MARK: Final = """
INSERT INTO trophies_trophydue (member_id, kind, since)
SELECT id, %s, %s FROM accounts_member WHERE public_id = %s
ON CONFLICT DO NOTHING
"""
_TAKE_DUE: Final = """
DELETE FROM trophies_trophydue WHERE id IN (
  SELECT id FROM trophies_trophydue ORDER BY since, id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING member_id, kind
"""
HELD: Final = """
, h AS (SELECT member_id, season, COUNT(*) FILTER (WHERE taken_at IS NULL) AS held,
    COUNT(*) AS ever, ARRAY_AGG(earned_by) FILTER (WHERE taken_at IS NULL) AS known
  FROM trophies_trophyaward WHERE trophy_id = %(trophy)s GROUP BY 1, 2)
, due AS (SELECT times.*, COALESCE(h.held, 0) AS held, COALESCE(h.ever, 0) AS ever,
    COUNT(*) OVER (PARTITION BY times.m, times.season) AS n,
    ROW_NUMBER() OVER (PARTITION BY times.m, times.season
      ORDER BY COALESCE(times.id = ANY(h.known), FALSE), times.k) AS place
  FROM times JOIN accounts_member who ON who.id = times.m AND who.is_active
  LEFT JOIN h ON h.member_id = times.m AND h.season = times.season)
"""
_GIVE: Final = """
, new AS (INSERT INTO trophies_trophyaward
    (trophy_id, member_id, season, sequence, version, earned_at, earned_by, evidence, figures,
     given_at, taken_cause)
  SELECT %(trophy)s, t.m, t.season, t.ever + t.place, %(version)s, t.at, t.id, {evidence},
    t.figures, %(now)s, ''
  FROM due t WHERE t.place <= t.n - t.held ORDER BY t.m, t.season, t.k
  ON CONFLICT DO NOTHING
  RETURNING id, member_id, season, sequence, earned_at)
SELECT new.id, who.public_id, new.season, new.sequence, new.earned_at
  FROM new JOIN accounts_member who ON who.id = new.member_id ORDER BY new.earned_at, new.id
"""
# What was purged can't be looked at again: such an award is out of reach.
_TAKE: Final = """
, n AS (SELECT m, season, COUNT(*) AS n FROM times GROUP BY 1, 2)
, held AS (SELECT a.id, a.member_id, a.season, a.sequence,
    (EXISTS (SELECT 1 FROM {record} r WHERE r.reverses_id = ANY(a.evidence))
     AND (SELECT COUNT(*) FROM {record} p WHERE p.id = ANY(a.evidence)) = CARDINALITY(a.evidence)
    ) AS is_touched,
    (SELECT r.cause FROM {record} r WHERE r.reverses_id = ANY(a.evidence)
      ORDER BY r.id DESC LIMIT 1) AS cause
  FROM trophies_trophyaward a WHERE a.trophy_id = %(trophy)s AND a.taken_at IS NULL
    AND a.version = %(version)s {members})
, lost AS (SELECT id, cause FROM (
    SELECT held.*, COUNT(*) OVER (PARTITION BY held.member_id, held.season) AS has,
      COALESCE(n.n, 0) AS n, ROW_NUMBER() OVER (PARTITION BY held.member_id, held.season
        ORDER BY is_touched DESC, sequence DESC) AS place
    FROM held LEFT JOIN n ON n.m = held.member_id AND n.season = held.season) q
  WHERE is_touched AND place <= has - n)
, gone AS (UPDATE trophies_trophyaward a
  SET taken_at = %(now)s, taken_cause = COALESCE(lost.cause, '')
  FROM lost WHERE lost.id = a.id AND a.taken_at IS NULL
  RETURNING a.id, a.member_id, a.season, a.sequence, a.earned_at)
SELECT gone.id, who.public_id, gone.season, gone.sequence, gone.earned_at
  FROM gone JOIN accounts_member who ON who.id = gone.member_id ORDER BY gone.id
"""


@dataclass(frozen=True)
class Outcome:
    """How many awards were given and taken back."""

    given: int = 0
    taken: int = 0


@transaction.atomic
def award_trophy(*, trophy: Trophy, now: datetime) -> Outcome:
    """Give a trophy to everybody who has earned it, and take back what no longer holds.

    Runs as often as one likes: what was given stays given. Does nothing for one that isn't on.
    """
    row = Trophy.objects.on().filter(pk=trophy.pk).select_for_update(no_key=True).first()
    if row is None:
        return Outcome()
    outcome = _evaluate(row, None, now)
    Trophy.objects.filter(pk=row.pk).update(evaluated_at=now)
    return outcome


def evaluate_member(*, member: Member, kind: str, now: datetime) -> Outcome:
    """Look at every trophy that contributions of this kind can change, for one member."""
    return _look_at({kind: {member.pk}}, now)


def mark_due(*, member_id: str, kind: str, now: datetime) -> None:
    """Note that a member is to be looked at again: something of a kind changed. Twice is once."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [kind, now, member_id])


@transaction.atomic
def look_at_due(*, now: datetime, limit: int) -> int:
    """Look at members about whom something changed; returns how many marks were worked off.

    However many likes came, a member is looked at once, and one statement looks at all of them for
    each trophy. A mark that is set meanwhile waits for this look and asks for another one. Two at
    once share the marks.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_DUE, [limit])
        marks: list[tuple[int, str]] = cursor.fetchall()
    members: dict[str, set[int]] = {}
    for member_id, kind in marks:
        members.setdefault(kind, set()).add(member_id)
    if members:
        _look_at(members, now)
    return len(marks)


@transaction.atomic
def _look_at(members: Mapping[str, set[int]], now: datetime) -> Outcome:
    """Look at the trophies that these kinds can change, for the members of each kind."""
    asked = [(trophy, parse_rule(trophy.rule)) for trophy in Trophy.objects.on().in_order()]
    wanted = [
        (trophy, set().union(*(members.get(kind, set()) for kind in kinds_of(rule))))
        for trophy, rule in asked
    ]
    with connection.cursor() as cursor:
        for member_id in sorted(set().union(*members.values())):
            cursor.execute(_LOCK, [member_id % _SPAN])
    each = [_evaluate(trophy, sorted(ids), now) for trophy, ids in wanted if ids]
    return Outcome(sum(one.given for one in each), sum(one.taken for one in each))


def award_due_trophies(*, now: datetime, limit: int) -> int:
    """Look at everybody again for trophies that weren't looked at for a day; returns how many.

    One that fails is logged and keeps no other waiting.
    """
    due = Trophy.objects.on().exclude(evaluated_at__gt=now - timedelta(days=1))
    found = list(due.order_by("evaluated_at", "id")[:limit])
    return one_by_one(
        found, lambda trophy: award_trophy(trophy=trophy, now=now), fault="trophy_not_awarded"
    )


def _evaluate(trophy: Trophy, ids: list[int] | None, now: datetime) -> Outcome:
    rule = parse_rule(trophy.rule)
    compiled = compile_rule(rule, season=trophy.season, policy=trophy.policy, member_ids=ids)
    values = {"trophy": trophy.pk, "version": trophy.version, "now": now}
    gone: list[tuple[Any, ...]] = []
    if trophy.policy != Policy.KEEP:
        mine = "" if ids is None else "AND a.member_id = ANY(%(members)s)"
        gone = _run(*compiled.with_text(_TAKE.format(record=RECORD, members=mine), **values))
    evidence = evidence_of(rule, season=trophy.season, policy=trophy.policy)
    new = _run(*compiled.with_text(HELD + _GIVE.format(evidence=evidence), **values))
    _announce(trophy, new, gone, now)
    return Outcome(given=len(new), taken=len(gone))


def _run(text: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _announce(
    trophy: Trophy, new: list[tuple[Any, ...]], gone: list[tuple[Any, ...]], now: datetime
) -> None:
    since = now - timedelta(days=rules().trophy_notice_days)
    won = [TrophyWon(**_said(trophy, row), is_recent=row[4] >= since) for row in new]
    lost = [TrophyTakenBack(**_said(trophy, row)) for row in gone]
    if won or lost:
        publish_many([*won, *lost], now=now)


def _said(trophy: Trophy, row: tuple[Any, ...]) -> dict[str, Any]:
    pk, member_id, season, sequence, earned_at = row
    return {
        "trophy": trophy.slug,
        "award_id": pk,
        "member_id": member_id,
        "season": season,
        "sequence": sequence,
        "earned_at": earned_at.isoformat(),
    }
