"""The kinds of notices about campaigns, each with its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_WORD: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "campaigns.call": (
        _("You are called: %(title)s"),
        _("It begins on %(begins_at)s. Look what is to be done; nothing happens unless you join."),
    ),
    "campaigns.began": (
        _("It has begun: %(title)s"),
        _("What you took on stands on your page, with the day by which it is proven."),
    ),
    "campaigns.cancelled": (
        _("It is called off: %(title)s"),
        _("The reason: %(reason)s What you had handed in is still looked at and rewarded."),
    ),
    "campaigns.accepted": (
        _("Accepted: %(mission)s"),
        _("Well done. Your reward follows by itself."),
    ),
    "campaigns.sent_back": (
        _("Something is missing: %(mission)s"),
        _("%(note)s Put it right and show it again."),
    ),
    "campaigns.refused": (
        _("Not accepted: %(mission)s"),
        _("The reason: %(reason)s Until %(until_at)s you can ask somebody else to look again."),
    ),
    "campaigns.upheld": (
        _("It stays refused: %(mission)s"),
        _("A second person has looked. The reason: %(reason)s"),
    ),
    "campaigns.lapsed": (
        _("The time is over: %(mission)s"),
        _("No proof came in time, so the place is free again."),
    ),
    "campaigns.seat_given": (
        _("You have the shift: %(mission)s"),
        _("It begins on %(begins_at)s. It stands in your list, for your calendar too."),
    ),
    "campaigns.seat_moved_up": (
        _("A place became free for you: %(mission)s"),
        _("It begins on %(begins_at)s. If you can’t any more, cancel it now: others wait."),
    ),
    "campaigns.passed_over": (
        _("On the waiting list: %(mission)s"),
        _("More wanted this shift than fit. Next time you come before who had as many shifts."),
    ),
    "campaigns.match_proposed": (
        _("Somebody to meet: %(title)s"),
        _("You share language and place. Say yes or no; names are shown once both agree."),
    ),
    "campaigns.match_agreed": (
        _("You both agreed: %(title)s"),
        _("%(name)s is glad to meet you. A conversation is open."),
    ),
    "campaigns.ticket_answered": (
        _("Your question was answered: %(subject)s"),
        _("Write again if something is still open."),
    ),
    "campaigns.ticket_opened": (
        _("A question waits for you: %(subject)s"),
        _("An answer is promised until %(until_at)s."),
    ),
    "campaigns.ticket_late": (
        _("A promised answer is late: %(subject)s"),
        _("It was due on %(until_at)s."),
    ),
    "campaigns.proof_waits": (
        _("Work to look at: %(title)s"),
        _("Somebody has shown what they did."),
    ),
    "campaigns.appeal_waits": (
        _("An appeal waits: %(mission)s"),
        _("Somebody who didn’t refuse it decides."),
    ),
}
_REWARDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "campaigns.held": (
        _("Your reward is being checked: %(mission)s"),
        _("The reason: %(reason)s It isn’t lost; you will hear from us."),
    ),
    "campaigns.paid_money": (
        _("Your reward: %(amount)s"),
        _("For “%(mission)s”. It is in your wallet."),
    ),
    "campaigns.paid_credit": (
        _("Your reward: %(amount)s of credit"),
        _("For “%(mission)s”. It pays your next order."),
    ),
    "campaigns.paid_donation": (
        _("Given on in your name: %(amount)s"),
        _("What you did for “%(mission)s” goes to %(cause)s."),
    ),
    "campaigns.paid_coupon": (
        _("Your discount code: %(code)s"),
        _("For “%(mission)s”. Type it when you pay an order; it works once."),
    ),
    "campaigns.paid_badge": (
        _("Your badge: %(badge)s"),
        _("For “%(mission)s”. It stands on your profile."),
    ),
}
for _group, _kinds in ((NotificationGroup.REFERRALS, _WORD), (NotificationGroup.MONEY, _REWARDS)):
    for _kind, (_title, _body) in _kinds.items():
        register_kind(_kind, group=_group, title=_title, body=_body)
