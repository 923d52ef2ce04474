"""Facts about links. Members and links by public id and code, moments ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class Attributed(Event):
    """To which link something is owed: `code` is "" for none, `owner_id` where it has no owner."""

    member_id: str
    code: str
    kind: str
    ref: str
    owner_id: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class SignupAttributed(Attributed):
    """Decided once for ever, at sign-up: rewards follow it."""


@dataclass(frozen=True, kw_only=True)
class OutcomeAttributed(Attributed):
    """A brief, an order or a contest entry: which channel it counts to."""

    outcome: str
    outcome_ref: str
