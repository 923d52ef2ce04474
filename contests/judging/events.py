"""Facts about judging. Ids are public ids, moments ISO 8601 in UTC; nothing names a score."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class JudgingEvent(Event):
    """What every fact about judging says."""

    contest_id: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class JudgeInvited(JudgingEvent):
    member_id: str


@dataclass(frozen=True, kw_only=True)
class InvitationAnswered(JudgingEvent):
    member_id: str
    has_accepted: bool


@dataclass(frozen=True, kw_only=True)
class SheetsGiven(JudgingEvent):
    """A judge got sheets: all at the beginning, or some that somebody else gave up."""

    member_id: str
    count: int
    is_first: bool
    due_at: str


@dataclass(frozen=True, kw_only=True)
class SheetSealed(JudgingEvent):
    digest: str


@dataclass(frozen=True, kw_only=True)
class JudgeRecused(JudgingEvent):
    number: int
    was_handed_on: bool


@dataclass(frozen=True, kw_only=True)
class JudgeReplaced(JudgingEvent):
    member_id: str
    count: int


@dataclass(frozen=True, kw_only=True)
class JudgeReminded(JudgingEvent):
    member_id: str
    count: int
    due_at: str


@dataclass(frozen=True, kw_only=True)
class ScoringClosed(JudgingEvent):
    """All hashes are public; from here on scores may be shown."""

    sheets: int


@dataclass(frozen=True, kw_only=True)
class FinalOpened(JudgingEvent):
    finalists: int


@dataclass(frozen=True, kw_only=True)
class ScoresCounted(JudgingEvent):
    entries: int
    is_final: bool


@dataclass(frozen=True, kw_only=True)
class JudgesStayedSilent(JudgingEvent):
    """The day of the results has come, and the stated rule decides."""

    rule: str
    unread: int


@dataclass(frozen=True, kw_only=True)
class FeedbackReady(JudgingEvent):
    member_id: str
    rank: int | None
