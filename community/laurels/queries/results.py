"""The count as it is shown: rounds line by line, a chart of the votes, the file of ballots."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from community.laurels.choices import TieRule
from community.laurels.models import Candidacy, CountRound, Election, Laurel, Paper
from community.laurels.queries.elections import candidates_of, winners_of


def shown(votes: Fraction) -> Decimal:
    """Return votes with two decimal digits, for reading; the count itself is exact."""
    return round(Decimal(votes.numerator) / Decimal(votes.denominator), 2).normalize()


@dataclass(frozen=True)
class Line:
    """One candidate in one round: `gained` came from who fell in the round before."""

    candidacy: Candidacy
    votes: Fraction
    gained: Fraction
    percent: float
    fell: bool
    won: bool

    @property
    def has(self) -> Decimal:
        """Its votes, for reading."""
        return shown(self.votes)

    @property
    def more(self) -> Decimal:
        """What came in this round, for reading."""
        return shown(self.gained)


@dataclass(frozen=True)
class ShownRound:
    """One round with its lines, the most votes first."""

    number: int
    lines: Sequence[Line]
    exhausted: Fraction
    fell: Candidacy | None
    tie: str
    tie_label: str
    moved: Sequence[tuple[Candidacy, Fraction]]
    to_nobody: Fraction
    counting: Fraction

    @property
    def nobody(self) -> Decimal:
        """What counts for nobody, for reading."""
        return shown(self.exhausted)

    @property
    def went(self) -> list[tuple[Candidacy, Decimal]]:
        """Where the votes of who fell went, for reading."""
        return [(one, shown(votes)) for one, votes in self.moved]

    @property
    def went_to_nobody(self) -> Decimal:
        """What of them counts for nobody from now on, for reading."""
        return shown(self.to_nobody)

    @property
    def half(self) -> Decimal:
        """More than this wins, for reading."""
        return shown(self.counting / 2)


@dataclass(frozen=True)
class ShownPlace:
    """One place with its winner and rounds."""

    number: int
    laurel: Laurel
    rounds: Sequence[ShownRound]


@dataclass(frozen=True)
class Result:
    """The whole count."""

    places: Sequence[ShownPlace]
    # What the record's ballot weighed, in votes, and its order.
    weight: Fraction
    record: Sequence[Candidacy]

    @property
    def record_votes(self) -> Decimal:
        """The record's weight, for reading."""
        return shown(self.weight)


def result_of(election: Election) -> Result:
    """Return the count of an election as it was written. Three queries."""
    people = {one.public_id: one for one in candidates_of(election)}
    rounds: dict[int, list[CountRound]] = {}
    for row in CountRound.objects.filter(election=election).order_by("place", "number"):
        rounds.setdefault(row.place, []).append(row)
    places = [
        ShownPlace(one.place, one, _rounds(rounds.get(one.place, []), one, people))
        for one in winners_of(election)
    ]
    share = election.metric_percent
    weight = Fraction(share * election.voted, 100 - share)
    return Result(places, weight, _record_order(people.values()))


def _record_order(people: Any) -> list[Candidacy]:
    running = [one for one in people if one.state == "accepted"]
    return sorted(
        running,
        key=lambda one: (-one.snapshot.points_milli, -one.snapshot.solutions, one.nominated_at),
    )


def _rounds(
    rows: Sequence[CountRound], laurel: Laurel, people: dict[str, Candidacy]
) -> list[ShownRound]:
    found: list[ShownRound] = []
    gained: dict[str, Fraction] = {}
    for row in rows:
        winner = laurel.candidacy.public_id if row is rows[-1] else ""
        found.append(_round(row, gained, winner, people))
        gained = {key: Fraction(has) for key, has in row.moved.items()}
    return found


def _round(
    row: CountRound, gained: dict[str, Fraction], winner: str, people: dict[str, Candidacy]
) -> ShownRound:
    votes = {key: Fraction(has) for key, has in row.votes.items()}
    total = sum(votes.values(), Fraction(0))
    lines = [
        Line(
            people[key],
            has,
            gained.get(key, Fraction(0)),
            round(float(has / total * 100), 1) if total else 0.0,
            key == row.fell,
            key == winner,
        )
        for key, has in votes.items()
    ]
    return ShownRound(
        number=row.number,
        lines=sorted(lines, key=lambda one: (-one.votes, one.candidacy.pk)),
        exhausted=Fraction(row.exhausted),
        fell=people.get(row.fell),
        tie=row.tie,
        tie_label=str(TieRule(row.tie).label),
        moved=[(people[key], Fraction(has)) for key, has in row.moved.items()],
        to_nobody=Fraction(row.to_nobody),
        counting=total,
    )


def papers_of(election: Election) -> list[Paper]:
    """Return the counted ballots in the order of their receipts."""
    return list(Paper.objects.filter(election=election).order_by("receipt"))


def paper_of(election: Election, receipt: str) -> Paper | None:
    """Return the ballot with this receipt, None where none was counted."""
    return Paper.objects.filter(election=election, receipt=receipt).first()


def ballots_as_csv(election: Election) -> str:
    """Return the file of ballots: receipt, then candidates in order of preference."""
    out = io.StringIO()
    writer = csv.writer(out)
    papers = papers_of(election)
    longest = max((len(one.ranking) for one in papers), default=0)
    writer.writerow(["receipt", *(f"choice_{number}" for number in range(1, longest + 1))])
    for one in papers:
        writer.writerow([one.receipt, *one.ranking])
    return out.getvalue()


def ballots_as_json(election: Election) -> dict[str, Any]:
    """Return all that is needed to count again: candidates with what was frozen, and ballots."""
    people = [one for one in candidates_of(election) if one.state == "accepted"]
    return {
        "election": election.public_id,
        "year": election.year,
        "places": election.places,
        "record_percent": election.metric_percent,
        "seed": election.seed,
        "candidates": [
            {
                "id": one.public_id,
                "username": one.candidate.username,
                "points_milli": one.snapshot.points_milli,
                "solutions": one.snapshot.solutions,
                "order": order,
            }
            for order, one in enumerate(people)
        ],
        "ballots": [
            {"receipt": one.receipt, "ranking": one.ranking} for one in papers_of(election)
        ],
    }
