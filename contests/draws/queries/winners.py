"""Who won: from the kept order and the passes; and the receipt of it all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from contests.actions.models import Entrant
from contests.actions.queries import entrants_by_name
from contests.calls.choices import LABELS, Label
from contests.calls.models import Contest, Prize
from contests.calls.queries import prizes_of
from contests.draws.choices import PassReason, SourceKind
from contests.draws.models import Draw
from contests.draws.queries.ordering import Passing, Ranked, place
from contests.draws.queries.receipts import (
    FORMAT,
    ONE_PLACE,
    VERSION,
    order_lines,
    seal_receipt,
    winner_lines,
)
from contests.draws.queries.rounds import CHAIN


@dataclass(frozen=True)
class Winner:
    """Who holds a place, by which ticket, and the prizes whose label the ticket doesn't reach."""

    place: int
    entrant: Entrant
    ticket: int
    label: str
    moved_up: bool
    prizes: list[Prize]
    short_of: list[Prize]

    @property
    def label_text(self) -> str:
        """How sure the winning ticket is, in the reader's language."""
        return str(Label(self.label).label)


def places_of(contest: Contest) -> int:
    """Return how many places have a prize."""
    return max((prize.last_rank for prize in prizes_of(contest)), default=0)


def order_of(draw: Draw) -> list[Ranked]:
    """Return everybody in the order of the draw."""
    return [Ranked(one["p"], one["t"], one["l"], one["s"]) for one in draw.order]


def passings_of(draw: Draw) -> list[Passing]:
    """Return who was passed over, in order."""
    return [
        Passing(one.place, one.participant, one.reason not in ONE_PLACE)
        for one in draw.passes.all()
    ]


def held_places(draw: Draw) -> dict[int, Ranked | None]:
    """Return who holds each place now."""
    return place(order_of(draw), draw.places, passings_of(draw))


def winners_of(draw: Draw) -> list[Winner]:
    """Return the winners of a finished draw, the first place first."""
    held = {at: one for at, one in held_places(draw).items() if one is not None}
    people = entrants_by_name(draw.contest, [one.participant for one in held.values()])
    passed = {one.place for one in draw.passes.all()}
    prizes = prizes_of(draw.contest)
    return [
        Winner(
            at,
            people[one.participant],
            one.ticket,
            one.label,
            at in passed,
            won := [prize for prize in prizes if prize.first_rank <= at <= prize.last_rank],
            [prize for prize in won if falls_short(one.label, prize.needs_label)],
        )
        for at, one in sorted(held.items())
    ]


def falls_short(label: str, needed: str) -> bool:
    """Tell whether a ticket's label proves less than a prize asks."""
    order = [one.value for one in LABELS]
    return bool(needed) and order.index(label) > order.index(needed)


def next_in_line(draw: Draw, limit: int) -> list[tuple[int, Ranked]]:
    """Return those who would move up next, with their number in the order of the draw."""
    placed = {one.participant for one in held_places(draw).values() if one is not None}
    gone = placed | {one.participant for one in passings_of(draw) if one.is_out}
    waiting = (
        (number, one) for number, one in enumerate(order_of(draw), 1) if one.participant not in gone
    )
    return list(islice(waiting, limit))


def receipt_of(draw: Draw) -> str:
    """Return the receipt's text; `draw` is finished and whole."""
    contest = draw.contest
    order = order_of(draw)
    passed = [
        {"place": one.place, "participant": one.participant, "reason": one.reason}
        for one in draw.passes.all()
    ]
    return seal_receipt(
        {
            "format": FORMAT,
            "version": VERSION,
            "contest": contest.public_id,
            "places": draw.places,
            "commitment": draw.commitment,
            "secret": draw.secret,
            "source": source_of(draw),
            "value": draw.value,
            "signature": draw.signature,
            "tickets": {"sha256": draw.tickets_digest, "list": draw.tickets},
            "order": order_lines(order),
            "passed": passed,
            "winners": winner_lines(place(order, draw.places, passings_of(draw))),
            "announced_at": stamp(contest.announced_at),
            "closed_at": stamp(contest.closed_at),
            "frozen_at": stamp(draw.frozen_at),
            "value_at": stamp(draw.value_at),
            "drawn_at": stamp(draw.drawn_at),
        }
    )


def source_of(draw: Draw) -> dict[str, Any]:
    """Return the source as a receipt names it."""
    if draw.source_kind == SourceKind.DRAND:
        return {"kind": "drand", "chain": CHAIN, "round": draw.round}
    return {"kind": "declared", "name": draw.source_name, "evidence": draw.evidence}


def stamp(moment: datetime | None) -> str:
    """Return a moment as a receipt writes it: UTC, whole seconds."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def reason_label(reason: str) -> str:
    """Return why somebody was passed over, in the reader's language."""
    return str(PassReason(reason).label)
