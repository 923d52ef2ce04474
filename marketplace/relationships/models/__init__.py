"""Freelancers and their clients.

A *tie* says when and how a freelancer and a client first met here; it is written once and decides
the fee. The *book* of a freelancer holds *contacts*: clients on and off the platform, with *notes*,
*reminders* and *deals* made off the platform; nobody else ever reads it. An *invitation* is a mail
to somebody the freelancer knows; a *calling card* is the freelancer's own link. A *pulse* is the
question how a job left the client. A *retainer* is an agreement that renews monthly: each *period*
of it is an order of its own, with *usage* noted against it. In an *introduction* a member brings
two others together and earns a *commission* on their first order. A *shared deal* stands on the
public wall.
"""

from marketplace.relationships.models.book import (
    CallingCard,
    Contact,
    Deal,
    Invitation,
    Note,
    Reminder,
    Tie,
)
from marketplace.relationships.models.introductions import Commission, Introduction
from marketplace.relationships.models.pulses import Pulse
from marketplace.relationships.models.retainers import (
    Retainer,
    RetainerChange,
    RetainerLine,
    RetainerPeriod,
    Usage,
)
from marketplace.relationships.models.wall import SharedDeal

__all__ = [
    "CallingCard",
    "Commission",
    "Contact",
    "Deal",
    "Introduction",
    "Invitation",
    "Note",
    "Pulse",
    "Reminder",
    "Retainer",
    "RetainerChange",
    "RetainerLine",
    "RetainerPeriod",
    "SharedDeal",
    "Tie",
    "Usage",
]
