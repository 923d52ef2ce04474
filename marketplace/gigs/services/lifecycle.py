"""The states of a gig: the one place that changes them, and the seller's verbs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import Event, publish
from marketplace.gigs.choices import SUBMITTABLE, TRANSITIONS, GigHand, GigState
from marketplace.gigs.errors import GigStateRefused, NotYourGig
from marketplace.gigs.events import (
    GigPaused,
    GigPublished,
    GigReopened,
    GigResumed,
    GigSubmitted,
    GigWithdrawn,
)
from marketplace.gigs.models import Gig
from marketplace.gigs.policies import owns
from marketplace.gigs.services.access import incomplete, lock_gig, missing_pieces, subject_of
from marketplace.gigs.services.counts import count_live

__all__ = [
    "is_reviewed",
    "missing_pieces",
    "pause_gig",
    "reopen_gig",
    "resume_gig",
    "submit_gig",
    "transition",
    "withdraw_gig",
]


def may_follow(gig: Gig, target: GigState, hand: GigHand) -> bool:
    """Whether the table lets this hand take the gig to this state."""
    return hand in TRANSITIONS[GigState(gig.state)].get(target, frozenset())


def refuse_move(gig: Gig, target: GigState, hand: GigHand) -> None:
    """Raise GigStateRefused where the table doesn't know this step."""
    if not may_follow(gig, target, hand):
        raise GigStateRefused(state=GigState(gig.state).label)


def transition(
    gig: Gig,
    target: GigState,
    *,
    hand: GigHand,
    actor: Member | None,
    now: datetime,
    reason: str = "",
) -> Gig:
    """Take a locked gig to another state: the only place where a gig's state is set.

    Nobody acts where the clock grants an appeal.

    Keeps the moments and the number of live gigs of its category, and writes the audit row.
    Raises GigStateRefused.
    """
    refuse_move(gig, target, hand)
    source = GigState(gig.state)
    gig.state = target
    gig.changed_at = now
    if target == GigState.IN_REVIEW:
        gig.submitted_at = now
    if target == GigState.LIVE and gig.published_at is None:
        gig.published_at = now
    gig.save(update_fields=["state", "changed_at", "submitted_at", "published_at"])
    if GigState.LIVE in {source, target}:
        count_live(category_id=gig.category_id, by=1 if target == GigState.LIVE else -1)
    record_audit(
        actor=actor.public_id if actor else "",
        action=f"gig_{target}",
        subject=subject_of(gig),
        before={"state": source},
        after={"state": target},
        reason=reason,
        now=now,
    )
    return gig


def is_reviewed(gig: Gig) -> bool:
    """Whether the gig goes to an editor when it is handed in.

    It does until the seller's first gigs were published, and after an editor decided about it.
    """
    if gig.editor_notes.exists():
        return True
    published = Gig.objects.filter(seller_id=gig.seller_id, published_at__isnull=False)
    return published.count() < rules().first_gigs_reviewed


@transaction.atomic
def submit_gig(*, gig: Gig, actor: Member, now: datetime) -> Gig:
    """Hand the gig in: to an editor while the seller's first gigs are reviewed, else straight out.

    What an editor sent back goes to an editor again, whatever was published since.
    Locks the gig. Raises NotYourGig, GigStateRefused, GigIncomplete.
    """
    locked = lock_gig(gig)
    goes_to_review = is_reviewed(locked)
    target = GigState.IN_REVIEW if goes_to_review else GigState.LIVE

    if not owns(actor, locked):
        raise NotYourGig
    if locked.state not in SUBMITTABLE:
        raise GigStateRefused(state=GigState(locked.state).label)
    missing = missing_pieces(locked)
    if missing:
        raise incomplete(missing)

    transition(locked, target, hand=GigHand.OWNER, actor=actor, now=now)

    ids = {"gig_id": locked.public_id, "seller_id": actor.public_id}
    if goes_to_review:
        publish(GigSubmitted(**ids), now=now)
    else:
        publish(GigPublished(**ids, is_first_time=True), now=now)
    return locked


@transaction.atomic
def withdraw_gig(*, gig: Gig, actor: Member, now: datetime) -> Gig:
    """Take a gig back from review, as a draft. Raises NotYourGig, GigStateRefused."""
    return _move_own(gig, GigState.DRAFT, GigState.IN_REVIEW, GigWithdrawn, actor=actor, now=now)


@transaction.atomic
def reopen_gig(*, gig: Gig, actor: Member, now: datetime) -> Gig:
    """Make a declined gig a draft again. Raises NotYourGig, GigStateRefused."""
    return _move_own(gig, GigState.DRAFT, GigState.DECLINED, GigReopened, actor=actor, now=now)


@transaction.atomic
def pause_gig(*, gig: Gig, actor: Member, now: datetime) -> Gig:
    """Take a live gig off the shelf; orders go on. Raises NotYourGig, GigStateRefused."""
    return _move_own(gig, GigState.PAUSED, GigState.LIVE, GigPaused, actor=actor, now=now)


@transaction.atomic
def resume_gig(*, gig: Gig, actor: Member, now: datetime) -> Gig:
    """Put a paused gig back on the shelf. Raises NotYourGig, GigStateRefused."""
    return _move_own(gig, GigState.LIVE, GigState.PAUSED, GigResumed, actor=actor, now=now)


def _move_own(
    gig: Gig,
    target: GigState,
    source: GigState,
    event: type[GigWithdrawn | GigReopened | GigPaused | GigResumed],
    *,
    actor: Member,
    now: datetime,
) -> Gig:
    """Move one's own gig by a verb that starts from one state only."""
    locked = lock_gig(gig)

    if not owns(actor, locked):
        raise NotYourGig
    if locked.state != source:
        raise GigStateRefused(state=GigState(locked.state).label)

    transition(locked, target, hand=GigHand.OWNER, actor=actor, now=now)

    fact: Event = event(gig_id=locked.public_id, seller_id=actor.public_id)
    publish(fact, now=now)
    return locked
