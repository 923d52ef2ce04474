"""Facts about the record. Members by public id, days as ISO 8601 dates in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ContributionEvent(Event):
    """What every fact about the record says: the row, whose it is, what it is, and its day."""

    contribution_id: int
    member_id: str
    kind: str
    area: str
    day: str


@dataclass(frozen=True, kw_only=True)
class ContributionRecorded(ContributionEvent):
    """A row was added, or one that had been reversed counts again."""


@dataclass(frozen=True, kw_only=True)
class ContributionReversed(ContributionEvent):
    """A counter-row was added: `contribution_id` is the counter-row."""


@dataclass(frozen=True, kw_only=True)
class StandingChanged(Event):
    """A member stands higher or lower than before."""

    member_id: str
    level: int
    before: int


@dataclass(frozen=True, kw_only=True)
class ElsewhereEvent(Event):
    """What every fact about a report says: which one, whose, and of what kind."""

    report_id: str
    member_id: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ElsewhereReported(ElsewhereEvent):
    """A member named something done on another site; a community manager looks at it."""


@dataclass(frozen=True, kw_only=True)
class ElsewhereConfirmed(ElsewhereEvent):
    """It stands in the record."""


@dataclass(frozen=True, kw_only=True)
class ElsewhereDeclined(ElsewhereEvent):
    """It doesn't count, for the reason that the member reads."""


@dataclass(frozen=True, kw_only=True)
class ElsewhereWithdrawn(ElsewhereEvent):
    """The member took the report back before anybody had decided."""


@dataclass(frozen=True, kw_only=True)
class ElsewhereRevoked(ElsewhereEvent):
    """It was confirmed and doesn't count any more, for the reason that the member reads."""


@dataclass(frozen=True, kw_only=True)
class PointRuleChanged(Event):
    """A new version prices what comes after it."""

    kind: str
    version: int
    points_milli: int
    before_milli: int
