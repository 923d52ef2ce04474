"""Whose turn it is, until when, and what happens otherwise: the card at the top of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from marketplace.accounts.choices import Standing
from marketplace.core.conf import rules
from marketplace.orders.choices import ActorKind, OrderState, RefundKind
from marketplace.orders.models import Order
from marketplace.orders.queries.telling import Teller


@dataclass(frozen=True, kw_only=True)
class ClockCard:
    """The answer first: whose turn, until when, what otherwise."""

    turn: str
    promise: str
    otherwise: str = ""
    side: str = ""
    tone: str = ""
    due_at: datetime | None = None
    left: str = ""


_CLIENTS_TURN: Final = (
    OrderState.PENDING_PAYMENT,
    OrderState.AWAITING_REQUIREMENTS,
    OrderState.DELIVERED,
)


def turn_of(order: Order) -> ActorKind | None:
    """Return whose step is the next one, None when it is nobody's."""
    if order.is_closed or order.state == OrderState.DISPUTED:
        return None
    return ActorKind.CLIENT if order.state in _CLIENTS_TURN else ActorKind.SELLER


def clock_card(teller: Teller) -> ClockCard:
    """Return the card at the top of the order's page, in the active language.

    No query, but for one where the order is refunded.
    """
    card = _CARDS[OrderState(teller.order.state)](teller)
    is_open = not teller.order.is_closed and teller.order.state != OrderState.DISPUTED
    if is_open and teller.order.seller.standing == Standing.SUSPENDED:
        return _of_suspended(teller, card)
    return card


def _of_suspended(teller: Teller, card: ClockCard) -> ClockCard:
    """Say on the card that the freelancer is suspended, what stands, and what happens next."""
    order = teller.order
    turn = (
        _("Your account is suspended")
        if teller.is_seller
        else _("%(seller)s's account is suspended") % {"seller": teller.seller}
    )
    if order.state == OrderState.DELIVERED:
        # The delivery stays, and the client's days of review with it.
        return replace(card, side=turn)
    if order.state == OrderState.PENDING_PAYMENT:
        return replace(card, turn=turn)
    amount = teller.money(order.kept_amount - order.discount_amount)
    promise = (
        _("You may wait, or end the order now and get %(amount)s back.")
        if teller.is_client
        else _("%(client)s may wait, or end the order with a full refund.")
    )
    promise %= {"amount": amount, "client": teller.client}
    if not order.is_working:
        return replace(card, turn=turn, promise=promise)
    if order.clock_stopped_at is None:
        return replace(card, turn=turn, promise=f"{promise} {card.promise}")
    again = order.clock_stopped_at + timedelta(days=rules().clock_stop_max_days)
    otherwise = _(
        "The clock goes on when the account is open again, on %(moment)s at the latest. "
        "The time it stood still is added."
    ) % {"moment": teller.when_and_where(again)}
    return replace(
        card,
        turn=turn,
        side=_("The clock stands still"),
        tone="calm",
        promise=promise,
        otherwise=otherwise,
    )


def _turn(teller: Teller, kind: ActorKind) -> str:
    if teller.is_me(kind):
        return _("It is your turn")
    return _("It is %(name)s's turn") % {"name": teller.name_of(kind)}


def _due(teller: Teller, moment: datetime | None) -> dict[str, Any]:
    if moment is None:
        return {}
    return {"due_at": moment, "left": teller.left(moment)}


def _unpaid(teller: Teller) -> ClockCard:
    until = teller.when_and_where(known(teller.order.timer_at))
    promise = (
        _("Pay before %(moment)s.") if teller.is_client else _("Payment is due before %(moment)s.")
    )
    return ClockCard(
        turn=_turn(teller, ActorKind.CLIENT),
        promise=promise % {"moment": until},
        otherwise=_("Otherwise the order is dropped, and nobody owes anything."),
        **_due(teller, teller.order.timer_at),
    )


def _unanswered(teller: Teller) -> ClockCard:
    days = rules().requirements_cancel_days
    until = known(teller.order.paid_at) + timedelta(days=days)
    amount = teller.money(teller.order.kept_amount - teller.order.discount_amount)
    promise = (
        _("Answer the questions: the work and its clock start with your answers.")
        if teller.is_client
        else _("The work and its clock start when %(client)s has answered the questions.")
    )
    otherwise = (
        _("Without answers before %(moment)s the order ends and you get %(amount)s back.")
        if teller.is_client
        else _("Without answers before %(moment)s the order ends and %(client)s is paid back.")
    )
    words = {"client": teller.client, "amount": amount, "moment": teller.when_and_where(until)}
    return ClockCard(
        turn=_turn(teller, ActorKind.CLIENT),
        promise=promise % words,
        otherwise=otherwise % words,
        **_due(teller, until),
    )


def _at_work(teller: Teller) -> ClockCard:
    if teller.order.clock_stopped_at is not None:
        return _stopped(teller)
    if teller.order.is_late:
        return _late(teller)
    due_at = known(teller.order.delivery_due_at)
    promise = (
        _("Deliver before %(moment)s.")
        if teller.is_seller
        else _("%(seller)s delivers before %(moment)s.")
    )
    otherwise = (
        _("Otherwise the order is marked late, and %(client)s may ask to call it off.")
        if teller.is_seller
        else _("Otherwise the order is marked late, and you may ask to call it off.")
    )
    words = {
        "seller": teller.seller,
        "client": teller.client,
        "moment": teller.when_and_where(due_at),
    }
    return ClockCard(
        turn=_turn(teller, ActorKind.SELLER),
        side=_("The clock is running"),
        promise=promise % words,
        otherwise=otherwise % words,
        **_due(teller, due_at),
    )


def _stopped(teller: Teller) -> ClockCard:
    stopped_at = known(teller.order.clock_stopped_at)
    again = stopped_at + timedelta(days=rules().clock_stop_max_days)
    return ClockCard(
        turn=_("The clock stands still"),
        side=_("since %(moment)s") % {"moment": teller.when(stopped_at)},
        tone="calm",
        promise=_("Either side can start it again. The time it stood still is added."),
        otherwise=_("It starts again by itself on %(moment)s.")
        % {"moment": teller.when_and_where(again)},
    )


def _late(teller: Teller) -> ClockCard:
    due_at = teller.when_and_where(known(teller.order.delivery_due_at))
    otherwise = ""
    if teller.order.stalled_at is not None and not teller.order.cancellation_by:
        otherwise = _("If nothing happens before %(moment)s, support looks into it.") % {
            "moment": teller.when_and_where(teller.order.stalled_at)
        }
    return ClockCard(
        turn=_turn(teller, ActorKind.SELLER),
        side=_("Late"),
        promise=_("The deadline was %(moment)s.") % {"moment": due_at},
        otherwise=otherwise,
    )


def _delivered(teller: Teller) -> ClockCard:
    order = teller.order
    if order.cancellation_by:
        return ClockCard(
            turn=_turn(teller, ActorKind.CLIENT),
            side=_("The clock stands still"),
            promise=_("The work is delivered, and a request to call the order off is open."),
            otherwise=_("While it is open, silence doesn't complete the order."),
        )
    until = known(order.review_due_at)
    promise = (
        _("Accept the work or ask for changes before %(moment)s.")
        if teller.is_client
        else _("%(client)s answers before %(moment)s.")
    )
    otherwise = (
        _("If you say nothing, the order is completed and %(seller)s is paid.")
        if teller.is_client
        else _("If no answer comes, the order is completed and you are paid.")
    )
    words = {
        "client": teller.client,
        "seller": teller.seller,
        "moment": teller.when_and_where(until),
    }
    return ClockCard(
        turn=_turn(teller, ActorKind.CLIENT),
        promise=promise % words,
        otherwise=otherwise % words,
        **_due(teller, until),
    )


def _completed(teller: Teller) -> ClockCard:
    order = teller.order
    if order.is_refunded_whole:
        return ClockCard(
            turn=_("Completed"),
            side=teller.when(known(order.completed_at)),
            tone="calm",
            promise=_("All of it went back after completion"),
        )
    clears_at, earning = known(order.clears_at), teller.money(order.earning_amount)
    words = {"amount": earning, "day": teller.day(clears_at), "seller": teller.seller}
    if clears_at <= teller.now:
        promise = (
            _("You were paid %(amount)s.")
            if teller.is_seller
            else _("%(seller)s was paid %(amount)s.")
        )
    else:
        promise = (
            _("%(amount)s is yours to take on %(day)s.")
            if teller.is_seller
            else _("%(seller)s can take %(amount)s on %(day)s.")
        )
    return ClockCard(
        turn=_("Completed"),
        side=teller.when(known(order.completed_at)),
        tone="done",
        promise=promise % words,
    )


def _cancelled(teller: Teller) -> ClockCard:
    return ClockCard(
        turn=_("Cancelled"),
        side=teller.when(known(teller.order.closed_at)),
        tone="calm",
        promise=_("Nothing was paid, and nobody owes anything."),
    )


def _refunded(teller: Teller) -> ClockCard:
    words: dict[str, Any] = {
        "turn": _("Called off and refunded"),
        "side": teller.when(known(teller.order.closed_at)),
        "tone": "calm",
    }
    if teller.order.refunds.filter(kind=RefundKind.CHARGEBACK).exists():
        return ClockCard(promise=_("The client's bank took the payment back"), **words)
    # A coupon's part went back to the platform.
    amount = teller.money(teller.order.total_amount - teller.order.discount_amount)
    promise = (
        _("You got %(amount)s back, all of it. It is in your wallet.")
        if teller.is_client
        else _("%(client)s got %(amount)s back, all of it.")
    )
    promise %= {"amount": amount, "client": teller.client}
    return ClockCard(promise=promise, **words)


def _disputed(_teller: Teller) -> ClockCard:
    return ClockCard(
        turn=_("In dispute"),
        tone="calm",
        promise=_("The money stays in escrow until support has decided."),
    )


_CARDS: Final[dict[OrderState, Callable[[Teller], ClockCard]]] = {
    OrderState.PENDING_PAYMENT: _unpaid,
    OrderState.AWAITING_REQUIREMENTS: _unanswered,
    OrderState.IN_PROGRESS: _at_work,
    OrderState.REVISION_REQUESTED: _at_work,
    OrderState.DELIVERED: _delivered,
    OrderState.COMPLETED: _completed,
    OrderState.CANCELLED: _cancelled,
    OrderState.REFUNDED: _refunded,
    OrderState.DISPUTED: _disputed,
}


def known(moment: datetime | None) -> datetime:
    """Return a moment that the order's state implies; RuntimeError where it is missing."""
    if moment is None:
        raise RuntimeError("the order lacks the moment that its state implies")
    return moment
