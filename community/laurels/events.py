"""Facts about elections. Members by public id; what is in a ballot stands in no event."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ElectionEvent(Event):
    """What every fact about an election says: which one, of which year."""

    election_id: str
    year: int


class ElectionOpened(ElectionEvent):
    """Gurus may name candidates."""


class VotingOpened(ElectionEvent):
    """Who may vote is written down, and they vote."""


class ElectionCounted(ElectionEvent):
    """The ballots are counted, and who cast which is forgotten."""


class ElectionConfirmed(ElectionEvent):
    """The community manager confirmed the result."""


class ElectionVoided(ElectionEvent):
    """No candidates, or too few votes."""


class ElectionCancelled(ElectionEvent):
    """The community manager cancelled it, with a reason."""


@dataclass(frozen=True, kw_only=True)
class CandidacyEvent(ElectionEvent):
    """What every fact about a candidacy says: which one, and whose."""

    candidacy_id: str
    candidate_id: str


class CandidateNominated(CandidacyEvent):
    """A guru named a candidate, whose record is frozen now."""


class CandidacyAccepted(CandidacyEvent):
    """The candidate accepts."""


class CandidacyDeclined(CandidacyEvent):
    """The candidate doesn't want to."""


class CandidacyWithdrawn(CandidacyEvent):
    """The candidate stepped back after accepting."""


@dataclass(frozen=True, kw_only=True)
class BallotCast(ElectionEvent):
    """An elector voted, or voted anew; what for isn't told."""

    member_id: str


@dataclass(frozen=True, kw_only=True)
class BallotReminderDue(ElectionEvent):
    """The last day of the vote came, and this elector hasn't voted."""

    member_id: str


@dataclass(frozen=True, kw_only=True)
class LaurelAwarded(ElectionEvent):
    """A member won a place."""

    member_id: str
    place: int
