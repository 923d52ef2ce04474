"""What happened to an order, line by line, in words for one reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from marketplace.orders.choices import RETURNS, SETTLEMENTS, ActorKind, Move
from marketplace.orders.models import TimelineEntry
from marketplace.orders.queries.moneyline import (
    MONEY_BY_OTHERS,
    MONEY_BY_PEOPLE,
    MONEY_TEXTS,
    went_back,
    went_in,
)
from marketplace.orders.queries.telling import Teller


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the timeline. `quote` is what a member wrote; `version` names a delivery."""

    kind: str
    state: str
    icon_name: str
    title: str
    when: str
    at: datetime | None = None
    text: str = ""
    quote: str = ""
    version: int = 0


# kind: (icon, state of the marker, title for who did it, title for the other side)
_BY_PEOPLE: Final[dict[str, tuple[str, str, Any, Any]]] = {
    "create": (
        "shopping-bag",
        "done",
        _("You placed the order"),
        _("%(name)s placed the order"),
    ),
    Move.PAY: (
        "lock",
        "done",
        _("You paid, and the money is held"),
        _("%(name)s paid, and the money is held"),
    ),
    Move.START: (
        "clipboard-check",
        "done",
        _("You answered the questions, and the work began"),
        _("%(name)s answered the questions, and the work began"),
    ),
    Move.CANCEL: (
        "circle-x",
        "bad",
        _("You cancelled the order"),
        _("%(name)s cancelled the order"),
    ),
    Move.DELIVER: (
        "package-check",
        "done",
        _("You delivered the work"),
        _("%(name)s delivered the work"),
    ),
    Move.REQUEST_REVISION: (
        "pen-tool",
        "done",
        _("You asked for a revision"),
        _("%(name)s asked for a revision"),
    ),
    Move.COMPLETE: (
        "circle-check",
        "done",
        _("You accepted the work"),
        _("%(name)s accepted the work"),
    ),
    Move.STOP_CLOCK: (
        "circle-pause",
        "pause",
        _("You stopped the clock"),
        _("%(name)s stopped the clock"),
    ),
    Move.RESUME_CLOCK: (
        "circle-play",
        "pause",
        _("You started the clock again"),
        _("%(name)s started the clock again"),
    ),
    Move.REQUEST_EXTENSION: (
        "calendar-clock",
        "pause",
        _("You asked for more time"),
        _("%(name)s asked for more time"),
    ),
    Move.ACCEPT_EXTENSION: (
        "calendar-check",
        "done",
        _("You gave more time"),
        _("%(name)s gave more time"),
    ),
    Move.REFUSE_EXTENSION: (
        "calendar-days",
        "pause",
        _("You refused more time"),
        _("%(name)s refused more time"),
    ),
    Move.REQUEST_CANCELLATION: (
        "undo-2",
        "bad",
        _("You asked to call the order off"),
        _("%(name)s asked to call the order off"),
    ),
    Move.WITHDRAW_CANCELLATION: (
        "rotate-ccw",
        "pause",
        _("You took the request back"),
        _("%(name)s took the request back"),
    ),
    Move.ACCEPT_CANCELLATION: (
        "handshake",
        "bad",
        _("You agreed to call the order off"),
        _("%(name)s agreed to call the order off"),
    ),
    Move.REFUSE_CANCELLATION: (
        "circle-x",
        "pause",
        _("You refused to call the order off"),
        _("%(name)s refused to call the order off"),
    ),
    Move.LEAVE_SUSPENDED: (
        "undo-2",
        "bad",
        _("You cancelled: the freelancer is suspended"),
        _("%(name)s cancelled: the freelancer is suspended"),
    ),
    Move.OPEN_DISPUTE: (
        "gavel",
        "bad",
        _("You opened a dispute"),
        _("%(name)s opened a dispute"),
    ),
    **MONEY_BY_PEOPLE,
    **dict.fromkeys(
        SETTLEMENTS,
        (
            "handshake",
            "done",
            _("You accepted the proposal, and the dispute ended"),
            _("%(name)s accepted the proposal, and the dispute ended"),
        ),
    ),
    **dict.fromkeys(
        RETURNS.values(),
        (
            "rotate-ccw",
            "pause",
            _("You withdrew the dispute, and the order goes on"),
            _("%(name)s withdrew the dispute, and the order goes on"),
        ),
    ),
}
# What nobody's hand did, and what support did.
_BY_OTHERS: Final[dict[tuple[str, str], tuple[str, str, Any]]] = {
    (Move.START, ActorKind.GATEWAY): ("circle-play", "done", _("The work began")),
    (Move.REMIND, ActorKind.TIMER): ("bell", "pause", _("A reminder: the answers are missing")),
    (Move.COMPLETE, ActorKind.TIMER): (
        "circle-check",
        "done",
        _("Completed: the delivery was not answered in time"),
    ),
    (Move.STOP_CLOCK, ActorKind.TIMER): (
        "circle-pause",
        "pause",
        _("The clock stopped: the freelancer's account is suspended"),
    ),
    (Move.RESUME_CLOCK, ActorKind.TIMER): (
        "circle-play",
        "pause",
        _("The clock started again by itself"),
    ),
    (Move.MARK_LATE, ActorKind.TIMER): ("triangle-alert", "bad", _("The deadline passed")),
    (Move.ESCALATE, ActorKind.TIMER): ("scale", "bad", _("Support looks into it now")),
    (Move.ACCEPT_CANCELLATION, ActorKind.SUPPORT): (
        "scale",
        "bad",
        _("Support called the order off"),
    ),
    (Move.REFUSE_CANCELLATION, ActorKind.SUPPORT): (
        "scale",
        "pause",
        _("Support decided that the order goes on"),
    ),
    (Move.OPEN_DISPUTE, ActorKind.SUPPORT): (
        "gavel",
        "bad",
        _("Support made a dispute of it, so that both sides are heard"),
    ),
    (Move.SETTLE_FOR_SELLER, ActorKind.SUPPORT): (
        "gavel",
        "done",
        _("Support decided for the freelancer"),
    ),
    (Move.SETTLE_FOR_CLIENT, ActorKind.SUPPORT): (
        "gavel",
        "bad",
        _("Support decided for the client"),
    ),
    (Move.SETTLE_SPLIT, ActorKind.SUPPORT): ("gavel", "done", _("Support split the money")),
    **MONEY_BY_OTHERS,
    **dict.fromkeys(
        ((move, ActorKind.TIMER) for move in SETTLEMENTS),
        ("gavel", "done", _("The dispute ended by the rule for undecided ones")),
    ),
}


def line_of(teller: Teller, entry: TimelineEntry) -> Line:
    """Put a line of the timeline into words, in the active language. No query."""
    icon_name, state, title = _title(teller, entry)
    text = _TEXTS.get(entry.kind, _nothing)(teller, entry)
    return Line(
        kind=entry.kind,
        state=state,
        icon_name=icon_name,
        title=title,
        when=teller.when(entry.at),
        at=entry.at,
        text=text,
        quote=str(entry.params.get("reason") or ""),
        version=int(entry.params.get("version") or 0),
    )


def _title(teller: Teller, entry: TimelineEntry) -> tuple[str, str, str]:
    kind, actor = entry.kind, entry.actor_kind
    if (kind, actor) == (Move.CANCEL, ActorKind.TIMER):
        is_unpaid = teller.order.paid_at is None
        title = _("Dropped: not paid in time") if is_unpaid else _("Ended: no answers came")
        return "circle-x", "bad", str(title)
    others = _BY_OTHERS.get((kind, actor))
    if others is not None:
        icon_name, state, words = others
        return icon_name, state, str(words)
    icon_name, state, me, other = _BY_PEOPLE[kind]
    return icon_name, state, teller.pick(actor, me, other)


def _nothing(_teller: Teller, _entry: TimelineEntry) -> str:
    return ""


def _payment(teller: Teller, entry: TimelineEntry) -> str:
    return went_in(teller, entry)


def _given_back(teller: Teller, entry: TimelineEntry) -> str:
    if teller.order.paid_at is None:
        return ""
    return went_back(teller, entry)


def _earning(teller: Teller, entry: TimelineEntry) -> str:
    amount = teller.money(int(entry.params.get("earning") or teller.order.earning_amount))
    words = _("You earned %(amount)s.") if teller.is_seller else _("%(seller)s earned %(amount)s.")
    return str(words) % {"amount": amount, "seller": teller.seller}


def _split(teller: Teller, entry: TimelineEntry) -> str:
    words = _("%(refund)s went back to %(client)s; %(seller)s earned %(earning)s.")
    return str(words) % {
        "refund": teller.money(int(entry.params.get("refund") or 0)),
        "earning": teller.money(int(entry.params.get("earning") or 0)),
        "client": teller.client,
        "seller": teller.seller,
    }


def _stood_still(teller: Teller, entry: TimelineEntry) -> str:
    span = teller.span(timedelta(seconds=int(entry.params.get("seconds") or 0)))
    return str(_("It stood still for %(span)s; that was added to the deadline.")) % {"span": span}


def _days(teller: Teller, entry: TimelineEntry) -> str:
    days = int(entry.params.get("days") or 0)
    return ngettext("%(days)s more day", "%(days)s more days", days) % {"days": teller.number(days)}


def _version(teller: Teller, entry: TimelineEntry) -> str:
    version = teller.number(int(entry.params.get("version") or 1))
    words = (
        _("Version %(version)s, after the deadline.")
        if entry.params.get("late")
        else _("Version %(version)s.")
    )
    return str(words) % {"version": version}


def _why_support(_teller: Teller, entry: TimelineEntry) -> str:
    if entry.params.get("stalled"):
        return str(_("The order is long late, and neither side has acted."))
    return str(_("The request to call the order off was not answered in time."))


_TEXTS: Final[dict[str, Callable[[Teller, TimelineEntry], str]]] = {
    Move.PAY: _payment,
    Move.CANCEL: _given_back,
    Move.ACCEPT_CANCELLATION: _given_back,
    Move.LEAVE_SUSPENDED: _given_back,
    Move.SETTLE_FOR_CLIENT: _given_back,
    Move.COMPLETE: _earning,
    Move.SETTLE_FOR_SELLER: _earning,
    Move.SETTLE_SPLIT: _split,
    **MONEY_TEXTS,
    Move.RESUME_CLOCK: _stood_still,
    **dict.fromkeys(RETURNS.values(), _stood_still),
    Move.REQUEST_EXTENSION: _days,
    Move.ACCEPT_EXTENSION: _days,
    Move.DELIVER: _version,
    Move.ESCALATE: _why_support,
}
