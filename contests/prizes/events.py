"""Facts about prizes. Ids are public ids, amounts minor units."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ResultsApproved(Event):
    contest_id: str
    by: str
    final: bool


@dataclass(frozen=True, kw_only=True)
class AwardEvent(Event):
    """What every fact about an award says."""

    award_id: str
    contest_id: str
    member_id: str
    rank: int
    prize_kind: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PrizeWon(AwardEvent):
    """The results are out and this is a part of them."""

    needs_answer: bool
    claim_by: str


@dataclass(frozen=True, kw_only=True)
class PrizeClaimed(AwardEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PrizeHandedOver(AwardEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PrizeSent(AwardEvent):
    carrier: str
    tracking: str


@dataclass(frozen=True, kw_only=True)
class PrizeLapsed(AwardEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PrizeClaimReminded(AwardEvent):
    claim_by: str
