"""A month of a retainer begins: an order of its own, paid from the client's wallet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.orders.choices import SourceKind
from marketplace.orders.models import Order
from marketplace.orders.services import create_order, pay_from_wallet
from marketplace.relationships.choices import CarryOver, ChangeState, RetainerMove
from marketplace.relationships.events import RetainerRenewed
from marketplace.relationships.models import Retainer, RetainerChange, RetainerPeriod
from marketplace.relationships.queries.months import delivery_days_until, month_start
from marketplace.relationships.services.retainers.acting import (
    Actor,
    change_transition,
    next_month_at,
    transition,
)
from marketplace.relationships.services.retainers.announcing import facts

ORDER_TITLE_LENGTH = 160


@transaction.atomic
def begin_month(retainer: Retainer, *, by: Actor, now: datetime) -> RetainerPeriod:
    """Begin the next month of the locked retainer: order, payment, meter; all of it or nothing.

    Runs in a savepoint, so that after a refusal nothing of it is left. A change that was agreed
    comes into force. Raises InsufficientFunds, PriceOutOfRange.
    """
    last = retainer.periods.order_by("-number").first()
    change = retainer.changes.filter(state=ChangeState.ACCEPTED).first()
    quantity = change.quantity if change else retainer.quantity
    price = Money(change.price_amount if change else retainer.price_amount, retainer.currency)
    number = last.number + 1 if last else 1
    starts_at = now if retainer.months == 0 else min(next_month_at(retainer), now)
    ends_at = month_start(retainer.anchor_on, retainer.months + 1, timezone=retainer.timezone)

    order = _order(retainer, price=price, number=number, until=ends_at, now=now)
    period = RetainerPeriod.objects.create(
        retainer=retainer,
        number=number,
        starts_at=starts_at,
        ends_at=ends_at,
        quantity=quantity,
        carried=_carried(retainer, last, starts_at),
        price_amount=price.amount,
        order=order,
    )
    _apply(change, now=now)

    transition(
        retainer,
        RetainerMove.RENEW,
        by=by,
        now=now,
        changes={
            "months": retainer.months + 1,
            "quantity": quantity,
            "price_amount": price.amount,
        },
        params={"number": number, "order": order.public_id},
    )

    publish(
        RetainerRenewed(
            **facts(retainer, by.hand),
            order_id=order.public_id,
            number=number,
            ends_at=ends_at.isoformat(),
        ),
        now=now,
    )
    return period


def _order(
    retainer: Retainer, *, price: Money, number: int, until: datetime, now: datetime
) -> Order:
    seller = retainer.seller
    with override(retainer.client.language):
        title = _("%(title)s, month %(number)s") % {"title": retainer.title, "number": number}
    order = create_order(
        client=retainer.client,
        seller=seller,
        title=title[:ORDER_TITLE_LENGTH],
        scope=retainer.scope,
        price=price,
        delivery_days=delivery_days_until(
            now, until, country=seller.country, timezone=seller.timezone
        ),
        revisions=0,
        source_kind=SourceKind.RETAINER,
        source_ref=retainer.public_id,
        now=now,
    )
    return pay_from_wallet(order=order, actor=retainer.client, now=now)


def _carried(retainer: Retainer, last: RetainerPeriod | None, starts_at: datetime) -> int:
    """Return what the month before left over, where that is agreed and it ended just now."""
    if retainer.carry_over != CarryOver.NEXT_MONTH or last is None or last.ends_at < starts_at:
        return 0
    return last.carries


def _apply(change: RetainerChange | None, *, now: datetime) -> None:
    if change is not None:
        change_transition(change, ChangeState.APPLIED, now=now)
