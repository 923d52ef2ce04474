"""The kinds of notices about entries, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "entries.submitted": (
        _("You have entered: %(contest)s"),
        _("“%(title)s” is in. You can change it or take it back until %(closes_at)s."),
    ),
    "entries.problem": (
        _("Your entry needs something: %(contest)s"),
        _("We couldn’t read the page of “%(title)s”, or your link isn’t on it. See what to do."),
    ),
    "entries.accepted": (
        _("Your entry is accepted: %(contest)s"),
        _("“%(title)s” goes to the judges. They don’t read your name."),
    ),
    "entries.refused": (
        _("Your entry wasn’t accepted: %(contest)s"),
        _("The reason: %(reason)s You can ask once that somebody looks again."),
    ),
    "entries.upheld": (
        _("We looked again, and it stays so: %(contest)s"),
        _("The reason: %(reason)s"),
    ),
    "entries.reconsidered": (
        _("Your entry is looked at again: %(contest)s"),
        _("The refusal of “%(title)s” was taken back. You hear the new decision."),
    ),
    "entries.disqualified": (
        _("Your entry was taken out: %(contest)s"),
        _("The reason: %(reason)s"),
    ),
    "entries.cancelled": (
        _("The contest was cancelled: %(contest)s"),
        _("The reason: %(reason)s Your text “%(title)s” stays yours."),
    ),
    "entries.appealed": (
        _("A writer asks to look again: %(contest)s"),
        _("“%(title)s” wasn’t accepted. Read what they write, and decide."),
    ),
    "entries.checked": (
        _("The entries are checked: %(contest)s"),
        _("%(waiting)s of %(total)s wait for your decision."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.CONTESTS, title=_title, body=_body)
