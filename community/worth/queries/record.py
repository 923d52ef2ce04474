"""What each row of the record is worth to each lens: one statement for counting and for explaining.

Only rows that stand are looked at. A solution's *share* of its topic is 1,000 thousandths split
evenly over all solutions that stand there, largest remainder first to the earliest. A like *counts*
for the conservative lens with its weight where it lies under an answer that is no solution. A row
*waits* while a case that its members know of names it. What was written in paid time, in the areas
that it is paid for, is no volunteer's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from community.reputation.choices import Kind
from community.rings.choices import RingState

# Of one member: their own rows, and the solutions of the topics that they answered in.
_OWN: Final = """
   AND (c.receiver_id = %(member)s OR (c.kind = %(solution)s AND c.subject_kind = 'post'
        AND c.subject_id IN (SELECT beside.id FROM forum_post AS mine
                               JOIN forum_post AS beside ON beside.topic_id = mine.topic_id
                              WHERE mine.author_id = %(member)s AND beside.is_solution)))
"""
_VALUED: Final = """
WITH paid AS (
  SELECT member_id, starts_at, ends_at, areas::bigint[] AS areas
    FROM unnest(%(members)s::bigint[], %(starts)s::timestamptz[], %(ends)s::timestamptz[],
                %(areas)s::text[]) AS given(member_id, starts_at, ends_at, areas)),
waits AS (
  SELECT DISTINCT f.contribution FROM rings_favour AS f
    JOIN rings_ringcase AS k ON k.id = f.case_id
   WHERE k.state = %(proposed)s AND f.is_chosen),
standing AS (
  SELECT c.id, c.kind, c.receiver_id AS member_id, c.giver_id, c.day, c.occurred_at,
         date_trunc('month', c.day::timestamp)::date AS month, c.weight_milli, c.subject_kind,
         c.subject_id, p.topic_id, t.category_id, p.author_id = t.author_id AS is_askers,
         COALESCE(p.created_at, c.occurred_at) AS written_at
    FROM reputation_contribution AS c
    LEFT JOIN forum_post AS p ON c.subject_kind = 'post' AND p.id = c.subject_id
    LEFT JOIN forum_topic AS t ON t.id = p.topic_id
   WHERE c.kind IN (%(solution)s, %(like)s) AND c.sign = 1
     AND NOT EXISTS (SELECT FROM reputation_contribution AS r WHERE r.reverses_id = c.id)
   {only}),
known AS (
  SELECT s.*, w.contribution IS NOT NULL AS is_waiting,
         EXISTS (SELECT FROM paid
                  WHERE paid.member_id = s.member_id AND paid.starts_at <= s.written_at
                    AND s.written_at < paid.ends_at
                    AND (paid.areas = '{{}}' OR s.category_id = ANY (paid.areas))) AS is_paid
    FROM standing AS s LEFT JOIN waits AS w ON w.contribution = s.id),
placed AS (
  SELECT id, row_number() OVER place AS number, count(*) OVER everywhere AS beside
    FROM known WHERE kind = %(solution)s
  WINDOW place AS (PARTITION BY topic_id, CASE WHEN topic_id IS NULL THEN subject_kind END,
                   CASE WHEN topic_id IS NULL THEN subject_id END ORDER BY day, id),
         everywhere AS (PARTITION BY topic_id, CASE WHEN topic_id IS NULL THEN subject_kind END,
                        CASE WHEN topic_id IS NULL THEN subject_id END)),
solving AS (
  SELECT DISTINCT subject_kind, subject_id FROM known WHERE kind = %(solution)s),
valued AS (
  SELECT k.*,
         CASE WHEN k.kind = %(solution)s
              THEN 1000 / p.beside + (p.number <= 1000 %% p.beside)::int ELSE 0 END AS share,
         CASE WHEN k.kind = %(like)s AND g.subject_id IS NULL AND k.is_askers IS NOT TRUE
              THEN k.weight_milli ELSE 0 END AS weight
    FROM known AS k
    LEFT JOIN placed AS p ON p.id = k.id
    LEFT JOIN solving AS g
      ON k.kind = %(like)s AND g.subject_kind = k.subject_kind AND g.subject_id = k.subject_id)
"""
_SUMMED: Final = """,
read AS (
  SELECT v.member_id, date_trunc('month', d.day::timestamp)::date AS month,
         v.share::bigint * d.views AS reach
    FROM valued AS v JOIN worth_topicday AS d ON d.topic_id = v.topic_id AND d.day >= v.day
   WHERE v.kind = %(solution)s AND NOT v.is_paid AND NOT v.is_waiting),
lines AS (
  SELECT member_id, month,
         (kind = %(solution)s AND NOT is_paid)::int AS solutions,
         (kind = %(like)s AND NOT is_paid)::int AS likes,
         CASE WHEN is_paid OR is_waiting THEN 0 ELSE share END AS share_milli,
         CASE WHEN is_paid OR is_waiting THEN 0 ELSE weight END AS weight_milli,
         0::bigint AS reach_milli,
         (kind = %(solution)s AND is_paid)::int AS paid_solutions,
         (kind = %(like)s AND is_paid)::int AS paid_likes,
         (is_waiting AND NOT is_paid)::int AS waiting
    FROM valued
  UNION ALL
  SELECT member_id, month, 0, 0, 0, 0, reach, 0, 0, 0 FROM read)
SELECT member_id, month, sum(solutions)::bigint AS solutions, sum(likes)::bigint AS likes,
       sum(share_milli)::bigint AS share_milli, sum(weight_milli)::bigint AS weight_milli,
       sum(reach_milli)::bigint AS reach_milli, sum(paid_solutions)::bigint AS paid_solutions,
       sum(paid_likes)::bigint AS paid_likes, sum(waiting)::bigint AS waiting
  FROM lines GROUP BY member_id, month
"""
COUNTED: Final = _VALUED.format(only="") + _SUMMED
# A member's month, post by post: what it was, what it counts for, why not.
_POSTS: Final = """
SELECT v.subject_kind, v.subject_id, v.topic_id, topic.title, topic.slug,
       count(*) FILTER (WHERE v.kind = %(solution)s) AS solutions,
       count(*) FILTER (WHERE v.kind = %(like)s) AS likes,
       sum(CASE WHEN v.is_waiting THEN 0 ELSE v.share END)::bigint AS share_milli,
       sum(CASE WHEN v.is_waiting THEN 0 ELSE v.weight END)::bigint AS weight_milli,
       count(*) FILTER (WHERE v.is_waiting) AS waiting,
       bool_or(v.is_paid) AS is_paid, bool_or(v.is_askers) AS is_askers,
       bool_or(solving.subject_id IS NOT NULL) AS is_solution
  FROM valued AS v
  LEFT JOIN forum_topic AS topic ON topic.id = v.topic_id
  LEFT JOIN solving
    ON solving.subject_kind = v.subject_kind AND solving.subject_id = v.subject_id
 WHERE v.member_id = %(member)s AND v.month = %(month)s
 GROUP BY v.subject_kind, v.subject_id, v.topic_id, topic.title, topic.slug
 ORDER BY solutions DESC, likes DESC, v.subject_kind, v.subject_id
"""
LINES: Final = _VALUED.format(only=_OWN) + _POSTS


@dataclass(frozen=True)
class PaidTime:
    """A member is paid from a moment until just before another; no areas: everywhere."""

    member_id: int
    starts_at: datetime
    ends_at: datetime
    areas: tuple[int, ...] = ()


def parameters(windows: Sequence[PaidTime], **more: Any) -> dict[str, Any]:
    """Return what the statements ask for."""
    return {
        "members": [one.member_id for one in windows],
        "starts": [one.starts_at for one in windows],
        "ends": [one.ends_at for one in windows],
        # Lists of different lengths don't fit into one array: each is written as a text.
        "areas": ["{" + ",".join(map(str, one.areas)) + "}" for one in windows],
        "proposed": RingState.PROPOSED.value,
        "solution": Kind.SOLUTION.value,
        "like": Kind.LIKE.value,
        **more,
    }


@dataclass(frozen=True)
class PostLine:
    """What one post of a member brought in a month."""

    subject_kind: str
    subject_id: int
    topic_id: int | None
    title: str | None
    slug: str | None
    solutions: int
    likes: int
    share_milli: int
    weight_milli: int
    waiting: int
    is_paid: bool
    is_askers: bool | None
    is_solution: bool
