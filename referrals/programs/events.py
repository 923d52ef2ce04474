"""Facts about programmes and rewards. Ids are public ids, amounts minor units."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReferralProgramEvent(Event):
    """What every fact about a programme says."""

    program_id: str
    currency: str


@dataclass(frozen=True, kw_only=True)
class ReferralProgramChanged(ReferralProgramEvent):
    """It was switched on, paused, went on, or ended: `state` is the new one."""

    state: str


@dataclass(frozen=True, kw_only=True)
class ReferralFundPaidIn(ReferralProgramEvent):
    amount: int


@dataclass(frozen=True, kw_only=True)
class ReferralFundReturned(ReferralProgramEvent):
    amount: int


@dataclass(frozen=True, kw_only=True)
class ReferralBudgetShort(ReferralProgramEvent):
    """A reward was cut or refused: the fund is promised or paid. `missing` is what it lacked."""

    missing: int


@dataclass(frozen=True, kw_only=True)
class RewardEvent(Event):
    """What every fact about a reward says; `amount` is what it comes to now."""

    reward_id: str
    program_id: str
    member_id: str
    friend_id: str
    order_id: str
    event: str
    reward_kind: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class RewardGranted(RewardEvent):
    """Promised; `due_at` is when it is paid if nothing comes between."""

    due_at: str


@dataclass(frozen=True, kw_only=True)
class RewardPaid(RewardEvent):
    """`paid` reached the member; the rest met what an earlier reward owed."""

    paid: int


@dataclass(frozen=True, kw_only=True)
class RewardTakenBack(RewardEvent):
    """A refund took `taken` of it; `owed` was paid before and is met from later rewards."""

    taken: int
    owed: int


@dataclass(frozen=True, kw_only=True)
class RewardHeld(RewardEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RewardReleased(RewardEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RewardCancelled(RewardEvent):
    """`reason` is one of `choices.Ended`."""

    reason: str
