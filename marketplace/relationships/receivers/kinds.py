"""The kinds of notices about relationships, each with its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str

GROUP: Final = NotificationGroup.ORDERS
KINDS: Final[dict[str, tuple[Words, Words]]] = {
    "relationships.reminder": (
        _("Get in touch with %(name)s"),
        _("You wanted to: %(text)s"),
    ),
    "relationships.came": (
        _("%(name)s came by your invitation"),
        _("You brought this client, so the platform keeps less of what they pay you."),
    ),
    "relationships.answered": (
        _("%(name)s told you how your work left them"),
        _("“%(title)s”. It stands in your book of clients, and nobody else sees it."),
    ),
    "relationships.retainer_offered": (
        _("%(name)s offers you a retainer: %(title)s"),
        _("%(amount)s a month, until one of you stops it. See what is included."),
    ),
    "relationships.retainer_accepted": (
        _("%(name)s accepted: %(title)s"),
        _("The retainer runs. Each month is paid before it begins."),
    ),
    "relationships.retainer_declined": (
        _("%(name)s declined: %(title)s"),
        _("The offer of a retainer is closed."),
    ),
    "relationships.retainer_withdrawn": (
        _("%(name)s took the offer back: %(title)s"),
        _("Nothing is owed."),
    ),
    "relationships.retainer_expired": (
        _("Ran out unanswered: %(title)s"),
        _("The offer of a retainer is closed. It can be made again."),
    ),
    "relationships.retainer_paused": (
        _("Paused: %(title)s"),
        _("Nothing is renewed until it is started again."),
    ),
    "relationships.retainer_lapsed": (
        _("Paused, because the month wasn't paid: %(title)s"),
        _("The client can pay and start it again at any time."),
    ),
    "relationships.retainer_resumed": (
        _("%(name)s started it again: %(title)s"),
        _("See when the next month begins."),
    ),
    "relationships.retainer_stopped": (
        _("%(name)s gave notice: %(title)s"),
        _("It ends on %(ends_at)s. Until then everything goes on as agreed."),
    ),
    "relationships.retainer_kept": (
        _("%(name)s took the notice back: %(title)s"),
        _("It goes on as before."),
    ),
    "relationships.retainer_ended": (
        _("Ended: %(title)s"),
        _("What was paid for is yours; nothing is renewed."),
    ),
    "relationships.month_client": (
        _("Month %(number)s has begun: %(title)s"),
        _("%(amount)s was paid from your wallet and is held until the work is accepted."),
    ),
    "relationships.month_seller": (
        _("Month %(number)s has begun and is paid: %(title)s"),
        _("Note what you use; both of you see what is left."),
    ),
    "relationships.short_client": (
        _("Your wallet is short for the next month: %(title)s"),
        _("Pay %(amount)s before %(grace_until_at)s, or it pauses."),
    ),
    "relationships.short_seller": (
        _("The next month isn't paid yet: %(title)s"),
        _("The client has been asked. If nothing comes before %(grace_until_at)s, it pauses."),
    ),
    "relationships.overused": (
        _("More is used than this month includes: %(title)s"),
        _("Talk about it now: a change can hold from the next month on."),
    ),
    "relationships.change_proposed": (
        _("%(name)s proposes other terms: %(title)s"),
        _("They hold from the next month on, if you agree."),
    ),
    "relationships.change_accepted": (
        _("%(name)s agreed to the change: %(title)s"),
        _("It holds from the next month on."),
    ),
    "relationships.change_declined": (
        _("%(name)s declined the change: %(title)s"),
        _("Everything stays as it was agreed."),
    ),
    "relationships.introduction": (
        _("%(name)s wants you to meet %(other)s"),
        _("Read why. You two meet if both of you say yes."),
    ),
    "relationships.introduced": (
        _("You are introduced: %(client)s and %(seller)s"),
        _("All three of you have a conversation now."),
    ),
    "relationships.introduction_declined": (
        _("They won't meet this time: %(client)s and %(seller)s"),
        _("One of them said no. That is all right."),
    ),
    "relationships.commission": (
        _("%(client)s and %(seller)s finished their first order"),
        _("You earned %(amount)s for the introduction. It is yours to take from %(clears_at)s on."),
    ),
    "relationships.commission_back": (
        _("A refund took %(amount)s of your thanks back"),
        _("%(client)s and %(seller)s: what is owed is met from later thanks."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=GROUP, title=_title, body=_body)
register_kind(
    "relationships.pulse",
    group=GROUP,
    title=_("How did the work of %(name)s leave you?"),
    body=_("“%(title)s”. Two taps. Only %(name)s sees the answer, and it changes no rating."),
    mail="relationship_pulse",
)
