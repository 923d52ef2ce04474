"""Tickets: who has how many, under which label; and what isn't decided yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from contests.actions.choices import ClaimState, HoldState
from contests.actions.models import Claim, Entrant
from contests.calls.models import Contest

COUNTING = Q(state=ClaimState.GRANTED, entrant__hold__in=[HoldState.FREE, HoldState.CLEARED])


@dataclass(frozen=True)
class Totals:
    """All tickets of a contest, and how many people hold them."""

    tickets: int
    people: int


def ticket_counts(contest: Contest) -> list[tuple[str, str, int]]:
    """Return (participant, label, tickets) of everybody whose tickets count."""
    rows = (
        Claim.objects.filter(COUNTING, action__contest=contest)
        .values("entrant__public_id", "label")
        .annotate(total=Sum("tickets"))
        .order_by("entrant__public_id", "label")
    )
    return [(row["entrant__public_id"], row["label"], row["total"]) for row in rows]


def ticket_totals(contest: Contest) -> Totals:
    """Return how many tickets there are now."""
    found = Claim.objects.filter(COUNTING, action__contest=contest)
    sums = found.aggregate(total=Sum("tickets", default=0))
    return Totals(sums["total"], found.values("entrant_id").distinct().count())


def count_undecided(contest: Contest, *, now: datetime) -> int:
    """Return how many proofs and holds may still change the tickets."""
    claims = Claim.objects.undecided(now).filter(action__contest=contest)
    out = claims.exclude(entrant__hold=HoldState.EXCLUDED).count()
    return out + Entrant.objects.filter(contest=contest, hold=HoldState.HELD).count()


def entrants_by_name(contest: Contest, names: Collection[str]) -> dict[str, Entrant]:
    """Return {public id: entrant} for the participants of a draw."""
    rows = Entrant.objects.filter(contest=contest, public_id__in=names).select_related("member")
    return {row.public_id: row for row in rows}


def entrants_counted(contest: Contest, *, after: int, limit: int) -> list[Entrant]:
    """Return some of those whose tickets count, with at least one: the next `limit` by number."""
    holders = Claim.objects.filter(COUNTING, action__contest=contest).values("entrant_id")
    rows = Entrant.objects.filter(contest=contest, pk__in=holders, pk__gt=after)
    return list(rows.select_related("member").order_by("id")[:limit])
