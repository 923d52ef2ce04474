"""What the platform's parts need of the watch: webhooks, a member's own data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from community.watch import events
from community.watch.services.leaving import forget_member
from config.custody import pack_tables
from config.gurus import told_to_managers
from marketplace.accounts.models import Member
from marketplace.core.events import Event
from marketplace.moderation.queries import CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Nobody is told that they are watched: these reach community managers alone.
TO_MANAGERS: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("watch.sighted", events.SupernovaSighted, _("A newcomer’s output bursts")),
    ("watch.moved", events.SupernovaMoved, _("A watched newcomer’s stage changed")),
    ("watch.fading", events.SupernovaFading, _("A watched newcomer’s output fades")),
    ("watch.laid_aside", events.SupernovaLaidAside, _("A watched newcomer was laid aside")),
    ("watch.acted", events.WatchActed, _("Something was done for a newcomer")),
    ("watch.digest", events.WatchDigestDue, _("There are newcomers to look at")),
)
OWN: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("member.thanked", events.MemberThanked, _("A community manager thanked you")),
    ("member.break_begun", events.PauseBegun, _("You are on a break")),
    ("member.break_ended", events.PauseEnded, _("Your break is over")),
)


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Close what was open about a leaving member, and forget the evidence and all words."""
    forget_member(member=member, now=now)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, label in TO_MANAGERS:
        register_public_event(event, name, told_to_managers, label=label)
    for name, event, label in OWN:
        register_public_event(event, name, told_to(("member_id",)), label=label)
    register_custody(
        CustodyPart(
            name="watch",
            label=_("Newcomers, and your break"),
            pack=partial(pack_tables, "watch"),
            erase=erase,
        )
    )
