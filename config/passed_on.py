"""What word of mouth hears of contests, and what the platform's parts need of word of mouth."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from config.custody import pack_tables
from contests.entries.events import EntryAccepted, EntrySubmitted
from contests.entries.queries import find_entry
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import Event, subscribe
from marketplace.moderation.queries import CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event
from referrals.links.choices import LinkKind, OutcomeKind
from referrals.links.events import SignupAttributed
from referrals.links.services import forget_visitors, link_for, record_outcome


@subscribe(EntrySubmitted, consumer="links.entry_submitted")
def count_entry(event: EntrySubmitted, *, now: datetime) -> None:
    """Count a contest entry to what brought its writer."""
    record_outcome(
        kind=OutcomeKind.ENTRY,
        ref=event.entry_id,
        member=get_member_by_public_id(event.entrant_id),
        at=now,
        now=now,
    )


@subscribe(EntryAccepted, consumer="links.entry_accepted")
def link_entry(event: EntryAccepted, *, now: datetime) -> None:
    """Give an accepted entry a link of its own, for its writer to pass on."""
    entry = find_entry(event.entry_id)
    link_for(
        kind=LinkKind.ENTRY,
        ref=event.entry_id,
        owner=entry.entrant,
        path=entry.get_absolute_url(),
        now=now,
    )


def told_to_owner(event: Event) -> Announcement:
    """Announce a sign-up to whose link brought it; to nobody where it has no owner."""
    known = event.to_payload()
    return Announcement([str(known["owner_id"])] if known["owner_id"] else [], known)


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget which devices were the member's; who brought whom stays in the books."""
    forget_visitors(member=member)


def connect() -> None:
    """Fill the registries of the parts below."""
    register_public_event(
        SignupAttributed,
        "referral.signed_up",
        told_to_owner,
        label=_("Somebody signed up by your link"),
    )
    register_custody(
        CustodyPart(
            name="referrals",
            label=_("Referral links"),
            pack=partial(pack_tables, "referrals"),
            erase=erase,
        )
    )
