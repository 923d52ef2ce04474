"""What was recorded is reversed by a counter-row, and counts again by a counter-row to that.

Nothing is ever taken out of the record. Each row is reversed at most once; a chain of rows that
reverse each other ends in one that stands (its sign is plus) or in one that takes away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q

from community.reputation.choices import NOTE_MAX, Cause
from community.reputation.events import (
    ContributionEvent,
    ContributionRecorded,
    ContributionReversed,
)
from community.reputation.models import Contribution
from community.reputation.services.locks import lock_members
from marketplace.core.events import publish_many

# What follows a row that was written: its tally, the mark for its day, and whose it is.
_COUNTED: Final = """
tallied AS (
  INSERT INTO reputation_tally AS t (member_id, kind, area, count, weight_milli, points_milli)
  SELECT receiver_id, kind, area, sum(sign), sum(weight_milli), sum(points_milli)
    FROM line GROUP BY receiver_id, kind, area ORDER BY receiver_id, kind, area
  ON CONFLICT (member_id, kind, area) DO UPDATE
     SET count = t.count + EXCLUDED.count,
         weight_milli = t.weight_milli + EXCLUDED.weight_milli,
         points_milli = t.points_milli + EXCLUDED.points_milli),
marked AS (
  INSERT INTO reputation_touched (member_id, day) SELECT DISTINCT receiver_id, day FROM line)
SELECT line.id, m.public_id, line.kind, line.area, line.day
  FROM line JOIN accounts_member AS m ON m.id = line.receiver_id ORDER BY line.id
"""
# The same row in another area, after the counter-row that took it away.
_MOVE: Final = f"""
WITH line AS (
  INSERT INTO reputation_contribution
    (kind, receiver_id, giver_id, area, subject_kind, subject_id, occurred_at, recorded_at, day,
     sign, weight_milli, points_milli, rule_id, reasons, origin_id, cause, note, by_id, key)
  SELECT c.kind, c.receiver_id, c.giver_id, %(area)s, c.subject_kind, c.subject_id, c.occurred_at,
         %(now)s, c.day, 1, -c.weight_milli, -c.points_milli, c.rule_id, c.reasons, c.origin_id,
         'moved', %(note)s, %(by)s, 'moved:' || c.id
    FROM reputation_contribution AS c WHERE c.id = ANY(%(rows)s) ORDER BY c.id
  RETURNING id, receiver_id, kind, area, day, sign, weight_milli, points_milli),
{_COUNTED}"""  # noqa: S608  written above
_COUNTER: Final = f"""
WITH line AS (
  INSERT INTO reputation_contribution
    (kind, receiver_id, giver_id, area, subject_kind, subject_id, occurred_at, recorded_at, day,
     sign, weight_milli, points_milli, rule_id, reasons, reverses_id, origin_id, cause, note,
     by_id, key)
  SELECT c.kind, c.receiver_id, c.giver_id, c.area, c.subject_kind, c.subject_id, c.occurred_at,
         %(now)s, c.day, -c.sign, -c.weight_milli, -c.points_milli, c.rule_id, c.reasons, c.id,
         coalesce(c.origin_id, c.id), %(cause)s, %(note)s, %(by)s, 'counter:' || c.id
    FROM reputation_contribution AS c
   WHERE c.id = ANY(%(rows)s) AND c.sign = %(sign)s
     AND NOT EXISTS (SELECT FROM reputation_contribution AS r WHERE r.reverses_id = c.id)
   ORDER BY c.id
  RETURNING id, receiver_id, kind, area, day, sign, weight_milli, points_milli),
{_COUNTED}"""  # noqa: S608  written above


@transaction.atomic
def reverse_contribution(
    *,
    key: str,
    note: str,
    by_id: int | None,
    now: datetime,
    cause: Cause = Cause.TAKEN_BACK,
) -> Contribution | None:
    """Reverse what stands under this key; returns the counter-row, None when nothing stands.

    In the caller's transaction, with the tally. Locks the records of both members.
    """
    first = Contribution.objects.filter(key=key).only("pk").first()
    if first is None:
        return None
    chain = Contribution.objects.filter(Q(pk=first.pk) | Q(origin=first.pk))
    written = _reverse(chain.values_list("pk", flat=True), note, by_id, cause, now)
    return Contribution.objects.get(pk=written[0]) if written else None


@transaction.atomic
def reverse_by_subject(
    *, subject_kind: str, subject_id: int, note: str, by_id: int | None, now: datetime
) -> int:
    """Reverse all that stands for a subject that is gone, such as a removed post; returns how many.

    `reinstate_by_subject` undoes exactly this.
    """
    rows = Contribution.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    return len(_reverse(rows.values_list("pk", flat=True), note, by_id, Cause.REMOVED, now))


@transaction.atomic
def reverse_rows(
    *, rows: Iterable[int], note: str, by_id: int | None, now: datetime, cause: Cause = Cause.CASE
) -> int:
    """Reverse these rows as far as they stand; returns how many counter-rows were written."""
    return len(_reverse(rows, note, by_id, cause, now))


@transaction.atomic
def reinstate_by_subject(
    *, subject_kind: str, subject_id: int, note: str, by_id: int | None, now: datetime
) -> int:
    """Count again what was reversed because its subject was gone; returns how many.

    What was taken back or decided in a case meanwhile stays reversed.
    """
    gone = Contribution.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, sign=-1, cause=Cause.REMOVED
    )
    return _reinstate(gone.values_list("pk", flat=True), note, by_id, now)


@transaction.atomic
def reinstate_rows(*, rows: Iterable[int], note: str, by_id: int | None, now: datetime) -> int:
    """Count again what these counter-rows (by their ids) took away; returns how many."""
    return _reinstate(rows, note, by_id, now)


@transaction.atomic
def move_subject(
    *, subject_kind: str, subject_id: int, area: str, note: str, by_id: int | None, now: datetime
) -> int:
    """Let what stands for a subject count in another area, as it was weighed and priced.

    Each row is reversed where it stood and written again where it belongs; returns how many.
    """
    rows = Contribution.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    away = list(rows.standing().exclude(area=area).values_list("pk", flat=True))
    reversed_rows = _reverse(away, note, by_id, Cause.MOVED, now)
    values: dict[str, Any] = {"rows": reversed_rows, "area": area, "now": now, "by": by_id}
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, {**values, "note": note.strip()[:NOTE_MAX]})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return len(_announce(ContributionRecorded, found, now))


def _reverse(
    rows: Iterable[int], note: str, by_id: int | None, cause: Cause, now: datetime
) -> list[int]:
    found = _counter(list(rows), sign=1, note=note, by_id=by_id, cause=cause, now=now)
    return _announce(ContributionReversed, found, now)


def _reinstate(rows: Iterable[int], note: str, by_id: int | None, now: datetime) -> int:
    cause = Cause.REINSTATED
    found = _counter(list(rows), sign=-1, note=note, by_id=by_id, cause=cause, now=now)
    return len(_announce(ContributionRecorded, found, now))


def _counter(
    rows: Sequence[int], *, sign: int, note: str, by_id: int | None, cause: Cause, now: datetime
) -> list[tuple[Any, ...]]:
    """Write the counter-rows of those that have this sign and none yet, with tallies and marks."""
    if not rows:
        return []
    people = Contribution.objects.filter(pk__in=rows).values_list("receiver_id", "giver_id")
    lock_members(member for pair in people for member in pair)
    values: dict[str, Any] = {
        "rows": list(rows),
        "sign": sign,
        "note": note.strip()[:NOTE_MAX],
        "by": by_id,
        "cause": cause.value,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTER, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _announce(
    event: type[ContributionEvent], found: Sequence[tuple[int, str, str, str, date]], now: datetime
) -> list[int]:
    publish_many(
        [
            event(contribution_id=pk, member_id=member, kind=kind, area=area, day=day.isoformat())
            for pk, member, kind, area, day in found
        ],
        now=now,
    )
    return [line[0] for line in found]
