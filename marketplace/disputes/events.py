"""Facts about disputes. Ids are public ids, amounts minor units.

`refund_amount` is what goes back to the client.
"""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DisputeEvent(Event):
    """What every fact about a dispute says. `by` is the part that acted."""

    dispute_id: str
    order_id: str
    opener_id: str
    other_id: str
    currency: str
    by: str


@dataclass(frozen=True, kw_only=True)
class DisputeBegun(DisputeEvent):
    reason: str
    refund_amount: int
    answer_due_at: str


@dataclass(frozen=True, kw_only=True)
class DisputeAnswered(DisputeEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class AnswerReminded(DisputeEvent):
    answer_due_at: str


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(DisputeEvent):
    statement_id: int


@dataclass(frozen=True, kw_only=True)
class SplitProposed(DisputeEvent):
    refund_amount: int


@dataclass(frozen=True, kw_only=True)
class SplitDeclined(DisputeEvent):
    refund_amount: int


@dataclass(frozen=True, kw_only=True)
class DisputeDecided(DisputeEvent):
    """A first decision; it is carried out at `appeal_due_at` unless a side appeals."""

    refund_amount: int
    appeal_due_at: str


@dataclass(frozen=True, kw_only=True)
class DecisionAppealed(DisputeEvent):
    appeal_default_at: str


@dataclass(frozen=True, kw_only=True)
class DisputeSettled(DisputeEvent):
    """The money has moved."""

    refund_amount: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class DisputeTakenBack(DisputeEvent):
    pass
