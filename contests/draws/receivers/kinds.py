"""The kinds of notices about draws, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "draws.list_closed": (
        _("The list of tickets is closed: %(title)s"),
        _("Your number is %(participant)s. The list's fingerprint, to keep: %(digest)s"),
    ),
    "draws.won": (
        _("You won place %(place)s: %(title)s"),
        _("Your ticket was drawn. The organisers write to you about your prize."),
    ),
    "draws.moved_up": (
        _("You moved up to place %(place)s: %(title)s"),
        _("Somebody drawn before you doesn't get the prize, and you are next in the order."),
    ),
    "draws.passed_over": (
        _("Place %(place)s goes to somebody else: %(title)s"),
        _("The reason: %(reason)s. The page of the draw shows it, too."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.CONTESTS, title=_title, body=_body)
