"""The kinds of notices about contests, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "contests.opened": (
        _("It is open: %(title)s"),
        _("You can enter until %(closes_at)s."),
    ),
    "contests.closes_soon": (
        _("It closes soon: %(title)s"),
        _("Until %(closes_at)s you can still enter, or change what you handed in."),
    ),
    "contests.extended": (
        _("It closes later: %(title)s"),
        _("The new closing is %(closes_at)s. The reason: %(reason)s"),
    ),
    "contests.results": (
        _("The results are out: %(title)s"),
        _("Read who won, and how the result came about."),
    ),
    "contests.cancelled": (
        _("It is cancelled: %(title)s"),
        _("The reason: %(reason)s"),
    ),
    "contests.not_announced": (
        _("Not announced as planned: %(title)s"),
        _("Something was missing when the moment came. Look what it is, then announce it by hand."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.CONTESTS, title=_title, body=_body)
