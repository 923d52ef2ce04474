"""Facts about campaigns. Ids are public ids, amounts minor units, moments ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CampaignEvent(Event):
    """What every fact about a campaign says."""

    campaign_id: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class CampaignOpened(CampaignEvent):
    begins_at: str
    ends_at: str


@dataclass(frozen=True, kw_only=True)
class CampaignBegan(CampaignEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CampaignClosed(CampaignEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CampaignSettled(CampaignEvent):
    paid: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class CampaignCancelled(CampaignEvent):
    reason: str
    was_public: bool


@dataclass(frozen=True, kw_only=True)
class CampaignFundMoved(CampaignEvent):
    """Above zero: paid in; below: gone back to marketing."""

    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class SegmentCalled(CampaignEvent):
    """The members of a segment are to be invited, from the primary key `after` on."""

    segment_id: str
    after: int


@dataclass(frozen=True, kw_only=True)
class CampaignInvited(CampaignEvent):
    member_id: str


@dataclass(frozen=True, kw_only=True)
class TaskEvent(Event):
    """What every fact about a member's work says."""

    task_id: str
    campaign_id: str
    mission_id: str
    mission_kind: str
    member_id: str
    reward_kind: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class MissionJoined(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ProofSubmitted(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TaskAccepted(TaskEvent):
    after_appeal: bool


@dataclass(frozen=True, kw_only=True)
class TaskSentBack(TaskEvent):
    note: str


@dataclass(frozen=True, kw_only=True)
class TaskRefused(TaskEvent):
    reason: str
    appeal_until: str


@dataclass(frozen=True, kw_only=True)
class TaskAppealed(TaskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class AppealUpheld(TaskEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskEnded(TaskEvent):
    """Withdrawn, or not proven in time: `state` says which."""

    state: str


@dataclass(frozen=True, kw_only=True)
class MissionRewardHeld(TaskEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class MissionRewardPaid(TaskEvent):
    coupon_code: str


@dataclass(frozen=True, kw_only=True)
class BookingEvent(Event):
    """What every fact about a wish for a shift says."""

    booking_id: str
    campaign_id: str
    mission_id: str
    member_id: str
    begins_at: str


@dataclass(frozen=True, kw_only=True)
class SlotAsked(BookingEvent):
    state: str


@dataclass(frozen=True, kw_only=True)
class SlotGiven(BookingEvent):
    """`moved_up`: somebody waited for the place and has it now."""

    moved_up: bool


@dataclass(frozen=True, kw_only=True)
class SlotPassedOver(BookingEvent):
    """More wanted the shift than fit, and others had had fewer: now on the waiting list."""


@dataclass(frozen=True, kw_only=True)
class SlotCancelled(BookingEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MatchEvent(Event):
    """What every fact about a match says."""

    match_id: str
    campaign_id: str
    host_id: str
    newcomer_id: str


@dataclass(frozen=True, kw_only=True)
class MatchProposed(MatchEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MatchAgreed(MatchEvent):
    conversation_id: str


@dataclass(frozen=True, kw_only=True)
class MatchDeclined(MatchEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CampaignTicketEvent(Event):
    """What every fact about a question says."""

    ticket_id: str
    campaign_id: str
    member_id: str


@dataclass(frozen=True, kw_only=True)
class CampaignTicketOpened(CampaignTicketEvent):
    again: bool


@dataclass(frozen=True, kw_only=True)
class CampaignTicketAnswered(CampaignTicketEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CampaignTicketClosed(CampaignTicketEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CampaignTicketLate(CampaignTicketEvent):
    pass
