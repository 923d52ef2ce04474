"""Words of campaigns, and the tables of what may happen to what, when, and by whose hand."""

from referrals.campaigns.choices.campaigns import (
    CAMPAIGN_MOVES,
    JOINABLE_STATES,
    PUBLIC_STATES,
    BlockKind,
    CampaignMove,
    CampaignState,
    Timer,
)
from referrals.campaigns.choices.missions import (
    FUNDED_KINDS,
    POSTING_KINDS,
    MissionKind,
    ProofKind,
    RewardKind,
)
from referrals.campaigns.choices.parts import Part, Step
from referrals.campaigns.choices.people import (
    BOOKING_MOVES,
    IN_LINE,
    LIVE_BOOKINGS,
    MATCH_MOVES,
    BookingMove,
    BookingState,
    CardSide,
    MatchMove,
    MatchState,
)
from referrals.campaigns.choices.tickets import TICKET_MOVES, TicketMove, TicketState
from referrals.campaigns.choices.work import (
    CLOSED_TASKS,
    GONE_TASKS,
    RESERVED_TASKS,
    SHOWN_TASKS,
    TASK_MOVES,
    TaskMove,
    TaskState,
)

__all__ = [
    "BOOKING_MOVES",
    "CAMPAIGN_MOVES",
    "CLOSED_TASKS",
    "FUNDED_KINDS",
    "GONE_TASKS",
    "IN_LINE",
    "JOINABLE_STATES",
    "LIVE_BOOKINGS",
    "MATCH_MOVES",
    "POSTING_KINDS",
    "PUBLIC_STATES",
    "RESERVED_TASKS",
    "SHOWN_TASKS",
    "TASK_MOVES",
    "TICKET_MOVES",
    "BlockKind",
    "BookingMove",
    "BookingState",
    "CampaignMove",
    "CampaignState",
    "CardSide",
    "MatchMove",
    "MatchState",
    "MissionKind",
    "Part",
    "ProofKind",
    "RewardKind",
    "Step",
    "TaskMove",
    "TaskState",
    "TicketMove",
    "TicketState",
    "Timer",
]
