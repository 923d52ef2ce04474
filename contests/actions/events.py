"""Facts about actions. Ids are public ids, moments ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EntrantEvent(Event):
    """What every fact about an entrant says."""

    contest_id: str
    slug: str
    member_id: str
    participant: str


@dataclass(frozen=True, kw_only=True)
class EntrantJoined(EntrantEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ClaimEvent(EntrantEvent):
    claim_id: str
    action_id: str
    kind: str
    tickets: int
    label: str


@dataclass(frozen=True, kw_only=True)
class ClaimSubmitted(ClaimEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ClaimGranted(ClaimEvent):
    # Whether a person decided; what a machine grants at once needs no notice.
    by_person: bool


@dataclass(frozen=True, kw_only=True)
class ClaimRejected(ClaimEvent):
    reason: str
    appeal_until: str
    is_final: bool


@dataclass(frozen=True, kw_only=True)
class ClaimAppealed(ClaimEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class EntrantHeld(EntrantEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class EntrantCleared(EntrantEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class EntrantExcluded(EntrantEvent):
    reason: str
