"""Facts about searching."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EntryListed(Event):
    """Something can be found now that could not be found before."""

    entry_id: int
    kind: str
    ref: int


@dataclass(frozen=True, kw_only=True)
class SavedSearchFound(Event):
    """A saved search that speaks up at once has found something new."""

    saved_id: int
    entry_id: int
    member_id: str


@dataclass(frozen=True, kw_only=True)
class SavedSearchDigest(Event):
    """What a saved search found since it last spoke up."""

    saved_id: int
    member_id: str
    count: int


@dataclass(frozen=True, kw_only=True)
class WordsChanged(Event):
    """A group of words that mean the same was added, changed or removed."""

    group_id: str
