"""How high members stand is counted: after every change of theirs, and once a day for the decay.

Points halve every 180 days after the day they were given: 2^(−age/180). The record never decays.
They aren't halved more than a thousand times: PostgreSQL refuses a power too small for a double.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import connection, transaction

from community.reputation.choices import Level
from community.reputation.events import StandingChanged
from community.reputation.models import MemberStanding, StandingChange
from community.reputation.queries.periods import today_in_utc
from community.reputation.queries.standing import level_for
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish_many

_COUNTED: Final = """
SELECT m.id, m.public_id,
       coalesce((SELECT sum(s.points_milli
                            * power(0.5, least((%(today)s::date - s.day) / %(half)s::float, 1000)))
                   FROM reputation_score AS s
                  WHERE s.member_id = m.id AND s.points_milli <> 0), 0)::bigint,
       (SELECT count(*) FROM (
          SELECT FROM reputation_contribution AS c
           WHERE c.receiver_id = m.id AND c.giver_id IS NOT NULL
           GROUP BY c.giver_id HAVING sum(c.sign) > 0) AS pairs),
       (SELECT count(*) FROM (
          SELECT FROM reputation_score AS s
           WHERE s.member_id = m.id GROUP BY s.day HAVING sum(s.count) > 0) AS days),
       (SELECT count(*) FROM (
          SELECT FROM reputation_contribution AS c
           WHERE c.receiver_id = m.id AND c.kind IN ('reply', 'like', 'solution')
           GROUP BY c.subject_kind, c.subject_id
          HAVING sum(c.sign) FILTER (WHERE c.kind = 'reply') > 0
             AND sum(c.sign) FILTER (WHERE c.kind <> 'reply') > 0) AS valued)
  FROM accounts_member AS m
 WHERE m.id = ANY(%(members)s) ORDER BY m.id
"""
_WRITTEN: Final = (
    *("level", "since", "current_milli", "givers", "days", "replies_valued", "counted_on"),
)


@transaction.atomic
def count_standings(*, members: Sequence[int], now: datetime) -> int:
    """Count how high these members stand; returns how many rose or fell.

    Four statements however many they are. Each change is kept with what was counted, and announced
    as StandingChanged.
    """
    today, limits = today_in_utc(now), rules()
    ids = list(members)
    held = {
        row.member_id: row
        for row in MemberStanding.objects.select_for_update(no_key=True)
        .filter(member__in=ids)
        .order_by("id")
    }
    rows: list[MemberStanding] = []
    changes: list[StandingChange] = []
    events: list[StandingChanged] = []
    for member, public_id, current, givers, days, valued in _counted(ids, today):
        known = held.get(member)
        before = Level(known.level) if known else Level.NEWCOMER
        level = level_for(current, givers, days, held=before, limits=limits)
        since = known.since if known and level == before else now
        row = _standing(member, level, since, (current, givers, days), today)
        row.replies_valued = valued
        rows.append(row)
        if level != before:
            changes.append(_change(member, before, level, (current, givers, days), now))
            events.append(StandingChanged(member_id=public_id, level=level, before=before))
    MemberStanding.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["member"], update_fields=_WRITTEN
    )
    StandingChange.objects.bulk_create(changes)
    publish_many(events, now=now)
    return len(changes)


def _counted(ids: list[int], today: date) -> list[tuple[int, str, int, int, int, int]]:
    given: dict[str, Any] = {
        "today": today,
        "half": rules().standing_half_life_days,
        "members": ids,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, given)
        found: list[tuple[int, str, int, int, int, int]] = cursor.fetchall()
    return found


@transaction.atomic
def decay_standings(*, now: datetime, limit: int) -> int:
    """Count those again that weren't counted today; returns how many."""
    rows = MemberStanding.objects.select_for_update(no_key=True, skip_locked=True)
    due = rows.filter(counted_on__lt=today_in_utc(now)).order_by("counted_on", "id")
    members = sorted(due.values_list("member", flat=True)[:limit])
    if members:
        count_standings(members=members, now=now)
    return len(members)


def _standing(
    member: int, level: Level, since: datetime, counted: tuple[int, int, int], today: date
) -> MemberStanding:
    current, givers, days = counted
    return MemberStanding(
        member=Member(pk=member),
        level=level,
        since=since,
        current_milli=current,
        givers=givers,
        days=days,
        counted_on=today,
    )


def _change(
    member: int, before: Level, after: Level, counted: tuple[int, int, int], now: datetime
) -> StandingChange:
    current, givers, days = counted
    return StandingChange(
        member_id=member,
        before=before,
        after=after,
        at=now,
        current_milli=current,
        givers=givers,
        days=days,
    )
