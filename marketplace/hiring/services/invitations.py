"""Asking a freelancer for a proposal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.accounts.queries import profile_of
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.hiring.errors import (
    AlreadyInvited,
    AlreadyProposed,
    NotTakingWork,
    OwnWork,
    TooManyInvitations,
)
from marketplace.hiring.events import FreelancerInvited
from marketplace.hiring.models import Invitation, PostedBrief, Proposal
from marketplace.hiring.services.looking import look_again
from marketplace.hiring.services.states import lock_posted, refuse_unless_open
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.policies import are_apart


@transaction.atomic
def invite_freelancer(
    *,
    brief: PostedBrief,
    actor: Member,
    freelancer: Member,
    note: str,
    now: datetime,
    as_is: str = "",
) -> Invitation:
    """Ask a freelancer for a proposal, which then costs none of their day's.

    Locks the brief. Raises NotFound for others, PostedStateRefuses, OwnWork, AlreadyInvited,
    AlreadyProposed, NotTakingWork, MemberBlocked, TooManyInvitations, TextNeedsALook.
    """
    row = lock_posted(brief.pk)

    if actor.pk != row.client_id:
        raise NotFound
    refuse_unless_open(row, now)
    _refuse(row, freelancer)
    look_again(member=actor, texts=(note,), as_is=as_is)

    invitation = Invitation.objects.create(
        brief=row, freelancer=freelancer, note=note.strip(), created_at=now
    )

    record_audit(
        actor=actor.public_id,
        action="brief.invited",
        subject=row.reference,
        after={"freelancer": freelancer.public_id},
        now=now,
    )
    publish(
        FreelancerInvited(
            posted_id=row.public_id,
            client_id=row.client.public_id,
            title=row.title,
            freelancer_id=freelancer.public_id,
        ),
        now=now,
    )
    return invitation


def _refuse(row: PostedBrief, freelancer: Member) -> None:
    if freelancer.pk == row.client_id:
        raise OwnWork
    if Invitation.objects.filter(brief=row, freelancer=freelancer).exists():
        raise AlreadyInvited(name=freelancer.display_name)
    if Proposal.objects.filter(brief=row, freelancer=freelancer).exists():
        raise AlreadyProposed
    if not profile_of(freelancer).is_taking_work:
        raise NotTakingWork(name=freelancer.display_name)
    if are_apart([row.client, freelancer]):
        raise MemberBlocked
    limit = rules().brief_invitations_max
    if Invitation.objects.filter(brief=row).count() >= limit:
        raise TooManyInvitations(limit=limit)
