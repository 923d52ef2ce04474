"""Verbs of hiring: briefs and offers."""

from marketplace.hiring.services.briefs import decline_brief, send_brief, withdraw_brief
from marketplace.hiring.services.leaving import erase_briefs
from marketplace.hiring.services.offers import (
    Terms,
    accept_offer,
    counter_offer,
    decline_offer,
    expire_offers,
    send_offer,
    withdraw_offer,
)

__all__ = [
    "Terms",
    "accept_offer",
    "counter_offer",
    "decline_brief",
    "decline_offer",
    "erase_briefs",
    "expire_offers",
    "send_brief",
    "send_offer",
    "withdraw_brief",
    "withdraw_offer",
]
