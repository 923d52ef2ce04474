"""Facts about sightings. Sightings and members by public id, days as ISO 8601 dates in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SightingEvent(Event):
    """What every fact about a sighting says. Only those who look after the community hear it."""

    sighting_id: str
    member_id: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class SupernovaSighted(SightingEvent):
    """A newcomer's output bursts."""


@dataclass(frozen=True, kw_only=True)
class SupernovaMoved(SightingEvent):
    """The stage changed to one that needs nobody."""


@dataclass(frozen=True, kw_only=True)
class SupernovaFading(SightingEvent):
    """The output of somebody who had burst fades, or has stopped."""


@dataclass(frozen=True, kw_only=True)
class SupernovaLaidAside(SightingEvent):
    """It is over: by a person, or by time."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class WatchActed(SightingEvent):
    """A manager wrote down what was done."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class WatchDigestDue(Event):
    """What is new of a day, told once to every community manager."""

    day: str
    names: str
    count: int
    fading: int


@dataclass(frozen=True, kw_only=True)
class MemberThanked(Event):
    """A manager thanks a member in person; the member reads the words."""

    member_id: str
    by_id: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PauseBegun(Event):
    """A member is on a break until a day of their choice."""

    member_id: str
    until: str


@dataclass(frozen=True, kw_only=True)
class PauseEnded(Event):
    """A member is back before that day."""

    member_id: str
