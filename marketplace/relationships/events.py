"""Facts about relationships. Members and rows by public id, amounts in minor units."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PairMet(Event):
    seller_id: str
    client_id: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ReminderFellDue(Event):
    reminder_id: str
    owner_id: str
    contact_id: str
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PulseAsked(Event):
    pulse_id: str


@dataclass(frozen=True, kw_only=True)
class PulseAnswered(Event):
    pulse_id: str
    seller_id: str
    client_id: str
    order_id: str
    feeling: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class RetainerEvent(Event):
    """What every fact about a retainer says; `by` is whose hand it was."""

    retainer_id: str
    client_id: str
    seller_id: str
    title: str
    amount: int
    currency: str
    by: str


@dataclass(frozen=True, kw_only=True)
class RetainerOffered(RetainerEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RetainerMoved(RetainerEvent):
    """Accepted, declined, paused, resumed, stopped …: `move` says which."""

    move: str
    ends_at: str = ""


@dataclass(frozen=True, kw_only=True)
class RetainerRenewed(RetainerEvent):
    order_id: str
    number: int
    ends_at: str


@dataclass(frozen=True, kw_only=True)
class RetainerFellShort(RetainerEvent):
    grace_until_at: str


@dataclass(frozen=True, kw_only=True)
class RetainerOverused(RetainerEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RetainerChangeProposed(RetainerEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RetainerChangeAnswered(RetainerEvent):
    accepted: bool


@dataclass(frozen=True, kw_only=True)
class IntroductionEvent(Event):
    introduction_id: str
    introducer_id: str
    client_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class IntroductionProposed(IntroductionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class IntroductionAccepted(IntroductionEvent):
    conversation_id: str


@dataclass(frozen=True, kw_only=True)
class IntroductionDeclined(IntroductionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CommissionEarned(IntroductionEvent):
    amount: int
    currency: str
    clears_at: str


@dataclass(frozen=True, kw_only=True)
class CommissionTakenBack(IntroductionEvent):
    amount: int
    owed: int
    currency: str
