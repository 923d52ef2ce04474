"""What the platform's parts need of sponsorships: webhooks, own data, what forbids leaving."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.custody import pack_tables
from marketplace.accounts.models import Member
from marketplace.core.events import Event
from marketplace.moderation.queries import Bond, CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event
from referrals.sponsorships import events
from referrals.sponsorships.queries import bound_sponsorships, managers
from referrals.sponsorships.services import forget_creator

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CREATOR: Final = ("creator_id",)
PERSONAL: tuple[tuple[str, type[Event], StrPromise], ...] = (
    ("sponsorship.offered", events.SponsorshipOffered, _("A sponsorship was offered to you")),
    ("sponsorship.agreed", events.SponsorshipAgreed, _("Both sides agreed to a sponsorship")),
    ("sponsorship.funded", events.SponsorshipFunded, _("A sponsorship was paid in")),
    ("sponsorship.started", events.SponsorshipStarted, _("A sponsorship began")),
    ("sponsorship.proof_returned", events.ProofReturned, _("A page lacks something")),
    ("sponsorship.proof_checked", events.ProofChecked, _("A page was confirmed")),
    ("sponsorship.paid", events.SponsorshipPaid, _("A sponsorship was paid out")),
    ("sponsorship.refused", events.SponsorshipRefused, _("A sponsorship was refused")),
    ("sponsorship.declined", events.SponsorshipDeclined, _("A sponsorship was declined")),
    ("sponsorship.withdrawn", events.SponsorshipWithdrawn, _("A sponsorship was withdrawn")),
    ("sponsorship.expired", events.SponsorshipExpired, _("A sponsorship ran out")),
)
# Those who decide hear what waits for them; the creator hears it, too.
FOR_DESK: tuple[tuple[str, type[Event], StrPromise], ...] = (
    ("sponsorship.requested", events.SponsorshipRequested, _("A sponsorship was asked for")),
    ("sponsorship.proof_submitted", events.MentionShown, _("A proof was handed in")),
    ("sponsorship.proof_unread", events.ProofNeedsPerson, _("A proof needs a person’s look")),
    ("sponsorship.appealed", events.RefusalAppealed, _("A refusal was appealed")),
)


def told_to_desk(event: Event) -> Announcement:
    """Announce something to the creator and to those who decide."""
    known = event.to_payload()
    people = {str(known["creator_id"]), *(member.public_id for member in managers())}
    return Announcement(sorted(people), known)


def sponsorship_bonds(member: Member) -> Iterable[Bond]:
    """Money that waits for the creator's mention, or for the creator, stands against leaving."""
    for row in bound_sponsorships(member):
        words = gettext("the sponsorship “%(place)s”") % {"place": row.place}
        yield Bond(words, row.get_absolute_url())


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Empty what the member said of their channels; sums and dates stay in the books."""
    forget_creator(member=member)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, label in PERSONAL:
        register_public_event(event, name, told_to(CREATOR), label=label)
    for name, event, label in FOR_DESK:
        register_public_event(event, name, told_to_desk, label=label)
    register_custody(
        CustodyPart(
            name="sponsorships",
            label=_("Sponsorships"),
            pack=partial(pack_tables, "sponsorships"),
            erase=erase,
            bonds=sponsorship_bonds,
        )
    )
