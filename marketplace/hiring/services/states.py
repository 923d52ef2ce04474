"""The one place where a brief's or an offer's state changes."""

from __future__ import annotations

from datetime import datetime

from marketplace.hiring.choices import (
    BRIEF_TRANSITIONS,
    OFFER_TRANSITIONS,
    BriefState,
    Hand,
    OfferState,
)
from marketplace.hiring.errors import BriefStateRefuses, OfferStateRefuses
from marketplace.hiring.models import Brief, Offer


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
