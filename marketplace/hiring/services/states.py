"""The one place where a state of hiring changes."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.hiring.choices import (
    BRIEF_TRANSITIONS,
    LIVE_PROPOSALS,
    OFFER_TRANSITIONS,
    POSTED_TRANSITIONS,
    PROPOSAL_TRANSITIONS,
    BriefState,
    Hand,
    OfferState,
    PostedState,
    ProposalState,
)
from marketplace.hiring.errors import (
    BriefStateRefuses,
    OfferStateRefuses,
    PostedStateRefuses,
    ProposalStateRefuses,
)
from marketplace.hiring.events import PostedBriefChanged
from marketplace.hiring.models import Brief, Offer, PostedBrief, Proposal


def lock_brief(brief_id: int) -> Brief:
    """Return the brief's row, locked and read again."""
    rows = Brief.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("client", "writer", "article", "gig__root").get(pk=brief_id)


def lock_offer(offer_id: int) -> Offer:
    """Return the offer's row, locked and read again."""
    rows = Offer.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("client", "seller", "proposer", "brief").get(pk=offer_id)


def brief_transition(brief: Brief, *, to: BriefState, hand: Hand, now: datetime) -> None:
    """Change a locked brief's state by the table. Raises BriefStateRefuses."""
    before = BriefState(brief.state)
    if hand not in BRIEF_TRANSITIONS[before].get(to, frozenset()):
        raise BriefStateRefuses(state=before.label)
    brief.state = to
    brief.updated_at = now


def offer_transition(offer: Offer, *, to: OfferState, hand: Hand, now: datetime) -> None:
    """Change a locked offer's state by the table. Raises OfferStateRefuses."""
    before = OfferState(offer.state)
    if hand not in OFFER_TRANSITIONS[before].get(to, frozenset()):
        raise OfferStateRefuses(state=before.label)
    offer.state = to
    offer.closed_at = now


def lock_posted(brief_id: int) -> PostedBrief:
    """Return the posted brief's row, locked and read again."""
    rows = PostedBrief.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("client").get(pk=brief_id)


def lock_proposal(proposal_id: int) -> Proposal:
    """Return the proposal's row, locked and read again. Lock its brief before."""
    rows = Proposal.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("freelancer", "brief").get(pk=proposal_id)


def posted_transition(brief: PostedBrief, *, to: PostedState, hand: Hand, now: datetime) -> None:
    """Change a locked posted brief's state by the table. Raises PostedStateRefuses."""
    before = PostedState(brief.state)
    if hand not in POSTED_TRANSITIONS[before].get(to, frozenset()):
        raise PostedStateRefuses(state=before.label)
    brief.state = to
    brief.updated_at = now
    brief.closed_at = None if to in (PostedState.OPEN, PostedState.AWARDED) else now


def set_end(brief: PostedBrief, due_at: datetime, *, now: datetime) -> None:
    """Let a locked posted brief end at a moment; its client is reminded before, if time is left."""
    reminder = due_at - timedelta(hours=rules().posted_brief_reminder_hours)
    brief.due_at = due_at
    brief.reminder_at = reminder if reminder > now else None


def announce_change(brief: PostedBrief, *, now: datetime) -> None:
    """Say that a locked posted brief is another than before, in the caller's transaction."""
    publish(
        PostedBriefChanged(
            posted_id=brief.public_id, client_id=brief.client.public_id, title=brief.title
        ),
        now=now,
    )


def proposal_transition(
    proposal: Proposal, *, to: ProposalState, hand: Hand, now: datetime
) -> None:
    """Change a locked proposal's state by the table. Raises ProposalStateRefuses."""
    before = ProposalState(proposal.state)
    if hand not in PROPOSAL_TRANSITIONS[before].get(to, frozenset()):
        raise ProposalStateRefuses(state=before.label)
    proposal.state = to
    proposal.updated_at = now
    proposal.closed_at = None if to in LIVE_PROPOSALS else now


def refuse_unless_open(brief: PostedBrief, now: datetime) -> None:
    """Raise PostedStateRefuses for what isn't open at this moment, also before a sweep has run."""
    if brief.state != PostedState.OPEN:
        raise PostedStateRefuses(state=PostedState(brief.state).label)
    if brief.due_at <= now:
        raise PostedStateRefuses(state=PostedState.EXPIRED.label)
