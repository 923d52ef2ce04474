"""Members who like each other too well, for tests of this app."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from community.reputation.services import Line, record_contributions
from community.rings.models import RingCase
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
