"""Out of view and back, by a moderator's decision. The seller's own verbs end at that door."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.gigs.choices import PUBLISHED, GigHand, GigState
from marketplace.gigs.events import GigHidden, GigShown
from marketplace.gigs.models import Gig
from marketplace.gigs.services.access import lock_gig
from marketplace.gigs.services.lifecycle import may_follow, transition


@transaction.atomic
def hide_gig(*, gig: Gig, actor: Member, reason: str, now: datetime) -> str | None:
    """Take a live or paused gig out of view and return where it was; None for any other.

    Who may decide that is asked by the part that calls. Locks the gig.
    """
    locked = lock_gig(gig)
    was = GigState(locked.state)
    if was not in PUBLISHED:
        return None
    transition(locked, GigState.HIDDEN, hand=GigHand.MODERATOR, actor=actor, now=now, reason=reason)
    publish(GigHidden(gig_id=locked.public_id, seller_id=locked.seller.public_id), now=now)
    return was.value


@transaction.atomic
def show_gig(*, gig: Gig, was: str, reason: str, now: datetime) -> bool:
    """Bring a hidden gig back to where it was. False for one that isn't hidden. Locks the gig."""
    locked = lock_gig(gig)
    target = GigState(was)
    if not may_follow(locked, target, GigHand.MODERATOR):
        return False
    transition(locked, target, hand=GigHand.MODERATOR, actor=None, now=now, reason=reason)
    publish(GigShown(gig_id=locked.public_id, seller_id=locked.seller.public_id), now=now)
    return True
