"""Members who like each other too well, for tests of this app."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from community.reputation.services import Line, record_contributions
from community.rings.models import Favour, Person, RingCase
from community.rings.services import search_rings
from marketplace.accounts.models import Member

_numbers = itertools.count(1)


def likes(giver: Member, receiver: Member, count: int, *, now: datetime, hours: float = 30) -> None:
    """Let one like the other so often, so many hours apart, the last one an hour ago."""
    moments = [now - timedelta(hours=1 + hours * step) for step in range(count)]
    record_contributions(
        lines=[
            Line(
                kind="like",
                receiver_id=receiver.pk,
                giver_id=giver.pk,
                subject_kind="post",
                subject_id=number,
                key=f"ring:{number}",
                occurred_at=at,
            )
            for at, number in zip(moments[::-1], _numbers, strict=False)
        ],
        now=now,
    )


def ring(people: list[Member], *, now: datetime, count: int = 6) -> RingCase:
    """Let these members like each other, search, and return the case that is found."""
    for giver in people:
        for receiver in people:
            if giver != receiver:
                likes(giver, receiver, count, now=now)
    search_rings(now=now)
    return RingCase.objects.order_by("-id")[0]


def all_pairs(case: RingCase) -> set[tuple[int, int]]:
    """Return every pair of a case, as the proposal names them."""
    return {(pair["giver"], pair["receiver"]) for pair in case.evidence["pairs"]}


def made(people: list[Member], *, now: datetime, state: str = "open", **given: Any) -> RingCase:
    """Write a case about some members down as it stands, without a record behind it."""
    pairs = [
        {"giver": 0, "receiver": 1, "count": 8, "in_hour": 2, "days": 6},
        {"giver": 1, "receiver": 0, "count": 7, "in_hour": 1, "days": 7},
    ]
    moments = {"first_at": now.isoformat(), "last_at": now.isoformat()}
    numbers = {"given": 9, "received": 9, "inside_given": 8, "inside_received": 8, "givers": 2}
    case = RingCase.objects.create(
        kind="ring",
        state=state,
        score=85,
        evidence={
            "signals": [{"kind": "closed", "weight": 40, "figure": 90}],
            "people": [numbers for _ in people],
            "pairs": [pair | moments for pair in pairs],
        },
        inside_count=15,
        since=now - timedelta(days=180),
        until=now,
        opened_at=now,
        **given,
    )
    for place, member in enumerate(people):
        Person.objects.create(case=case, member=member, place=place)
    for number, (giver, receiver) in enumerate((people[:2], people[1::-1]), start=1):
        Favour.objects.create(
            case=case,
            contribution=number,
            giver=giver,
            receiver=receiver,
            kind="like",
            occurred_at=now,
            points_milli=2_000,
        )
    return case
