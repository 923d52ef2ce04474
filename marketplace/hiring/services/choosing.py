"""What a client does with the proposals of a brief: shortlist, decline, talk, choose."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.hiring.choices import Hand, OfferState, PostedState, ProposalState
from marketplace.hiring.errors import NotTakingWork, ProposalChanged, ProposalStateRefuses
from marketplace.hiring.events import ProposalAccepted, ProposalDeclined, ProposalShortlisted
from marketplace.hiring.models import Offer, PostedBrief, Proposal
from marketplace.hiring.services.awards import pay_with_held
from marketplace.hiring.services.proposals import facts_of
from marketplace.hiring.services.states import (
    announce_change,
    lock_posted,
    lock_proposal,
    offer_transition,
    posted_transition,
    proposal_transition,
    refuse_unless_open,
)
from marketplace.messaging.models import Conversation
from marketplace.messaging.services import open_conversation
from marketplace.orders.choices import SourceKind
from marketplace.orders.models import Order
from marketplace.orders.services import QuestionTerms, create_order

SUBJECT = "proposal"


def _enter(proposal: Proposal, actor: Member) -> tuple[PostedBrief, Proposal]:
    brief = lock_posted(proposal.brief_id)
    row = lock_proposal(proposal.pk)
    if actor.pk != brief.client_id:
        raise NotFound
    return brief, row


@transaction.atomic
def shortlist_proposal(
    *, proposal: Proposal, actor: Member, wanted: bool, now: datetime
) -> Proposal:
    """Put a proposal on the client's shortlist, or take it off. The freelancer hears of the first.

    Doing so twice is harmless. Locks the brief, then the proposal. Raises NotFound for others,
    PostedStateRefuses, ProposalStateRefuses.
    """
    brief, row = _enter(proposal, actor)
    to = ProposalState.SHORTLISTED if wanted else ProposalState.SUBMITTED
    if row.state == to:
        return row

    refuse_unless_open(brief, now)
    if row.state in (ProposalState.WITHDRAWN, ProposalState.CLOSED):
        raise ProposalStateRefuses(state=ProposalState(row.state).label)

    proposal_transition(row, to=to, hand=Hand.CLIENT, now=now)
    row.save(update_fields=["state", "updated_at", "closed_at"])

    record_audit(
        actor=actor.public_id,
        action=f"proposal.{to}",
        subject=f"proposal:{row.public_id}",
        now=now,
    )
    if wanted:
        publish(ProposalShortlisted(**facts_of(row, brief)), now=now)
    return row


@transaction.atomic
def decline_proposal(*, proposal: Proposal, actor: Member, reason: str, now: datetime) -> Proposal:
    """Say no to a proposal, with a reason if one likes; only its freelancer reads it.

    Locks the brief, then the proposal. Raises NotFound for others, ProposalStateRefuses.
    """
    brief, row = _enter(proposal, actor)

    proposal_transition(row, to=ProposalState.DECLINED, hand=Hand.CLIENT, now=now)
    row.decline_reason = reason.strip()
    row.save(update_fields=["state", "updated_at", "closed_at", "decline_reason"])

    record_audit(
        actor=actor.public_id,
        action="proposal.declined",
        subject=f"proposal:{row.public_id}",
        reason=row.decline_reason,
        now=now,
    )
    publish(ProposalDeclined(**facts_of(row, brief), reason=row.decline_reason), now=now)
    return row


@transaction.atomic
def talk_about_proposal(*, proposal: Proposal, actor: Member, now: datetime) -> Conversation:
    """Return the conversation about a proposal, opened by the client when there is none.

    Locks the brief, then the proposal. Raises NotFound for others, MemberBlocked.
    """
    brief, row = _enter(proposal, actor)
    return _conversation(brief, row, now=now)


def _conversation(brief: PostedBrief, row: Proposal, *, now: datetime) -> Conversation:
    conversation = open_conversation(
        members=[brief.client, row.freelancer],
        subject_kind=SUBJECT,
        subject_ref=row.public_id,
        title=brief.title,
        now=now,
    )
    if row.conversation_id != conversation.public_id:
        row.conversation_id = conversation.public_id
        row.save(update_fields=["conversation_id"])
    return conversation


@transaction.atomic
def accept_proposal(*, proposal: Proposal, actor: Member, version: int, now: datetime) -> Order:
    """Choose a proposal: an order with exactly the terms of this version.

    Where the held budget covers the price it pays the order at once, what is left of it is the
    client's again, and the brief is `hired`. Else the brief is `awarded`, and keeps what it holds,
    until the order is paid; the other proposals wait that long.
    Locks the brief, the proposal, then the accounts. Of two acceptances at once one wins. Raises
    NotFound for others, PostedStateRefuses, ProposalChanged, ProposalStateRefuses, MemberBlocked,
    and NotTakingWork where the freelancer's account is closed.
    """
    brief, row = _enter(proposal, actor)

    refuse_unless_open(brief, now)
    if row.version != version:
        raise ProposalChanged
    if not row.freelancer.is_active:
        raise NotTakingWork(name=row.freelancer.display_name)

    proposal_transition(row, to=ProposalState.ACCEPTED, hand=Hand.CLIENT, now=now)
    posted_transition(brief, to=PostedState.AWARDED, hand=Hand.CLIENT, now=now)
    announce_change(brief, now=now)
    offer, order = _order(brief, row, now=now)
    row.offer = offer
    row.save(update_fields=["state", "updated_at", "closed_at", "offer"])
    brief.order_id, brief.reminder_at = order.public_id, None
    brief.save()

    record_audit(
        actor=actor.public_id,
        action="proposal.accepted",
        subject=f"proposal:{row.public_id}",
        after={"order": order.public_id, "price": row.price_amount, "held": brief.held_amount},
        now=now,
    )
    publish(ProposalAccepted(**facts_of(row, brief), order_id=order.public_id), now=now)
    if brief.held_amount >= order.total_amount:
        return pay_with_held(brief, order, actor=actor, now=now)
    return order


def _order(brief: PostedBrief, row: Proposal, *, now: datetime) -> tuple[Offer, Order]:
    """Write the accepted terms as an offer, and the order that it becomes."""
    offer = Offer(
        conversation_id=_conversation(brief, row, now=now).public_id,
        client=brief.client,
        seller=row.freelancer,
        proposer=row.freelancer,
        title=row.title,
        scope=row.scope,
        questions=row.questions,
        price_amount=row.price_amount,
        currency=row.currency,
        delivery_days=row.delivery_days,
        revisions=row.revisions,
        created_at=row.sent_at,
        expires_at=now + timedelta(days=rules().offer_expiry_days),
    )
    offer_transition(offer, to=OfferState.ACCEPTED, hand=Hand.ANSWERER, now=now)
    order = create_order(
        client=brief.client,
        seller=row.freelancer,
        title=row.title,
        scope=row.scope,
        price=row.price,
        delivery_days=row.delivery_days,
        revisions=row.revisions,
        questions=[QuestionTerms(prompt=text) for text in row.questions],
        source_kind=SourceKind.OFFER,
        source_ref=offer.public_id,
        category=brief.category,
        language=brief.language,
        now=now,
    )
    offer.order_id = order.public_id
    offer.save()
    return offer, order
