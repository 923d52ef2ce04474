"""Facts about trophies. Members by public id, trophies by slug."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class TrophySwitchedOn(Event):
    """A trophy can be won from now on; whoever has earned it already gets it."""

    trophy: str


@dataclass(frozen=True, kw_only=True)
class TrophyEvent(Event):
    """What every fact about one award says. `season` is "" for trophies of any time."""

    trophy: str
    award_id: int
    member_id: str
    season: str
    sequence: int
    earned_at: str


@dataclass(frozen=True, kw_only=True)
class TrophyWon(TrophyEvent):
    """A member won a trophy. `is_recent` is False for what was earned long ago."""

    is_recent: bool


@dataclass(frozen=True, kw_only=True)
class TrophyTakenBack(TrophyEvent):
    """What had earned a trophy was reversed, and its rule no longer holds."""
