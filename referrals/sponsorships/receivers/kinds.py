"""The kinds of notices about sponsorships, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "sponsorships.asked": (
        _("%(name)s asks for a sponsorship"),
        _("%(sum)s for: %(place)s. Agree, offer other terms, or say no with a reason."),
    ),
    "sponsorships.offered": (
        _("A sponsorship is offered to you: %(sum)s"),
        _("For: %(place)s. Read the terms and answer within %(days)s days."),
    ),
    "sponsorships.agreed": (
        _("Agreed: %(place)s"),
        _("The sum is paid into a fund next; then you get your link and your code."),
    ),
    "sponsorships.agreed_desk": (
        _("%(name)s agrees: %(place)s"),
        _("Pay in %(sum)s, so that it can begin."),
    ),
    "sponsorships.funded": (
        _("%(sum)s lies in the fund for you"),
        _("Start when you are ready: %(place)s"),
    ),
    "sponsorships.started": (
        _("Your link and your code are there"),
        _("Code: %(code)s. Publish by %(day)s, say that it is advertising, then send the address."),
    ),
    "sponsorships.returned": (
        _("Something is missing on your page"),
        _("%(problem)s Mend it and send the address again."),
    ),
    "sponsorships.needs_person": (
        _("A proof waits for a look: %(name)s"),
        _("%(problem)s Look at it yourself."),
    ),
    "sponsorships.checked": (
        _("Your proof is confirmed"),
        _("%(sum)s reaches you on %(day)s."),
    ),
    "sponsorships.paid": (
        _("%(sum)s is yours"),
        _("For: %(place)s. What your link brings is reported to you for as long as it lasts."),
    ),
    "sponsorships.refused": (
        _("Refused: %(place)s"),
        _("The reason: %(reason)s"),
    ),
    "sponsorships.appealed": (
        _("%(name)s appeals against a refusal"),
        _("Somebody who didn’t refuse it decides: %(place)s"),
    ),
    "sponsorships.declined": (
        _("Declined: %(place)s"),
        _("The reason: %(reason)s"),
    ),
    "sponsorships.withdrawn": (
        _("Withdrawn: %(place)s"),
        _("The reason: %(reason)s"),
    ),
    "sponsorships.expired": (
        _("It ran out: %(place)s"),
        _("The day for it has passed, and nothing is owed. You can ask again."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.REFERRALS, title=_title, body=_body)
