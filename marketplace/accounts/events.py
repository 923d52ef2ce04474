"""Facts about accounts."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


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
