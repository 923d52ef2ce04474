"""Peer armies.

A *campaign* calls members to carry out *missions* for a reward that lies in its *fund*. A
*segment* is a saved rule of who is called; an *invitation* is one call to one member. A *task* is
one member's work on one mission: joined, proven, looked at, rewarded. Some missions are done in
shifts: a *slot* is a shift with places, a *booking* is a wish for one, seated by rotation. A
*card* says whom a newcomer or a local host would like to meet; a *match* brings two cards
together once both agree. A *cause* receives what members gave on. A *ticket* is a question to
those who stand behind a campaign.
"""

from referrals.campaigns.models.campaigns import Campaign, CampaignPicture, CampaignText, Line
from referrals.campaigns.models.missions import Cause, Mission, MissionText
from referrals.campaigns.models.people import Card, Invitation, Match, Quiet, Segment
from referrals.campaigns.models.slots import Booking, Slot
from referrals.campaigns.models.tickets import Ticket, TicketNote
from referrals.campaigns.models.work import Task

__all__ = [
    "Booking",
    "Campaign",
    "CampaignPicture",
    "CampaignText",
    "Card",
    "Cause",
    "Invitation",
    "Line",
    "Match",
    "Mission",
    "MissionText",
    "Quiet",
    "Segment",
    "Slot",
    "Task",
    "Ticket",
    "TicketNote",
]
