"""Verbs of hiring: briefs to one writer, offers, posted briefs and proposals."""

from marketplace.hiring.services.awards import (
    conclude_award,
    pay_award,
    receive_brief_payment,
    rest_of,
    settle_brief,
    start_award_payment,
    take_award_back,
)
from marketplace.hiring.services.briefs import (
    decline_brief,
    send_brief,
    take_hire_back,
    withdraw_brief,
)
from marketplace.hiring.services.choosing import (
    accept_proposal,
    decline_proposal,
    shortlist_proposal,
    talk_about_proposal,
)
from marketplace.hiring.services.ending import (
    expire_posted_briefs,
    remind_of_endings,
    settle_posted,
)
from marketplace.hiring.services.files import scan_brief_files
from marketplace.hiring.services.holding import hold_budget, start_hold_payment
from marketplace.hiring.services.invitations import invite_freelancer
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
from marketplace.hiring.services.posting import (
    BriefText,
    close_brief,
    edit_posted_brief,
    extend_brief,
    post_brief,
    reopen_brief,
)
from marketplace.hiring.services.proposals import edit_proposal, send_proposal, withdraw_proposal

__all__ = [
    "BriefText",
    "Terms",
    "accept_offer",
    "accept_proposal",
    "close_brief",
    "conclude_award",
    "counter_offer",
    "decline_brief",
    "decline_offer",
    "decline_proposal",
    "edit_posted_brief",
    "edit_proposal",
    "erase_briefs",
    "expire_offers",
    "expire_posted_briefs",
    "extend_brief",
    "hold_budget",
    "invite_freelancer",
    "pay_award",
    "post_brief",
    "receive_brief_payment",
    "remind_of_endings",
    "reopen_brief",
    "rest_of",
    "scan_brief_files",
    "send_brief",
    "send_offer",
    "send_proposal",
    "settle_brief",
    "settle_posted",
    "shortlist_proposal",
    "start_award_payment",
    "start_hold_payment",
    "take_award_back",
    "take_hire_back",
    "talk_about_proposal",
    "withdraw_brief",
    "withdraw_offer",
    "withdraw_proposal",
]
