"""Facts about entries. Ids are public ids, moments ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EntryEvent(Event):
    """What every fact about an entry says."""

    entry_id: str
    contest_id: str
    entrant_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class EntrySubmitted(EntryEvent):
    source: str


@dataclass(frozen=True, kw_only=True)
class EntryChanged(EntryEvent):
    source: str


@dataclass(frozen=True, kw_only=True)
class EntryWithdrawn(EntryEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class EntryProblemSeen(EntryEvent):
    """Before closing: the page elsewhere couldn't be read, or lacks the link."""

    problem: str


@dataclass(frozen=True, kw_only=True)
class EntryAccepted(EntryEvent):
    by_machine: bool


@dataclass(frozen=True, kw_only=True)
class EntryRefused(EntryEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class EntryAppealed(EntryEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class EntryAppealAnswered(EntryEvent):
    """A person looked again, and the refusal stands."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class EntryReconsidered(EntryEvent):
    """The refusal is taken back; a decision follows."""


@dataclass(frozen=True, kw_only=True)
class EntryDisqualified(EntryEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class EntriesChecked(Event):
    """Every entry of a contest was checked; `waiting` of them need a person."""

    contest_id: str
    total: int
    waiting: int
