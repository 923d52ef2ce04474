"""The kinds of notices about orders, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str

KINDS: Final[dict[str, tuple[Words, Words]]] = {
    "orders.new": (
        _("New order: %(title)s"),
        _("%(client)s paid %(amount)s. The money is held until the work is accepted."),
    ),
    "orders.paid_ask": (
        _("Your payment is held. Now answer the questions: %(title)s"),
        _("The work starts with your answers."),
    ),
    "orders.paid": (
        _("Your payment is held: %(title)s"),
        _("%(seller)s begins now. You are told when the work is delivered."),
    ),
    "orders.payment_unused": (
        _("Your payment stays in your wallet: %(title)s"),
        _("The order could no longer be paid with it. The money is yours to use or to take."),
    ),
    "orders.reminder": (
        _("Your answers are missing: %(title)s"),
        _("The work can't start without them. If they don't come, you get your money back."),
    ),
    "orders.started": (
        _("The answers are in: %(title)s"),
        _("The clock is running. Deliver before %(due_at)s."),
    ),
    "orders.delivered": (
        _("%(seller)s delivered: %(title)s"),
        _("Accept it or ask for changes before %(review_due_at)s. Silence completes the order."),
    ),
    "orders.revision": (
        _("%(client)s asked for a revision: %(title)s"),
        _("Deliver again before %(due_at)s."),
    ),
    "orders.completed": (
        _("Completed: %(title)s"),
        _("You earned %(earned_amount)s. It is yours to take from %(clears_at)s on."),
    ),
    "orders.completed_client": (
        _("Completed: %(title)s"),
        _("%(seller)s is paid. The files stay on the order's page."),
    ),
    "orders.dropped": (
        _("Not paid in time: %(title)s"),
        _("The order is dropped, and nobody owes anything."),
    ),
    "orders.cancelled": (
        _("%(client)s cancelled: %(title)s"),
        _("Nothing had been paid yet."),
    ),
    "orders.refunded_client": (
        _("Called off, and your money is back: %(title)s"),
        _("%(back_amount)s is back in your wallet."),
    ),
    "orders.refunded_seller": (
        _("Called off: %(title)s"),
        _("The order is closed, and %(client)s was paid back."),
    ),
    "orders.refunded_partly": (
        _("A part of your money is back: %(title)s"),
        _("%(back_amount)s came back to you."),
    ),
    "orders.refunded_partly_seller": (
        _("A part of the money went back: %(title)s"),
        _("%(refund_amount)s went back to %(client)s. You earn %(earned_amount)s now."),
    ),
    "orders.charged_back_client": (
        _("Your bank took the payment back: %(title)s"),
        _("The order is refunded. Write to support if this is a mistake."),
    ),
    "orders.charged_back_seller": (
        _("The client's bank took the payment back: %(title)s"),
        _("What was held for you is gone. What you had been paid already stays yours."),
    ),
    "orders.refund_proposed": (
        _("%(actor)s proposes a refund of %(refund_amount)s: %(title)s"),
        _("Accept it or decline it before %(answer_due_at)s."),
    ),
    "orders.refund_refused": (
        _("The proposed refund was declined: %(title)s"),
        _("The order goes on as it was."),
    ),
    "orders.refund_withdrawn": (
        _("%(actor)s took the proposed refund back: %(title)s"),
        _("The order goes on as it was."),
    ),
    "orders.refund_expired": (
        _("The proposed refund ran out: %(title)s"),
        _("Nobody answered in time. It can be proposed again."),
    ),
    "orders.extra_proposed": (
        _("%(actor)s proposes an extra for %(extra_amount)s: %(title)s"),
        _("See what it is. It is open until %(answer_due_at)s."),
    ),
    "orders.extra_agreed": (
        _("%(seller)s agrees to the extra: %(title)s"),
        _("Pay %(extra_amount)s before %(answer_due_at)s, and it is added."),
    ),
    "orders.extra_refused": (
        _("The extra was declined: %(title)s"),
        _("The order goes on as it was."),
    ),
    "orders.extra_withdrawn": (
        _("%(actor)s took the extra back: %(title)s"),
        _("The order goes on as it was."),
    ),
    "orders.extra_expired": (
        _("The proposed extra ran out: %(title)s"),
        _("The order goes on as it was."),
    ),
    "orders.extra_added": (
        _("An extra was added and paid: %(title)s"),
        _("%(extra_amount)s more is in escrow. The work is due before %(due_at)s."),
    ),
    "orders.tip": (
        _("%(client)s gave you a tip of %(tip_amount)s: %(title)s"),
        _("It is yours to take from %(clears_at)s on."),
    ),
    "orders.complaint": (
        _("Support is asked for a refund: %(title)s"),
        _("%(client)s asks for %(wanted_amount)s. Support hears both sides before it decides."),
    ),
    "orders.complaint_withdrawn": (
        _("The complaint was taken back: %(title)s"),
        _("Nothing changes."),
    ),
    "orders.complaint_decided": (
        _("Support has decided: %(title)s"),
        _("%(refund_amount)s goes back. The reasons are on the order's page."),
    ),
    "orders.outage": (
        _("You have more time: %(title)s"),
        _("The platform couldn't be used for a while; that time was added to the clock."),
    ),
    "orders.late_client": (
        _("The deadline passed: %(title)s"),
        _("You may wait, or ask to call the order off."),
    ),
    "orders.late_seller": (
        _("You are late: %(title)s"),
        _("Deliver as soon as you can, or ask for more time."),
    ),
    "orders.clock_stopped": (
        _("%(actor)s stopped the clock: %(title)s"),
        _("See why, and give what is missing."),
    ),
    "orders.clock_runs": (
        _("The clock is running again: %(title)s"),
        _("The work is due before %(due_at)s."),
    ),
    "orders.time_asked": (
        _("%(seller)s asks for more time: %(title)s"),
        ngettext_lazy(
            "It is about %(days)s day. Give it or refuse it.",
            "It is about %(days)s days. Give them or refuse them.",
            "days",
        ),
    ),
    "orders.time_given": (
        _("%(client)s gave you more time: %(title)s"),
        _("The work is due before %(due_at)s now."),
    ),
    "orders.time_refused": (
        _("%(client)s gave no more time: %(title)s"),
        _("The work is due before %(due_at)s as before."),
    ),
    "orders.cancellation_asked": (
        _("%(actor)s asks to call the order off: %(title)s"),
        _("Answer before %(answer_due_at)s; after that support decides."),
    ),
    "orders.cancellation_refused": (
        _("The order goes on: %(title)s"),
        _("The request to call it off was refused. See the reason on the order's page."),
    ),
    "orders.cancellation_withdrawn": (
        _("%(actor)s took the request back: %(title)s"),
        _("The order goes on as before."),
    ),
    "orders.with_support": (
        _("Support looks into it: %(title)s"),
        _("Both sides will be told what was decided, and why."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.ORDERS, title=_title, body=_body)
