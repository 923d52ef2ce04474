"""Facts about accounts."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Event):
    member_id: str


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Event):
    """What a member tells about themselves was saved."""

    member_id: str


@dataclass(frozen=True, kw_only=True)
class MemberSuspended(Event):
    member_id: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class MemberReinstated(Event):
    member_id: str
    by: str


@dataclass(frozen=True, kw_only=True)
class MemberLeaving(Event):
    """The account is closed, and is erased after some days unless its member takes that back."""

    member_id: str


@dataclass(frozen=True, kw_only=True)
class MemberStayed(Event):
    """A leaving member took it back: the account is open again."""

    member_id: str


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event):
    """The account was erased; only the public id is left of the member."""

    member_id: str


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Event):
    member_id: str
    role: str
    by: str


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event):
    member_id: str
    role: str
    by: str


@dataclass(frozen=True, kw_only=True)
class VacationEnded(Event):
    """A member's vacation is over: by itself (`by_hand` false), or because they came back."""

    member_id: str
    by_hand: bool


@dataclass(frozen=True, kw_only=True)
class SellerLevelChanged(Event):
    """The level that stands beside a member's name changed, 0 for new."""

    member_id: str
    old: int
    new: int
