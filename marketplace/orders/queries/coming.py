"""What is still to come: the steps to the end, and what happens if nobody acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.core.conf import rules
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.queries.outlook import known
from marketplace.orders.queries.storyline import Line
from marketplace.orders.queries.telling import Teller


@dataclass(frozen=True)
class Step:
    """One step of the bar above: done, now, bad, or still to come."""

    label: str
    state: str


_PLACES: Final[dict[OrderState, int]] = {
    OrderState.PENDING_PAYMENT: 0,
    OrderState.AWAITING_REQUIREMENTS: 1,
    OrderState.IN_PROGRESS: 2,
    OrderState.REVISION_REQUESTED: 2,
    OrderState.DELIVERED: 3,
    OrderState.COMPLETED: 5,
}


def steps_of(order: Order) -> list[Step]:
    """Return the five steps of an order with where it stands."""
    labels = [
        _("Paid and held"),
        _("Requirements"),
        _("Work under way"),
        _("Delivery"),
        _("Completed"),
    ]
    state = OrderState(order.state)
    if state in _PLACES:
        place, now = _PLACES[state], "now"
    else:
        place, now = _reached(order), "bad"
        if order.is_closed:
            labels[place] = str(state.label)
    return [
        Step(label, "done" if index < place else now if index == place else "")
        for index, label in enumerate(labels)
    ]


def _reached(order: Order) -> int:
    """Return how far an order came that left the way."""
    marks = (order.paid_at, order.started_at, order.delivered_at)
    return sum(mark is not None for mark in marks)


def coming_lines(teller: Teller) -> list[Line]:
    """Return what is still to come, with what happens if nobody acts, in the active language."""
    order = teller.order
    state = OrderState(order.state)
    lines: list[Line] = []
    if state == OrderState.PENDING_PAYMENT:
        lines.append(_next("lock", _("Payment"), teller, order.timer_at))
    if state in (OrderState.PENDING_PAYMENT, OrderState.AWAITING_REQUIREMENTS):
        days = ngettext(
            "Then there is %(days)s day for the work.",
            "Then there are %(days)s days for the work.",
            order.delivery_days,
        )
        text = days % {"days": teller.number(order.delivery_days)}
        lines.append(_next("clipboard-check", _("Answers to the questions"), teller, None, text))
    if state in (*_PLACES, OrderState.DISPUTED) and state != OrderState.COMPLETED:
        lines += _after_start(teller, state)
    if state == OrderState.COMPLETED and known(order.clears_at) > teller.now:
        lines.append(_payout(teller, order.clears_at))
    return lines


def _after_start(teller: Teller, state: OrderState) -> list[Line]:
    order = teller.order
    if state == OrderState.DISPUTED:
        return [_next("gavel", _("Support decides"), teller, None)]
    silence = timedelta(days=rules().auto_complete_days)
    runs = order.is_working and order.clock_stopped_at is None and not order.is_late
    due_at = order.delivery_due_at if runs else None
    answered_at = order.review_due_at if state == OrderState.DELIVERED else None
    answered_at = answered_at or (due_at + silence if due_at else None)
    lines = []
    if state != OrderState.DELIVERED:
        lines.append(_next("package-check", _("Delivery"), teller, due_at))
    text = ngettext(
        "%(days)s day to accept or to ask for changes; silence completes the order.",
        "%(days)s days to accept or to ask for changes; silence completes the order.",
        rules().auto_complete_days,
    ) % {"days": teller.number(rules().auto_complete_days)}
    lines.append(_next("circle-check", _("Acceptance"), teller, answered_at, text))
    clearing = timedelta(days=order.clearing_days)
    lines.append(_payout(teller, answered_at + clearing if answered_at else None))
    return lines


def _payout(teller: Teller, moment: datetime | None) -> Line:
    amount = teller.money(teller.order.earning_amount)
    title = _("You are paid %(amount)s") if teller.is_seller else _("%(seller)s is paid %(amount)s")
    text = ngettext(
        "%(days)s day after the acceptance.",
        "%(days)s days after the acceptance.",
        teller.order.clearing_days,
    ) % {"days": teller.number(teller.order.clearing_days)}
    words = {"amount": amount, "seller": teller.seller}
    return _next("wallet", title % words, teller, moment, text)


def _next(
    icon_name: str, title: str, teller: Teller, moment: datetime | None, text: str = ""
) -> Line:
    when = _("before %(moment)s") % {"moment": teller.when(moment)} if moment else ""
    return Line(kind="coming", state="next", icon_name=icon_name, title=title, when=when, text=text)
