"""Facts about trust. Members, cases and decisions are known by their public ids."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    case_id: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class FlagDecided(Event):
    """A report was decided; `member_id` is who sent it."""

    flag_id: str
    member_id: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class DecisionMade(Event):
    """`member_id` is whom the decision is about."""

    decision_id: str
    member_id: str
    act: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class DecisionUndone(Event):
    decision_id: str
    member_id: str
    act: str


@dataclass(frozen=True, kw_only=True)
class SuspensionEnded(Event):
    decision_id: str
    member_id: str


@dataclass(frozen=True, kw_only=True)
class AppealFiled(Event):
    appeal_id: str
    member_id: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class AppealDecided(Event):
    appeal_id: str
    decision_id: str
    member_id: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ExportReady(Event):
    export_id: str
    member_id: str
    expires_at: str


@dataclass(frozen=True, kw_only=True)
class ExportFailed(Event):
    export_id: str
    member_id: str


@dataclass(frozen=True, kw_only=True)
class DepartureAsked(Event):
    departure_id: str
    member_id: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class DepartureCancelled(Event):
    departure_id: str
    member_id: str


@dataclass(frozen=True, kw_only=True)
class DeparturePutOff(Event):
    departure_id: str
    member_id: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class VisitEnded(Event):
    """Support has looked at the site as this member."""

    visit_id: str
    member_id: str
    pages: int
    started_at: str
    reason: str
