"""Facts about cases of honesty. Cases and members by public id."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class RingCaseEvent(Event):
    """What every fact about a case says: which one, and of what shape."""

    case_id: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class RingCaseOpened(RingCaseEvent):
    """The nightly search found something that a person has to look at."""


@dataclass(frozen=True, kw_only=True)
class RingCaseProposed(RingCaseEvent):
    """A person proposes a reversal: the members hear of it and may answer."""


@dataclass(frozen=True, kw_only=True)
class RingCaseDismissed(RingCaseEvent):
    """All is well. `was_told` is False when the members never heard of the case."""

    was_told: bool


@dataclass(frozen=True, kw_only=True)
class RingCaseReversed(RingCaseEvent):
    """The chosen contributions don't count any more, for the reason that the members read."""


@dataclass(frozen=True, kw_only=True)
class RingMemberEvent(RingCaseEvent):
    """A fact about one member's appeal."""

    member_id: str


@dataclass(frozen=True, kw_only=True)
class RingCaseAppealed(RingMemberEvent):
    """A member asked for a second person."""


@dataclass(frozen=True, kw_only=True)
class RingAppealUpheld(RingMemberEvent):
    """A second person came to the same end about this member."""


@dataclass(frozen=True, kw_only=True)
class RingAppealOverturned(RingMemberEvent):
    """What this member had received counts again."""
