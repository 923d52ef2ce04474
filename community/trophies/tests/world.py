"""A record that is written step by step, and trophies over it, for tests of this app."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from community.reputation.models import Contribution
from community.reputation.services import (
    record_contribution,
    reinstate_rows,
    reverse_contribution,
)
from community.trophies.models import Trophy, TrophyAward
from community.trophies.queries.rules import parse_rule
from marketplace.accounts.models import Member

WORDS = {"ar": "كأس", "en": "Cup", "he": "גביע", "ur": "پیالہ"}
_numbers = itertools.count(1)


def people(count: int, name: str = "member") -> list[Member]:
    """Make members whose accounts are old enough to weigh in full."""
    joined = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    return Member.objects.bulk_create(
        Member(
            username=f"{name}{number}",
            email=f"{name}{number}@example.com",
            display_name=f"{name} {number}",
            date_joined=joined,
            password="!",
        )
        for number in range(count)
    )


def trophy(rule: dict[str, Any], *, now: datetime, slug: str = "", **given: Any) -> Trophy:
    """Make a trophy that is on."""
    values = {"names": WORDS, "lines": WORDS, "state": "on", "created_at": now} | given
    return Trophy.objects.create(
        slug=slug or f"cup-{next(_numbers)}", rule=parse_rule(rule).to_json(), **values
    )


def done(
    receiver: Member,
    kind: str = "reply",
    *,
    at: datetime,
    giver: Member | None = None,
    area: str = "",
    subject: int = 0,
) -> Contribution:
    """Record something that happened then, and was recorded then."""
    number = next(_numbers)
    return record_contribution(
        kind=kind,
        receiver_id=receiver.pk,
        giver_id=giver.pk if giver else None,
        subject_kind="post",
        subject_id=subject or number,
        area=area,
        key=f"test:{number}",
        occurred_at=at,
        now=at,
    )


def take_back(row: Contribution, *, now: datetime) -> Contribution | None:
    """Reverse what stands under a row's key."""
    return reverse_contribution(key=row.key, note="", by_id=None, now=now)


def bring_back(counter: Contribution, *, now: datetime) -> int:
    """Count again what a counter-row took away."""
    return reinstate_rows(rows=[counter.pk], note="", by_id=None, now=now)


def held(one: Trophy) -> dict[tuple[int, str], list[datetime]]:
    """Return who holds a trophy in which season, with the dates."""
    found: dict[tuple[int, str], list[datetime]] = {}
    rows = TrophyAward.objects.held().filter(trophy=one).order_by("earned_at", "id")
    for member, season, at in rows.values_list("member_id", "season", "earned_at"):
        found.setdefault((member, season), []).append(at)
    return found


def every(days: float, count: int, start: datetime) -> Sequence[datetime]:
    """Return moments that lie so many days apart."""
    return [start + timedelta(days=days) * step for step in range(count)]
