"""The kinds of notices about actions, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "actions.granted": (
        _("Your proof counts: %(title)s"),
        _("It brings you tickets: %(tickets)s."),
    ),
    "actions.rejected": (
        _("A proof of yours doesn't count: %(title)s"),
        _("%(reason)s You can appeal until %(appeal_until_at)s."),
    ),
    "actions.dismissed": (
        _("Your appeal was not granted: %(title)s"),
        _("%(reason)s This decision is final."),
    ),
    "actions.held": (
        _("Your tickets are on hold: %(title)s"),
        _("Something about your entry has to be looked at by a person. See what, and answer."),
    ),
    "actions.cleared": (
        _("Your tickets count again: %(title)s"),
        _("A person looked at your entry, and all is well."),
    ),
    "actions.excluded": (
        _("You were excluded: %(title)s"),
        _("The reason: %(reason)s"),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.CONTESTS, title=_title, body=_body)
