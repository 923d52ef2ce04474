"""The kinds of notices about reviews and levels, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "reviews.open": (
        _("How was it? %(title)s"),
        _("Review each other before %(due_at)s. Nobody reads it before both have written."),
    ),
    "reviews.reminder": (
        _("Your review is still missing: %(title)s"),
        _("You can write it until %(due_at)s."),
    ),
    "reviews.published": (
        _("%(author)s reviewed you: %(title)s"),
        _("Read it, and answer in public if you like."),
    ),
    "reviews.answered": (
        _("%(subject)s answered your review"),
        _("The answer stands under it."),
    ),
    "reviews.hidden": (
        _("A moderator hid a review"),
        _("The reason stands in its place, and in the log."),
    ),
    "reviews.restored": (
        _("A review is shown again"),
        _("A moderator took the hiding back."),
    ),
    "reviews.level_up": (
        _("Your level is now: %(level)s"),
        _("See which conditions you met, and what comes next."),
    ),
    "reviews.level_down": (
        _("Your level fell to: %(level)s"),
        _("See which rule it was, the figures behind it, and the way back."),
    ),
    "reviews.level_at_risk": (
        _("Your level is at risk: %(level)s"),
        _("A condition isn't met any more. If that stays so until %(falls_at)s, the level falls."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.ORDERS, title=_title, body=_body)
