"""Who may do what with briefs and offers."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.hiring.choices import (
    LIVE_PROPOSALS,
    RENEWABLE_PROPOSALS,
    BriefState,
    OfferState,
    PostedState,
)
from marketplace.hiring.models import Brief, Offer, PostedBrief, Proposal


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


def can_propose(member: Member | None, brief: PostedBrief, now: datetime) -> bool:
    """Whether the member may send a first proposal, as far as the brief itself goes."""
    return member is not None and member.pk != brief.client_id and is_taking(brief, now)


def is_taking(brief: PostedBrief, now: datetime) -> bool:
    """Whether the brief takes proposals at this moment."""
    return brief.state == PostedState.OPEN and now < brief.due_at


def can_edit_proposal(member: Member | None, proposal: Proposal, now: datetime) -> bool:
    """Whether the freelancer may still change the terms, or send them out again."""
    states = (*LIVE_PROPOSALS, *RENEWABLE_PROPOSALS)
    return (
        member is not None
        and member.pk == proposal.freelancer_id
        and proposal.state in states
        and is_taking(proposal.brief, now)
    )


def can_withdraw_proposal(member: Member | None, proposal: Proposal) -> bool:
    """Whether the freelancer may take the proposal back."""
    return (
        member is not None
        and member.pk == proposal.freelancer_id
        and proposal.state in LIVE_PROPOSALS
    )


def can_choose(member: Member | None, proposal: Proposal, now: datetime) -> bool:
    """Whether the client may accept this proposal, or put it on the shortlist."""
    return (
        member is not None
        and member.pk == proposal.brief.client_id
        and proposal.state in LIVE_PROPOSALS
        and is_taking(proposal.brief, now)
    )
