"""When a freelancer and a client first meet, how they came together is written down, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.relationships.choices import (
    BROUGHT_SOURCES,
    TOLD_SOURCES,
    Source,
)
from marketplace.relationships.events import PairMet
from marketplace.relationships.models import Contact, Invitation, Tie
from marketplace.relationships.queries.doors import first_door
from marketplace.relationships.queries.fees import brought_by_link, first_contact_at, was_invited

FIXED_SOURCES = (*BROUGHT_SOURCES, Source.INTRODUCTION)


@transaction.atomic
def record_meeting(
    *, seller: Member, client: Member, source: Source, now: datetime, ref: str = ""
) -> Tie:
    """Write down how these two first met; returns the first tie for ever after.

    Whoever the freelancer had invited by mail before any contact here was brought by them, by
    whichever door they came. The client stands in the freelancer's book afterwards. Locks nothing;
    two at once give one tie. Raises ValueError for one person.
    """
    if seller.pk == client.pk:
        raise ValueError("nobody meets themselves")
    invitation: Invitation | None = None
    tie = Tie.objects.filter(seller=seller, client=client).first()
    if tie is None:
        if source not in BROUGHT_SOURCES:
            invitation = was_invited(client_id=client.pk, seller_id=seller.pk)
        if invitation is not None:
            source, ref = Source.INVITATION, f"invitation:{invitation.public_id}"
        elif source not in FIXED_SOURCES and (
            link := brought_by_link(client_id=client.pk, seller_id=seller.pk)
        ):
            source, ref = Source.REFERRAL, link
        elif source not in FIXED_SOURCES:
            source, ref = first_door(client_id=client.pk, seller_id=seller.pk) or (source, ref)
        first = first_contact_at(client_id=client.pk, seller_id=seller.pk)
        tie, made = Tie.objects.get_or_create(
            seller=seller,
            client=client,
            defaults={"source": source, "ref": ref, "met_at": min(first or now, now)},
        )
        if made:
            if invitation is not None:
                mark_used(invitation, by=client, now=now)
            publish(
                PairMet(seller_id=seller.public_id, client_id=client.public_id, source=tie.source),
                now=now,
            )
    put_into_book(tie, seller=seller, client=client, now=now)
    return tie


def mark_used(invitation: Invitation, *, by: Member, now: datetime) -> None:
    """Note on an invitation who came by it; the first stays."""
    Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_by=by, used_at=now)


def put_into_book(tie: Tie, *, seller: Member, client: Member, now: datetime) -> Contact:
    """Make sure that the client stands in the freelancer's book; what was hidden is seen again.

    A contact that the freelancer had invited becomes this member and keeps the source that the
    freelancer told.
    """
    found = Contact.objects.filter(owner=seller, member=client).first()
    if found is None:
        found = _invited_contact(tie, seller, client)
    if found is not None:
        if found.hidden_at is not None:
            Contact.objects.filter(pk=found.pk).update(hidden_at=None)
        return found
    made, _new = Contact.objects.get_or_create(
        owner=seller,
        member=client,
        defaults={"name": client.display_name, "source": tie.source, "created_at": now},
    )
    return made


def _invited_contact(tie: Tie, seller: Member, client: Member) -> Contact | None:
    invitation = (
        Invitation.objects.filter(owner=seller, used_by=client, contact__member=None)
        .select_related("contact")
        .first()
    )
    if invitation is None or invitation.contact is None:
        return None
    contact = invitation.contact
    contact.member = client
    if contact.source not in TOLD_SOURCES:
        contact.source = tie.source
    contact.save(update_fields=["member", "source"])
    return contact
