"""What the platform's parts need of trophies and of honesty: a panel, webhooks, one's own data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from community.rings import events as rings
from community.rings.queries import deciders_of, members_in
from community.rings.services import forget_words
from community.trophies import events as trophies
from community.trophies.queries import awards_of, open_to, progress_of
from config.custody import pack_tables
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel, members_with_role, register_profile_panel
from marketplace.core import clock
from marketplace.core.events import Event
from marketplace.moderation.queries import CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

AWARDS_SHOWN, NEAREST = 6, 3
MEMBER: Final = ("member_id",)
PERSONAL: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("trophy.won", trophies.TrophyWon, _("You won a trophy")),
    ("trophy.taken_back", trophies.TrophyTakenBack, _("A trophy was taken back")),
    (
        "honesty.upheld",
        rings.RingAppealUpheld,
        _("A decision about favours stands"),
    ),
    (
        "honesty.overturned",
        rings.RingAppealOverturned,
        _("An appeal about favours was right: it counts again"),
    ),
)
# Known to those whom a case is about.
CONCERNED: Final[tuple[tuple[str, type[rings.RingCaseEvent], StrPromise], ...]] = (
    ("honesty.proposed", rings.RingCaseProposed, _("It is proposed that favours don’t count")),
    ("honesty.reversed", rings.RingCaseReversed, _("Favours don’t count any more")),
)
MANAGERS: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("trophy.switched_on", trophies.TrophySwitchedOn, _("A trophy was switched on")),
)
# Managers who are part of a case hear of it when all its members do.
DECIDERS: Final[tuple[tuple[str, type[rings.RingCaseEvent], StrPromise], ...]] = (
    ("honesty.opened", rings.RingCaseOpened, _("The search found favours that look agreed upon")),
    ("honesty.appealed", rings.RingCaseAppealed, _("A member appeals about favours")),
    ("honesty.dismissed", rings.RingCaseDismissed, _("A case about favours was dismissed")),
)


def trophies_panel(*, member: Member, viewer: Member | None) -> Panel | None:
    """Show what a member won; to the member also what is nearest."""
    held = list(awards_of(member)[:AWARDS_SHOWN])
    is_own = viewer is not None and viewer.pk == member.pk
    nearest = progress_of(member, open_to(member), now=clock.now())[:NEAREST] if is_own else []
    if not held and not nearest:
        return None
    context = {"awards": held, "is_own": is_own, "nearest": nearest}
    return Panel("community/trophies/_panel.html", context)


def told_to_concerned(event: Event) -> Announcement:
    """Announce a fact about a case to the members whom it is about."""
    known = event.to_payload()
    people = [member.public_id for member in members_in(str(known["case_id"]))]
    return Announcement(people, known)


def told_to_managers(event: Event) -> Announcement:
    """Announce a fact to community managers."""
    people = [one.public_id for one in members_with_role(Role.COMMUNITY_MANAGER)]
    return Announcement(people, event.to_payload())


def told_to_deciders(event: Event) -> Announcement:
    """Announce a fact about a case to community managers who aren't part of it."""
    known = event.to_payload()
    people = [one.public_id for one in deciders_of(str(known["case_id"]))]
    return Announcement(people, known)


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget what the member wrote about cases; awards and decisions stay under an opaque id."""
    forget_words(member=member)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, label in PERSONAL:
        register_public_event(event, name, told_to(MEMBER), label=label)
    for name, fact, label in CONCERNED:
        register_public_event(fact, name, told_to_concerned, label=label)
    for name, event, label in MANAGERS:
        register_public_event(event, name, told_to_managers, label=label)
    for name, fact, label in DECIDERS:
        register_public_event(fact, name, told_to_deciders, label=label)
    register_profile_panel("trophies", trophies_panel, position=3)
    register_custody(
        CustodyPart(
            name="honours",
            label=_("Your trophies, and cases about favours"),
            pack=partial(pack_tables, "honours"),
            erase=erase,
        )
    )
