"""Words of the election: which step leads where and whose step it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

REASON_MAX: Final = 1_000
STATEMENT_MAX: Final = 1_000
PLACES_MAX: Final = 3
# The share of the record stays below the whole.
METRIC_MOST_PERCENT: Final = 90
CONTEST_MAX: Final = 12
NONCE_LENGTH: Final = 32
RECEIPT_LENGTH: Final = 64
YEAR_MIN: Final = 2000
YEAR_MAX: Final = 2100


class ElectionState(models.TextChoices):
    """Where an election stands."""

    DRAFT = "draft", pgettext_lazy("election", "Being prepared")
    NOMINATING = "nominating", pgettext_lazy("election", "Candidates are named")
    VOTING = "voting", pgettext_lazy("election", "Being voted on")
    COUNTED = "counted", pgettext_lazy("election", "Counted, to be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("election", "Confirmed")
    VOID = "void", pgettext_lazy("election", "Came to nothing")
    CANCELLED = "cancelled", pgettext_lazy("election", "Cancelled")


class ElectionMove(models.TextChoices):
    """What can be done to an election."""

    OPEN = "open", pgettext_lazy("election", "Open it")
    OPEN_VOTE = "open_vote", pgettext_lazy("election", "Open the vote")
    COUNT = "count", pgettext_lazy("election", "Count")
    GIVE_UP = "give_up", pgettext_lazy("election", "Let it come to nothing")
    CONFIRM = "confirm", pgettext_lazy("election", "Confirm the result")
    CANCEL = "cancel", pgettext_lazy("election", "Cancel it")


class CandidacyState(models.TextChoices):
    """Where a candidacy stands. What was declined and what ran out read the same."""

    ASKED = "asked", pgettext_lazy("candidacy", "The candidate is asked")
    ACCEPTED = "accepted", pgettext_lazy("candidacy", "Candidate")
    DECLINED = "declined", pgettext_lazy("candidacy", "Not a candidate")
    LAPSED = "lapsed", pgettext_lazy("candidacy", "Not a candidate")
    WITHDRAWN = "withdrawn", pgettext_lazy("candidacy", "Stepped back")


class CandidacyMove(models.TextChoices):
    """What can be done to a candidacy."""

    ACCEPT = "accept", pgettext_lazy("candidacy", "Be a candidate")
    DECLINE = "decline", pgettext_lazy("candidacy", "No, thank you")
    LAPSE = "lapse", pgettext_lazy("candidacy", "Let it lapse")
    STEP_BACK = "step_back", pgettext_lazy("candidacy", "Step back")


class Part(models.TextChoices):
    """Whose step it is."""

    CANDIDATE = "candidate", pgettext_lazy("part", "The candidate")
    MANAGER = "manager", pgettext_lazy("part", "Community manager")
    CLOCK = "clock", pgettext_lazy("part", "The clock")


@dataclass(frozen=True)
class ElectionStep:
    """Where a move leads and whose move it is."""

    target: ElectionState
    parts: tuple[Part, ...]


_E, _M = ElectionState, ElectionMove
_CANCEL = {_M.CANCEL: ElectionStep(_E.CANCELLED, (Part.MANAGER,))}
_GIVE_UP = {_M.GIVE_UP: ElectionStep(_E.VOID, (Part.CLOCK,))}
ELECTION_STEPS: Final[dict[ElectionState, dict[ElectionMove, ElectionStep]]] = {
    _E.DRAFT: {_M.OPEN: ElectionStep(_E.NOMINATING, (Part.MANAGER,)), **_CANCEL},
    _E.NOMINATING: {
        _M.OPEN_VOTE: ElectionStep(_E.VOTING, (Part.CLOCK,)),
        **_GIVE_UP,
        **_CANCEL,
    },
    _E.VOTING: {_M.COUNT: ElectionStep(_E.COUNTED, (Part.CLOCK,)), **_GIVE_UP, **_CANCEL},
    _E.COUNTED: {_M.CONFIRM: ElectionStep(_E.CONFIRMED, (Part.MANAGER,)), **_CANCEL},
    _E.CONFIRMED: {},
    _E.VOID: {},
    _E.CANCELLED: {},
}
# Of these there is one for each year at most.
STANDING: Final = (_E.DRAFT, _E.NOMINATING, _E.VOTING, _E.COUNTED, _E.CONFIRMED)
UNDER_WAY: Final = (_E.NOMINATING, _E.VOTING, _E.COUNTED)


@dataclass(frozen=True)
class CandidacyStep:
    """Where a move leads, whose move it is, and in which states of the election."""

    target: CandidacyState
    parts: tuple[Part, ...]
    during: tuple[ElectionState, ...]


_C, _A = CandidacyState, CandidacyMove
_EARLY = (_E.NOMINATING,)
CANDIDACY_STEPS: Final[dict[CandidacyState, dict[CandidacyMove, CandidacyStep]]] = {
    _C.ASKED: {
        _A.ACCEPT: CandidacyStep(_C.ACCEPTED, (Part.CANDIDATE,), _EARLY),
        _A.DECLINE: CandidacyStep(_C.DECLINED, (Part.CANDIDATE,), _EARLY),
        _A.LAPSE: CandidacyStep(_C.LAPSED, (Part.CLOCK,), UNDER_WAY),
    },
    _C.ACCEPTED: {
        _A.STEP_BACK: CandidacyStep(
            _C.WITHDRAWN, (Part.CANDIDATE, Part.CLOCK), (_E.NOMINATING, _E.VOTING)
        ),
    },
    _C.DECLINED: {},
    _C.LAPSED: {},
    _C.WITHDRAWN: {},
}


class TieRule(models.TextChoices):
    """What decided who falls."""

    NONE = "", pgettext_lazy("tie", "Had the fewest votes")
    FIRST_ROUND = "first_round", pgettext_lazy("tie", "Tied; had fewer votes in the first round")
    POINTS = "points", pgettext_lazy("tie", "Tied; had fewer points when nominated")
    DRAW = "draw", pgettext_lazy("tie", "Tied; drawn from the receipts")


class VoidReason(models.TextChoices):
    """Why an election came to nothing."""

    NO_CANDIDATES = "candidates", pgettext_lazy("election", "Nobody was a candidate.")
    NO_QUORUM = "quorum", pgettext_lazy("election", "Too few voted.")
