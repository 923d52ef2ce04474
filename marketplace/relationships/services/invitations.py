"""Bringing one's own clients: a link of one's own, and mails to people one knows."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.ratelimit import spend
from marketplace.notifications.services import queue_mail
from marketplace.relationships.choices import Source
from marketplace.relationships.errors import (
    AlreadyInvited,
    AlreadyMet,
    InvitationNeedsAddress,
    OwnInvitation,
)
from marketplace.relationships.models import CallingCard, Contact, Invitation, Tie
from marketplace.relationships.queries.fees import first_contact_at
from marketplace.relationships.queries.invitations import Inviter, invitation_path
from marketplace.relationships.services.meeting import mark_used, record_meeting


def calling_card_of(owner: Member, *, now: datetime) -> CallingCard:
    """Return the member's own link, made when it is first asked for."""
    card, _made = CallingCard.objects.get_or_create(owner=owner, defaults={"created_at": now})
    return card


def invite_client(*, contact: Contact, language: str, message: str, now: datetime) -> Invitation:
    """Mail an invitation to a client in the book, once for each address.

    Whether the two have met here before is not said: the address would tell who it belongs to.
    Then the invitation just changes nothing. Raises InvitationNeedsAddress, AlreadyInvited,
    TooManyRequests.
    """
    if not contact.email:
        raise InvitationNeedsAddress
    owner = contact.owner
    if Invitation.objects.filter(owner=owner, email=contact.email).exists():
        raise AlreadyInvited
    spend(
        rate=f"{rules().invitations_per_day} per day",
        name="client_invitation",
        who=owner.public_id,
    )
    return _invite(contact, owner, language=language, message=message.strip(), now=now)


@transaction.atomic
def _invite(
    contact: Contact, owner: Member, *, language: str, message: str, now: datetime
) -> Invitation:
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                owner=owner, contact=contact, email=contact.email, message=message, sent_at=now
            )
    except IntegrityError:
        raise AlreadyInvited from None
    queue_mail(
        to=contact.email,
        language=language,
        message="client_invitation",
        context={
            "name": owner.display_name,
            "greeted": contact.name,
            "words": message,
            "path": invitation_path(invitation.public_id),
        },
        now=now,
    )
    return invitation


@transaction.atomic
def use_invitation(*, inviter: Inviter, member: Member, now: datetime) -> Tie:
    """Come to the freelancer by their link or mail: they brought this client, from now on.

    Raises OwnInvitation, and AlreadyMet where the two had anything to do with each other before.
    """
    seller = inviter.owner
    if seller.pk == member.pk:
        raise OwnInvitation
    has_tie = Tie.objects.filter(seller=seller, client=member).exists()
    if has_tie or first_contact_at(client_id=member.pk, seller_id=seller.pk) is not None:
        raise AlreadyMet
    if inviter.invitation is not None:
        mark_used(inviter.invitation, by=member, now=now)
    return record_meeting(
        seller=seller, client=member, source=Source.INVITATION, ref=inviter.ref, now=now
    )
