"""Facts about draws. Ids are public ids, moments ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DrawEvent(Event):
    """What every fact about a draw says."""

    contest_id: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class TicketsFrozen(DrawEvent):
    tickets_sha256: str
    tickets: int
    participants: int
    round: int | None


@dataclass(frozen=True, kw_only=True)
class FingerprintNews(DrawEvent):
    """The list's fingerprint for those on it, told some members at a time.

    `after` is the last entrant who was told, by primary key.
    """

    tickets_sha256: str
    after: int


@dataclass(frozen=True, kw_only=True)
class DrawValueKnown(DrawEvent):
    value: str


@dataclass(frozen=True, kw_only=True)
class WinnersDrawn(DrawEvent):
    winners: int


@dataclass(frozen=True, kw_only=True)
class PlaceDrawn(DrawEvent):
    """Somebody holds a place, by the draw or because another was passed over."""

    member_id: str
    participant: str
    place: int
    moved_up: bool


@dataclass(frozen=True, kw_only=True)
class WinnerPassedOver(DrawEvent):
    member_id: str
    participant: str
    place: int
    reason: str
