"""The editors' verbs. Of two editors at once the first decides, the second is told so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.events import publish
from marketplace.gigs.choices import PUBLISHED, GigHand, GigState, Verdict
from marketplace.gigs.errors import (
    GigHandedInAnew,
    GigStateRefused,
    NotAnEditor,
    OwnGigNotDecided,
    ReasonMissing,
)
from marketplace.gigs.events import (
    GigApproved,
    GigChangesRequested,
    GigDeclined,
    GigPublished,
)
from marketplace.gigs.models import EditorNote, Gig
from marketplace.gigs.policies import owns
from marketplace.gigs.services.access import lock_gig
from marketplace.gigs.services.lifecycle import refuse_move, transition


@transaction.atomic
def approve_gig(
    *, gig: Gig, actor: Member, now: datetime, comment: str = "", seen: str = ""
) -> Gig:
    """Let a gig in review go live.

    `seen` is the moment of handing in of what the editor has read, as ISO; a seller may have taken
    it back and handed in something else since. Locks the gig. Raises NotAnEditor,
    OwnGigNotDecided, GigStateRefused, GigHandedInAnew.
    """
    locked = lock_gig(gig)
    is_first_time = locked.published_at is None

    _refuse_decision(locked, actor)
    refuse_move(locked, GigState.LIVE, GigHand.EDITOR)
    if seen and locked.submitted_at and locked.submitted_at.isoformat() != seen:
        raise GigHandedInAnew

    _decide(locked, GigState.LIVE, Verdict.APPROVED, comment, actor=actor, now=now)

    ids = {"gig_id": locked.public_id, "seller_id": locked.seller.public_id}
    publish(GigApproved(**ids, editor_id=actor.public_id), now=now)
    publish(GigPublished(**ids, is_first_time=is_first_time), now=now)
    return locked


@transaction.atomic
def request_gig_changes(*, gig: Gig, comment: str, actor: Member, now: datetime) -> Gig:
    """Give a gig in review back to its seller with what to change.

    Locks the gig. Raises NotAnEditor, OwnGigNotDecided, GigStateRefused, ReasonMissing.
    """
    locked = lock_gig(gig)

    _refuse_decision(locked, actor)
    refuse_move(locked, GigState.CHANGES_REQUESTED, GigHand.EDITOR)
    if not comment.strip():
        raise ReasonMissing(field="comment")

    _decide(
        locked,
        GigState.CHANGES_REQUESTED,
        Verdict.CHANGES_REQUESTED,
        comment,
        actor=actor,
        now=now,
    )

    publish(
        GigChangesRequested(
            gig_id=locked.public_id,
            seller_id=locked.seller.public_id,
            editor_id=actor.public_id,
            comment=comment,
        ),
        now=now,
    )
    return locked


@transaction.atomic
def decline_gig(*, gig: Gig, reason: str, actor: Member, now: datetime) -> Gig:
    """Refuse a gig in review. The seller may reopen it as a draft.

    Locks the gig. Raises NotAnEditor, OwnGigNotDecided, GigStateRefused, ReasonMissing.
    """
    return _decline(gig, frozenset({GigState.IN_REVIEW}), reason, actor=actor, now=now)


@transaction.atomic
def take_down_gig(*, gig: Gig, reason: str, actor: Member, now: datetime) -> Gig:
    """Take a published gig down; orders under way go on. The seller may reopen it as a draft.

    Locks the gig. Raises NotAnEditor, OwnGigNotDecided, GigStateRefused, ReasonMissing.
    """
    return _decline(gig, PUBLISHED, reason, actor=actor, now=now)


def _decline(
    gig: Gig, sources: frozenset[GigState], reason: str, *, actor: Member, now: datetime
) -> Gig:
    """Decline from these states only: who refuses what was just approved is told so instead."""
    locked = lock_gig(gig)

    _refuse_decision(locked, actor)
    if locked.state not in sources:
        raise GigStateRefused(state=GigState(locked.state).label)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    _decide(locked, GigState.DECLINED, Verdict.DECLINED, reason, actor=actor, now=now)

    publish(
        GigDeclined(
            gig_id=locked.public_id,
            seller_id=locked.seller.public_id,
            editor_id=actor.public_id,
            reason=reason,
        ),
        now=now,
    )
    return locked


def _refuse_decision(gig: Gig, actor: Member) -> None:
    if not has_role(actor, Role.EDITOR):
        raise NotAnEditor
    if owns(actor, gig):
        raise OwnGigNotDecided


def _decide(
    gig: Gig, target: GigState, verdict: Verdict, text: str, *, actor: Member, now: datetime
) -> None:
    transition(gig, target, hand=GigHand.EDITOR, actor=actor, now=now, reason=text)
    EditorNote.objects.create(gig=gig, editor=actor, verdict=verdict, text=text, at=now)
