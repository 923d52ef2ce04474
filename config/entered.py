"""What the platform's parts need of contest entries: webhooks, reports, a member's own data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.custody import pack_tables
from contests.entries import events
from contests.entries.policies import is_in_public
from contests.entries.queries import entries_under_way, find_entry
from contests.entries.services import erase_entries, hide_entry, show_entry
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import Event
from marketplace.moderation.queries import (
    Bond,
    CustodyPart,
    FlagKind,
    Subject,
    register_custody,
    register_flag_kind,
)
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ENTRANT: Final = ("entrant_id",)
PUBLIC: tuple[tuple[str, type[Event], StrPromise], ...] = (
    ("entry.submitted", events.EntrySubmitted, _("You entered a contest")),
    ("entry.changed", events.EntryChanged, _("You changed an entry")),
    ("entry.withdrawn", events.EntryWithdrawn, _("You took an entry back")),
    ("entry.problem", events.EntryProblemSeen, _("The page of an entry needs something")),
    ("entry.accepted", events.EntryAccepted, _("An entry of yours was accepted")),
    ("entry.refused", events.EntryRefused, _("An entry of yours wasn’t accepted")),
    ("entry.upheld", events.EntryAppealAnswered, _("An entry of yours stays refused")),
    ("entry.reconsidered", events.EntryReconsidered, _("An entry of yours is looked at again")),
    ("entry.disqualified", events.EntryDisqualified, _("An entry of yours was taken out")),
)


def find_reported(ref: str, *, viewer: Member | None) -> Subject:
    """Return an entry; a member sees those that everybody may read."""
    entry = find_entry(ref)
    is_shown = is_in_public(entry)
    if viewer is not None and not is_shown:
        raise NotFound
    return Subject(
        member=entry.entrant,
        title=entry.title,
        text=entry.text,
        lang=entry.language,
        url=entry.get_absolute_url(),
        is_shown=is_shown,
    )


KIND: Final = FlagKind(
    name="contest_entry",
    label=_("Contest entry"),
    find=find_reported,
    hide=hide_entry,
    show=show_entry,
)


def entry_bonds(member: Member) -> Iterable[Bond]:
    """Entries in contests that aren't decided yet stand against leaving: take them back first."""
    for entry in entries_under_way(member):
        words = gettext("the contest entry “%(title)s”") % {"title": entry.title}
        yield Bond(words, entry.get_absolute_url())


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Empty what the member wrote around their entries, and their texts where those go too."""
    erase_entries(member=member, keeps_texts=keeps_texts)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, label in PUBLIC:
        register_public_event(event, name, told_to(ENTRANT), label=label)
    register_flag_kind(KIND)
    register_custody(
        CustodyPart(
            name="entries",
            label=_("Contest entries"),
            pack=partial(pack_tables, "entries"),
            erase=erase,
            bonds=entry_bonds,
        )
    )
