"""The lines of the timeline about refunds, extras, tips, complaints and outages, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from marketplace.core.mail import isolate
from marketplace.orders.choices import ActorKind, Move
from marketplace.orders.models import TimelineEntry
from marketplace.orders.queries.telling import Teller

# kind: (icon, state of the marker, title for who did it, title for the other side)
MONEY_BY_PEOPLE: Final[dict[str, tuple[str, str, Any, Any]]] = {
    Move.PROPOSE_REFUND: (
        "undo-2",
        "pause",
        _("You proposed a refund"),
        _("%(name)s proposed a refund"),
    ),
    Move.WITHDRAW_REFUND: (
        "rotate-ccw",
        "pause",
        _("You took the proposed refund back"),
        _("%(name)s took the proposed refund back"),
    ),
    Move.ACCEPT_REFUND: (
        "handshake",
        "done",
        _("You accepted the refund"),
        _("%(name)s accepted the refund"),
    ),
    Move.REFUSE_REFUND: (
        "circle-x",
        "pause",
        _("You declined the refund"),
        _("%(name)s declined the refund"),
    ),
    Move.PROPOSE_EXTRA: (
        "plus",
        "pause",
        _("You proposed an extra"),
        _("%(name)s proposed an extra"),
    ),
    Move.WITHDRAW_EXTRA: (
        "rotate-ccw",
        "pause",
        _("You took the extra back"),
        _("%(name)s took the extra back"),
    ),
    Move.AGREE_EXTRA: (
        "handshake",
        "pause",
        _("You agreed to the extra"),
        _("%(name)s agreed to the extra"),
    ),
    Move.REFUSE_EXTRA: (
        "circle-x",
        "pause",
        _("You declined the extra"),
        _("%(name)s declined the extra"),
    ),
    Move.ADD_EXTRA: (
        "lock",
        "done",
        _("You paid for an extra, and the money is held"),
        _("%(name)s paid for an extra, and the money is held"),
    ),
    Move.TIP: ("gift", "done", _("You gave a tip"), _("%(name)s gave a tip")),
    Move.COMPLAIN: (
        "scale",
        "bad",
        _("You asked support for a refund"),
        _("%(name)s asked support for a refund"),
    ),
    Move.WITHDRAW_COMPLAINT: (
        "rotate-ccw",
        "pause",
        _("You took the complaint back"),
        _("%(name)s took the complaint back"),
    ),
}
MONEY_BY_OTHERS: Final[dict[tuple[str, str], tuple[str, str, Any]]] = {
    (Move.EXPIRE_REFUND, ActorKind.TIMER): (
        "clock",
        "pause",
        _("The proposed refund ran out: it was not answered in time"),
    ),
    (Move.EXPIRE_EXTRA, ActorKind.TIMER): (
        "clock",
        "pause",
        _("The proposed extra ran out"),
    ),
    (Move.DECIDE_COMPLAINT, ActorKind.SUPPORT): (
        "scale",
        "done",
        _("Support decided on the complaint"),
    ),
    (Move.CHARGE_BACK, ActorKind.GATEWAY): (
        "landmark",
        "bad",
        _("The client's bank took the payment back"),
    ),
    (Move.CREDIT_OUTAGE, ActorKind.TIMER): (
        "calendar-clock",
        "pause",
        _("The platform couldn't be used, and the clock got the time back"),
    ),
}


def went_in(teller: Teller, entry: TimelineEntry) -> str:
    """Say what went into escrow, and what of it was a coupon and credit."""
    order = teller.order
    discount = int(entry.params.get("discount") or 0)
    credit = int(entry.params.get("credit") or 0)
    paid = int(entry.params.get("amount") or 0) or order.total_amount
    lines = [
        gettext("%(amount)s went into escrow; entry %(number)s in the books.")
        % {"amount": teller.money(paid), "number": f"T-{entry.params.get('transfer')}"}
    ]
    if discount:
        words = gettext("A coupon paid %(amount)s of it.")
        lines.append(words % {"amount": teller.money(discount)})
    if credit and teller.is_client:
        words = gettext("Your credit paid %(amount)s of it.")
        lines.append(words % {"amount": teller.money(credit)})
    return " ".join(lines)


def went_back(teller: Teller, entry: TimelineEntry) -> str:
    """Say what went back to whom: the client's money and credit, and the coupon's part."""
    amount = int(entry.params.get("amount") or 0) or teller.order.total_amount
    if not teller.is_client:
        words = gettext("%(amount)s went back to %(client)s.")
        return words % {"amount": teller.money(amount), "client": teller.client}
    credit = int(entry.params.get("credit") or 0)
    discount = int(entry.params.get("discount") or 0)
    cash = entry.params.get("cash")
    money = int(cash) if cash is not None else amount - credit - discount
    lines = []
    if money:
        words = gettext("%(amount)s went back to your wallet.")
        lines.append(words % {"amount": teller.money(money)})
    if credit:
        words = gettext("%(amount)s is credit again.")
        lines.append(words % {"amount": teller.money(credit)})
    if discount:
        words = gettext("The coupon's part of %(amount)s went back to the platform.")
        lines.append(words % {"amount": teller.money(discount)})
    return " ".join(lines)


def _amount(teller: Teller, entry: TimelineEntry) -> str:
    return teller.money(int(entry.params.get("amount") or 0))


def _extra(teller: Teller, entry: TimelineEntry) -> str:
    return f"{isolate(entry.params.get('title'))}: {_amount(teller, entry)}"


def _extra_added(teller: Teller, entry: TimelineEntry) -> str:
    parts = [_extra(teller, entry)]
    days, revisions = (int(entry.params.get(name) or 0) for name in ("days", "revisions"))
    if days:
        words = ngettext("%(days)s more day", "%(days)s more days", days)
        parts.append(words % {"days": teller.number(days)})
    if revisions:
        words = ngettext("%(count)s more revision", "%(count)s more revisions", revisions)
        parts.append(words % {"count": teller.number(revisions)})
    return " · ".join([*parts, *_by_credit(teller, entry)])


def _tip(teller: Teller, entry: TimelineEntry) -> str:
    return " · ".join([_amount(teller, entry), *_by_credit(teller, entry)])


def _by_credit(teller: Teller, entry: TimelineEntry) -> list[str]:
    """Tell the client, and nobody else, what credit paid of it."""
    credit = int(entry.params.get("credit") or 0)
    if not credit or not teller.is_client:
        return []
    return [gettext("Your credit paid %(amount)s of it.") % {"amount": teller.money(credit)}]


def _decision(teller: Teller, entry: TimelineEntry) -> str:
    if not entry.params.get("amount"):
        return gettext("Nothing goes back.")
    return went_back(teller, entry)


def _outage(teller: Teller, entry: TimelineEntry) -> str:
    words = gettext("Added: %(span)s, from %(begins)s until %(ends)s.")
    return words % {
        "span": teller.span(timedelta(seconds=int(entry.params.get("seconds") or 0))),
        "begins": teller.when(datetime.fromisoformat(str(entry.params["from"])), "short"),
        "ends": teller.when(datetime.fromisoformat(str(entry.params["to"])), "short"),
    }


MONEY_TEXTS: Final[dict[str, Callable[[Teller, TimelineEntry], str]]] = {
    Move.PROPOSE_REFUND: _amount,
    Move.WITHDRAW_REFUND: _amount,
    Move.REFUSE_REFUND: _amount,
    Move.EXPIRE_REFUND: _amount,
    Move.ACCEPT_REFUND: went_back,
    Move.PROPOSE_EXTRA: _extra,
    Move.WITHDRAW_EXTRA: _extra,
    Move.AGREE_EXTRA: _extra,
    Move.REFUSE_EXTRA: _extra,
    Move.EXPIRE_EXTRA: _extra,
    Move.ADD_EXTRA: _extra_added,
    Move.TIP: _tip,
    Move.COMPLAIN: _amount,
    Move.DECIDE_COMPLAINT: _decision,
    Move.CHARGE_BACK: went_back,
    Move.CREDIT_OUTAGE: _outage,
}
