"""What can be done with sponsorships."""

from referrals.sponsorships.services.agreeing import (
    ChannelDraft,
    Terms,
    agree,
    decline,
    invite_creator,
    offer_terms,
    request_sponsorship,
    withdraw,
)
from referrals.sponsorships.services.books import reset_disclosure, set_disclosure
from referrals.sponsorships.services.funding import PAID_IN, RETURNED, fund_sponsorship
from referrals.sponsorships.services.leaving import forget_creator
from referrals.sponsorships.services.proving import (
    appeal_refusal,
    check_proof,
    choose_word,
    confirm_proof,
    refuse_sponsorship,
    return_proof,
    start_sponsorship,
    submit_proof,
)
from referrals.sponsorships.services.sweeping import (
    PAID,
    look_at_due_proofs,
    move_on_due,
    pay_due_sponsorships,
)

__all__ = [
    "PAID",
    "PAID_IN",
    "RETURNED",
    "ChannelDraft",
    "Terms",
    "agree",
    "appeal_refusal",
    "check_proof",
    "choose_word",
    "confirm_proof",
    "decline",
    "forget_creator",
    "fund_sponsorship",
    "invite_creator",
    "look_at_due_proofs",
    "move_on_due",
    "offer_terms",
    "pay_due_sponsorships",
    "refuse_sponsorship",
    "request_sponsorship",
    "reset_disclosure",
    "return_proof",
    "set_disclosure",
    "start_sponsorship",
    "submit_proof",
    "withdraw",
]
