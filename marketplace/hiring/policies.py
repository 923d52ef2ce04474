"""Who may do what with briefs and offers."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.hiring.choices import BriefState, OfferState
from marketplace.hiring.models import Brief, Offer


def is_party(member: Member | None, thing: Brief | Offer) -> bool:
    """Whether the member is one of the two sides."""
    other = thing.writer_id if isinstance(thing, Brief) else thing.seller_id
    return member is not None and member.pk in {thing.client_id, other}


def is_open(offer: Offer, now: datetime) -> bool:
    """Whether the offer can still be answered at this moment."""
    return offer.state == OfferState.PENDING and now < offer.expires_at


def can_answer_offer(member: Member | None, offer: Offer, now: datetime) -> bool:
    """Whether it is the member's turn: accept, decline or counter."""
    return member is not None and member.pk == offer.answerer_id and is_open(offer, now)


def can_withdraw_offer(member: Member | None, offer: Offer, now: datetime) -> bool:
    """Whether the member made the open offer."""
    return member is not None and member.pk == offer.proposer_id and is_open(offer, now)


def can_offer_on(member: Member | None, brief: Brief) -> bool:
    """Whether the member may answer the brief with an offer."""
    return (
        member is not None
        and member.pk == brief.writer_id
        and brief.state in {BriefState.SENT, BriefState.OFFERED, BriefState.DECLINED}
    )


def can_decline_brief(member: Member | None, brief: Brief) -> bool:
    """Whether the writer may still say no."""
    return (
        member is not None
        and member.pk == brief.writer_id
        and brief.state in {BriefState.SENT, BriefState.OFFERED}
    )


def can_withdraw_brief(member: Member | None, brief: Brief) -> bool:
    """Whether the client may still take the brief back."""
    return (
        member is not None
        and member.pk == brief.client_id
        and brief.state in {BriefState.SENT, BriefState.OFFERED}
    )
