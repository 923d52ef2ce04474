"""Facts about paid shifts. Shifts and members by public id, moments as ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PaidShiftEvent(Event):
    """What every fact about a shift says: whose, who offered it, when, for how much."""

    shift_id: str
    member_id: str
    offered_by_id: str
    starts_at: str
    ends_at: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PaidShiftOffered(PaidShiftEvent):
    """A shift was offered; its pay is set apart."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftAccepted(PaidShiftEvent):
    """The member will work it."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftNotTaken(PaidShiftEvent):
    """The offer came to nothing: declined, or not answered. The pay went back."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftWithdrawn(PaidShiftEvent):
    """The offer was taken back."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftReminderDue(PaidShiftEvent):
    """It begins within a day."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftCancelled(PaidShiftEvent):
    """It doesn't take place, or isn't paid. The pay went back."""

    by_member: bool


@dataclass(frozen=True, kw_only=True)
class PaidShiftReported(PaidShiftEvent):
    """The member says what was done."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftUnreported(PaidShiftEvent):
    """The time to report is over, and the member's account is closed: a manager settles it."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftQuestioned(PaidShiftEvent):
    """A manager proposes less than was agreed."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftReplied(PaidShiftEvent):
    """The member says what speaks against less."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftApproved(PaidShiftEvent):
    """`amount` will be paid."""


@dataclass(frozen=True, kw_only=True)
class PaidShiftPaid(PaidShiftEvent):
    """`amount` lies in the member's wallet."""
