"""What the platform's parts need of prizes: webhooks, a member's own data, what forbids leaving."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.custody import pack_tables
from contests.calls.queries import administrators, contest_text
from contests.prizes import events
from contests.prizes.queries import awards_under_way
from contests.prizes.services import forget_forms
from marketplace.accounts.models import Member
from marketplace.core.events import Event
from marketplace.moderation.queries import Bond, CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WINNER: Final = ("member_id",)
PERSONAL: tuple[tuple[str, type[Event], StrPromise], ...] = (
    ("prize.won", events.PrizeWon, _("You won a prize")),
    ("prize.reminded", events.PrizeClaimReminded, _("A prize of yours waits for an answer")),
    ("prize.claimed", events.PrizeClaimed, _("You claimed a prize")),
    ("prize.sent", events.PrizeSent, _("A prize of yours was sent")),
    ("prize.handed_over", events.PrizeHandedOver, _("A prize of yours was handed over")),
    ("prize.lapsed", events.PrizeLapsed, _("A prize of yours lapsed")),
)


def told_to_administrators(event: Event) -> Announcement:
    """Announce a signature to those who set contests up."""
    people = [member.public_id for member in administrators()]
    return Announcement(people, event.to_payload())


def prize_bonds(member: Member) -> Iterable[Bond]:
    """Prizes that still have to reach the member stand against leaving."""
    for award in awards_under_way(member):
        title = contest_text(award.contest).title
        yield Bond(gettext("a prize of “%(title)s”") % {"title": title}, award.get_absolute_url())


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget what the member was asked for; who won what stays in the books."""
    forget_forms(member=member)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, label in PERSONAL:
        register_public_event(event, name, told_to(WINNER), label=label)
    register_public_event(
        events.ResultsApproved,
        "contest.results_approved",
        told_to_administrators,
        label=_("Results of a contest were approved"),
    )
    register_custody(
        CustodyPart(
            name="prizes",
            label=_("Prizes"),
            pack=partial(pack_tables, "prizes"),
            erase=erase,
            bonds=prize_bonds,
        )
    )
