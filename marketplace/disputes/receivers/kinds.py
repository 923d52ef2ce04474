"""The kinds of notices about disputes, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "disputes.begun": (
        _("%(opener)s opened a dispute: %(title)s"),
        _("The money is frozen. Answer before %(answer_due_at)s; otherwise it goes as asked."),
    ),
    "disputes.referred": (
        _("Support made a dispute of it, to hear both sides: %(title)s"),
        _(
            "The money is frozen. %(other)s answers before %(answer_due_at)s; otherwise "
            "%(refund_amount)s goes back to the client."
        ),
    ),
    "disputes.reminder": (
        _("Your answer is missing: %(title)s"),
        _("Answer the dispute before %(answer_due_at)s; otherwise it goes as asked."),
    ),
    "disputes.answered": (
        _("%(other)s answered the dispute: %(title)s"),
        _("Support looks at both sides now. You can still settle it between you."),
    ),
    "disputes.evidence": (
        _("%(actor)s added evidence: %(title)s"),
        _("Read it, and add what is missing."),
    ),
    "disputes.asked": (
        _("Support asks in the dispute: %(title)s"),
        _("Answer with what you have; both sides read it."),
    ),
    "disputes.proposed": (
        _("%(actor)s proposes a split: %(title)s"),
        _("%(refund_amount)s would go back to the client. If you accept, it is over at once."),
    ),
    "disputes.declined": (
        _("%(actor)s declined your proposal: %(title)s"),
        _("The dispute goes on. You may propose another split."),
    ),
    "disputes.lapsed": (
        _("No answer came, so it goes as asked: %(title)s"),
        _("%(refund_amount)s goes back to the client, unless a side appeals by %(appeal_due_at)s."),
    ),
    "disputes.decided": (
        _("Support decided: %(title)s"),
        _("%(refund_amount)s goes back to the client, unless a side appeals by %(appeal_due_at)s."),
    ),
    "disputes.appealed": (
        _("%(actor)s appealed: %(title)s"),
        _("Somebody else of support decides. Without a decision the first one stands."),
    ),
    "disputes.settled": (
        _("The dispute is over: %(title)s"),
        _("%(refund_amount)s went back to the client; the rest is the freelancer's, less the fee."),
    ),
    "disputes.withdrawn": (
        _("%(opener)s withdrew the dispute: %(title)s"),
        _("The order goes on where it was. The time in dispute doesn't count."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.ORDERS, title=_title, body=_body)
