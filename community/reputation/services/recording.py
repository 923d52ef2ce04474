"""A contribution is recorded: weighed, priced, written and counted in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection, transaction

from community.reputation.choices import Kind
from community.reputation.errors import KeyTaken, MemberUnknown, OwnContribution
from community.reputation.events import ContributionRecorded
from community.reputation.models import Contribution
from community.reputation.services.locks import lock_members
from community.reputation.services.weighing import Weighed, weigh
from marketplace.core.events import publish_many

_LINE: Final = """
  INSERT INTO reputation_contribution
    (kind, receiver_id, giver_id, area, subject_kind, subject_id, occurred_at, recorded_at, day,
     sign, weight_milli, points_milli, rule_id, reasons, cause, note, key)
  VALUES (%(kind)s, %(receiver)s, %(giver)s, %(area)s, %(subject_kind)s, %(subject_id)s,
          %(occurred_at)s, %(now)s, %(day)s, 1, %(weight)s, %(points)s, %(rule)s,
          %(reasons)s::varchar[], '', '', %(key)s)
  RETURNING id, receiver_id, kind, area, day, sign, weight_milli, points_milli
"""
# The row, its tally and the mark for its day: one statement, so the three can't fall apart.
WRITE = f"""
WITH line AS ({_LINE}),
tallied AS (
  INSERT INTO reputation_tally AS t (member_id, kind, area, count, weight_milli, points_milli)
  SELECT receiver_id, kind, area, sign, weight_milli, points_milli FROM line
  ON CONFLICT (member_id, kind, area) DO UPDATE
     SET count = t.count + EXCLUDED.count,
         weight_milli = t.weight_milli + EXCLUDED.weight_milli,
         points_milli = t.points_milli + EXCLUDED.points_milli),
marked AS (
  INSERT INTO reputation_touched (member_id, day) SELECT receiver_id, day FROM line)
SELECT id FROM line
"""  # noqa: S608  written above
# The same without what is kept beside it: what `bin/bench` measures the keeping against.
ROW_ONLY: Final = f"WITH line AS ({_LINE}) SELECT id FROM line"  # noqa: S608  written above


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is to be recorded; see `record_contribution`."""

    kind: str
    receiver_id: int
    giver_id: int | None
    subject_kind: str
    subject_id: int
    key: str
    occurred_at: datetime
    area: str = ""


def record_contribution(
    *,
    kind: str,
    receiver_id: int,
    giver_id: int | None,
    subject_kind: str,
    subject_id: int,
    area: str = "",
    key: str,
    occurred_at: datetime,
    now: datetime,
) -> Contribution:
    """Record what a member contributed, in the caller's transaction, with its tally.

    The same key again returns the row that was written first, reversed or not. A like that is
    given again after it was taken back comes under a new key. Locks the records of both members
    until the transaction ends: call it last, and `record_contributions` for several. Raises
    OwnContribution, MemberUnknown, KeyTaken.
    """
    line = Line(
        kind=kind,
        receiver_id=receiver_id,
        giver_id=giver_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        area=area,
        key=key,
        occurred_at=occurred_at,
    )
    return record_contributions(lines=[line], now=now)[0]


@transaction.atomic
def record_contributions(*, lines: Sequence[Line], now: datetime) -> list[Contribution]:
    """Record several contributions, in their order; see `record_contribution`."""
    lock_members(member for line in lines for member in (line.receiver_id, line.giver_id))
    for line in lines:
        if line.giver_id == line.receiver_id:
            raise OwnContribution
    rows: list[Contribution] = []
    announced: list[ContributionRecorded] = []
    for line in lines:
        row, weighed = _record(line, now)
        rows.append(row)
        if weighed is not None:
            announced.append(_recorded(row, weighed.receiver))
    publish_many(announced, now=now)
    return rows


def _record(line: Line, now: datetime) -> tuple[Contribution, Weighed | None]:
    """Write one line; without a weight when it stood before."""
    known = Contribution.objects.filter(key=line.key).first()
    if known is not None:
        if (known.receiver_id, known.kind) != (line.receiver_id, line.kind):
            raise KeyTaken
        return known, None
    day = line.occurred_at.astimezone(UTC).date()
    weighed = weigh(
        kind=Kind(line.kind),
        receiver_id=line.receiver_id,
        giver_id=line.giver_id,
        occurred_at=line.occurred_at,
        day=day,
    )
    if weighed is None:
        raise MemberUnknown
    values: dict[str, Any] = {
        "kind": line.kind,
        "receiver": line.receiver_id,
        "giver": line.giver_id,
        "area": line.area,
        "subject_kind": line.subject_kind,
        "subject_id": line.subject_id,
        "occurred_at": line.occurred_at,
        "now": now,
        "day": day,
        "weight": weighed.weight_milli,
        "points": weighed.points_milli,
        "rule": weighed.rule_id,
        "reasons": [reason.value for reason in weighed.reasons],
        "key": line.key,
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
        (pk,) = cursor.fetchone()
    row = Contribution(
        pk=pk,
        kind=line.kind,
        receiver_id=line.receiver_id,
        giver_id=line.giver_id,
        area=line.area,
        subject_kind=line.subject_kind,
        subject_id=line.subject_id,
        occurred_at=line.occurred_at,
        recorded_at=now,
        day=day,
        weight_milli=weighed.weight_milli,
        points_milli=weighed.points_milli,
        rule_id=weighed.rule_id,
        reasons=values["reasons"],
        key=line.key,
    )
    row._state.adding = False  # noqa: SLF001  written above, by a statement of its own
    return row, weighed


def _recorded(row: Contribution, receiver: str) -> ContributionRecorded:
    return ContributionRecorded(
        contribution_id=row.pk,
        member_id=receiver,
        kind=row.kind,
        area=row.area,
        day=row.day.isoformat(),
    )
