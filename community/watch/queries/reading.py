"""What the daily look reads: a fixed number of statements, however many members there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from community.reputation.choices import Kind
from community.rings.choices import RingState
from community.watch.choices import (
    ACTIVITY_KINDS,
    EFFECTIVE_KINDS,
    GIVEN_KINDS,
    CloseReason,
    Stage,
)
from community.watch.queries.detector import COHORT_WEEKS, WEEK, CohortWeek, History
from marketplace.core.conf import Rules

HISTORY_DAYS: Final = 371
TOP_SHOWN: Final = 5
_EFFECTIVE: Final = [kind.value for kind in EFFECTIVE_KINDS]
_GIVEN: Final = [kind.value for kind in GIVEN_KINDS]
_ACTIVITY: Final = [kind.value for kind in ACTIVITY_KINDS]
# A case about favours that isn't dismissed: a burst out of it is none until somebody has looked.
_IN_DOUBT: Final = [state.value for state in RingState if state != RingState.DISMISSED]
# Newcomers by the day they joined: what a cohort is divided by, zeros included.
_JOINED: Final = """
SELECT (date_joined AT TIME ZONE 'UTC')::date, count(*)
  FROM accounts_member
 WHERE is_active AND date_joined >= %(oldest)s
 GROUP BY 1
"""
_SUMS: Final = """
WITH weekly AS (
  SELECT s.member_id, (%(day)s::date - s.day) / 7 AS week,
         (%(day)s::date - (m.date_joined AT TIME ZONE 'UTC')::date) / 7 AS age,
         SUM(s.weight_milli) AS output
    FROM reputation_score s JOIN accounts_member m ON m.id = s.member_id
   WHERE s.day BETWEEN %(first)s AND %(last)s AND s.kind = ANY(%(kinds)s)
     AND m.is_active AND m.date_joined >= %(oldest)s
   GROUP BY 1, 2, 3)
SELECT age - week, week, SUM(output), SUM(output::double precision * output)
  FROM weekly WHERE age >= week GROUP BY 1, 2
"""
_CANDIDATES: Final = """
SELECT s.member_id
  FROM reputation_score s JOIN accounts_member m ON m.id = s.member_id
 WHERE s.day BETWEEN %(first)s AND %(day)s AND s.kind = ANY(%(kinds)s)
   AND m.is_active AND m.date_joined >= %(youngest)s
   AND NOT EXISTS (SELECT 1 FROM accounts_rolegrant r WHERE r.member_id = m.id)
   AND NOT EXISTS (SELECT 1 FROM watch_sighting w WHERE w.member_id = m.id
                    AND (w.stage <> %(closed)s
                         OR (w.closed_as = %(dismissed)s AND w.closed_at > %(rested)s)))
   AND NOT EXISTS (SELECT 1 FROM watch_pause p WHERE p.member_id = m.id
                    AND p.until_on > %(day)s)
   AND NOT EXISTS (SELECT 1 FROM rings_person c JOIN rings_ringcase k ON k.id = c.case_id
                    WHERE c.member_id = m.id AND k.state = ANY(%(doubted)s))
 GROUP BY 1 HAVING SUM(s.weight_milli) >= %(floor)s
 ORDER BY 1
"""
_SERIES: Final = """
SELECT member_id, %(day)s::date - day,
       SUM(weight_milli) FILTER (WHERE kind = ANY(%(kinds)s)),
       SUM(count) FILTER (WHERE kind <> ALL(%(given)s))
  FROM reputation_score
 WHERE member_id = ANY(%(members)s) AND day BETWEEN %(first)s AND %(day)s
   AND kind = ANY(%(kinds)s || %(activity)s)
 GROUP BY 1, 2
"""
# Whoever gets as much back as they give isn't an independent voice.
_GIVERS: Final = """
WITH gifts AS (
  SELECT c.receiver_id, c.giver_id, c.weight_milli
    FROM reputation_contribution c
   WHERE c.receiver_id = ANY(%(members)s) AND c.day BETWEEN %(week)s AND %(day)s
     AND c.kind = ANY(%(kinds)s) AND c.sign = 1 AND c.giver_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM reputation_contribution r WHERE r.reverses_id = c.id)),
returned AS (
  SELECT c.giver_id AS member_id, c.receiver_id AS other_id, count(*) AS favours
    FROM reputation_contribution c
   WHERE c.giver_id = ANY(%(members)s) AND c.day BETWEEN %(month)s AND %(day)s
     AND c.kind = ANY(%(kinds)s) AND c.sign = 1
   GROUP BY 1, 2)
SELECT g.receiver_id, count(DISTINCT g.giver_id) FILTER (WHERE is_free),
       COALESCE(SUM(g.weight_milli) FILTER (WHERE NOT is_free), 0)
  FROM (SELECT gifts.*, COALESCE(r.favours, 0) < %(mutual)s AS is_free
          FROM gifts LEFT JOIN returned r
            ON r.member_id = gifts.receiver_id AND r.other_id = gifts.giver_id) g
 GROUP BY 1
"""
_QUALITY: Final = """
SELECT t.member_id, SUM(t.count), COALESCE(MAX(s.replies_valued), 0)
  FROM reputation_tally t LEFT JOIN reputation_memberstanding s ON s.member_id = t.member_id
 WHERE t.kind = %(reply)s AND t.member_id = ANY(%(members)s) GROUP BY 1
"""
_MEDIAN: Final = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY share) FROM (
  SELECT LEAST(1000, 1000.0 * COALESCE(MAX(s.replies_valued), 0) / SUM(t.count)) AS share
    FROM reputation_tally t LEFT JOIN reputation_memberstanding s ON s.member_id = t.member_id
   WHERE t.kind = %(reply)s GROUP BY t.member_id HAVING SUM(t.count) >= %(least)s) shares
"""
_ABOUT: Final = """
SELECT m.id, %(day)s::date - (m.date_joined AT TIME ZONE 'UTC')::date, %(day)s::date - p.until_on
  FROM accounts_member m LEFT JOIN watch_pause p ON p.member_id = m.id
 WHERE m.id = ANY(%(members)s)
"""
_TOP: Final = """
SELECT receiver_id, id, kind, subject_kind, subject_id, weight_milli FROM (
  SELECT c.*, row_number() OVER (PARTITION BY c.receiver_id
                                 ORDER BY c.points_milli DESC, c.weight_milli DESC, c.id) AS place
    FROM reputation_contribution c
   WHERE c.receiver_id = ANY(%(members)s) AND c.day BETWEEN %(week)s AND %(day)s
     AND c.kind = ANY(%(kinds)s) AND c.sign = 1
     AND NOT EXISTS (SELECT 1 FROM reputation_contribution r WHERE r.reverses_id = c.id)) ranked
 WHERE place <= %(shown)s ORDER BY receiver_id, place
"""


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def cohort_weeks(day: date, limits: Rules) -> list[CohortWeek]:
    """Return the twelve weeks before a day of everybody who was a newcomer then. Two statements."""
    days = limits.watch_newcomer_days
    values = {
        "day": day,
        "first": day - timedelta(days=WEEK * (COHORT_WEEKS + 1) - 1),
        "last": day - timedelta(days=WEEK),
        "oldest": day - timedelta(days=days + WEEK * COHORT_WEEKS),
        "kinds": _EFFECTIVE,
    }
    sums = {(age, week): (total, squares) for age, week, total, squares in _rows(_SUMS, values)}
    counts: dict[tuple[int, int], int] = {}
    for joined, members in _rows(_JOINED, values):
        age = (day - joined).days // WEEK
        for week in range(1, min(COHORT_WEEKS, age) + 1):
            counts[age - week, week] = counts.get((age - week, week), 0) + members
    return [
        CohortWeek(age, week, members, *(int(one) for one in sums.get((age, week), (0, 0))))
        for (age, week), members in sorted(counts.items())
        if age * WEEK < days
    ]


def candidates_on(day: date, limits: Rules, *, rested: date) -> list[int]:
    """Return newcomers above the floor who aren't watched, resting, away or in doubt."""
    values = {
        "day": day,
        "first": day - timedelta(days=WEEK - 1),
        "youngest": day - timedelta(days=limits.watch_newcomer_days - 1),
        "kinds": _EFFECTIVE,
        "closed": Stage.CLOSED.value,
        "dismissed": CloseReason.DISMISSED.value,
        "rested": rested,
        "doubted": _IN_DOUBT,
        "floor": limits.watch_floor * 1_000,
    }
    return [member for (member,) in _rows(_CANDIDATES, values)]


def histories_of(member_ids: Collection[int], day: date, limits: Rules) -> dict[int, History]:
    """Return these members as of a day. Five statements."""
    values = {
        "members": list(member_ids),
        "day": day,
        "first": day - timedelta(days=HISTORY_DAYS),
        "week": day - timedelta(days=WEEK - 1),
        "month": day - timedelta(days=4 * WEEK - 1),
        "kinds": _EFFECTIVE,
        "activity": _ACTIVITY,
        "given": _GIVEN,
        "mutual": limits.watch_mutual_favours,
        "reply": Kind.REPLY.value,
        "least": limits.watch_quality_replies,
    }
    output: dict[int, dict[int, int]] = {}
    active: dict[int, set[int]] = {}
    for member, back, milli, count in _rows(_SERIES, values):
        if milli:
            output.setdefault(member, {})[back] = int(milli)
        if count and count > 0:
            active.setdefault(member, set()).add(back)
    givers = {one: (free, int(bound)) for one, free, bound in _rows(_GIVERS, values)}
    replies = {one: (int(wrote), valued) for one, wrote, valued in _rows(_QUALITY, values)}
    middle = round(_rows(_MEDIAN, values)[0][0] or 0)
    return {
        member: History(
            member_id=member,
            age_days=max(0, age),
            output=_without(output.get(member, {}), givers.get(member, (0, 0))[1]),
            active=frozenset(active.get(member, ())),
            givers=givers.get(member, (0, 0))[0],
            quality_milli=_share(replies.get(member)),
            median_milli=middle,
            back_for=None if back is None else max(0, back),
        )
        for member, age, back in _rows(_ABOUT, values)
    }


def _without(output: dict[int, int], bound: int) -> dict[int, int]:
    """Take what came from people who get as much back out of the last seven days."""
    left = dict(output)
    for back in range(WEEK):
        taken = min(bound, max(0, left.get(back, 0)))
        if taken:
            left[back] -= taken
            bound -= taken
    return left


def _share(replies: tuple[int, int] | None) -> int | None:
    if replies is None or replies[0] <= 0:
        return None
    return min(1_000, 1_000 * replies[1] // replies[0])


def top_lines(member_ids: Collection[int], day: date) -> dict[int, list[dict[str, Any]]]:
    """Return the best contributions of the last seven days by member. One statement."""
    values = {
        "members": list(member_ids),
        "day": day,
        "week": day - timedelta(days=WEEK - 1),
        "kinds": _EFFECTIVE,
        "shown": TOP_SHOWN,
    }
    found: dict[int, list[dict[str, Any]]] = {}
    names = ("id", "kind", "subject_kind", "subject_id", "weight_milli")
    for member, *line in _rows(_TOP, values):
        found.setdefault(member, []).append(dict(zip(names, line, strict=True)))
    return found
