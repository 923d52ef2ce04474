"""People who know each other, made by the verbs themselves, for the tests of this app."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.core.outbox import deliver_due
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import (
    complete_order,
    create_order,
    deliver_order,
    pay_from_wallet,
)
from marketplace.orders.tests.world import fund, prove_books, race
from marketplace.relationships import services
from marketplace.relationships.choices import CarryOver, Source, Unit
from marketplace.relationships.models import Introduction, Retainer, Tie
from marketplace.relationships.services import RetainerTerms

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PRICE = 40_000
HOURS_A_MONTH = 600

__all__ = ["deliver_due", "fund", "prove_books", "race"]


def meet(seller: Member, client: Member, *, now: datetime, source: Source = Source.SEARCH) -> Tie:
    """Let two meet."""
    return services.record_meeting(seller=seller, client=client, source=source, now=now)


def terms(**given: Any) -> RetainerTerms:
    """Return the terms of a retainer of ten hours a month."""
    defaults: dict[str, Any] = {
        "title": "Care of the menu",
        "scope": "New dishes, new prices, every month.",
        "unit": Unit.HOURS.value,
        "quantity": HOURS_A_MONTH,
        "price": Money(PRICE, "USD"),
        "start_on": date(2026, 11, 23),
        "carry_over": CarryOver.NONE.value,
    }
    return RetainerTerms(**defaults | given)


def offer(seller: Member, client: Member, *, now: datetime, **given: Any) -> Retainer:
    """Return an offered retainer of two who have met."""
    meet(seller, client, now=now)
    return services.offer_retainer(seller=seller, client=client, terms=terms(**given), now=now)


def running(
    seller: Member, client: Member, *, now: datetime, months: int = 3, **given: Any
) -> Retainer:
    """Return a running retainer whose client can pay for so many months."""
    fund(client, PRICE * months, now=now)
    retainer = offer(seller, client, now=now, **given)
    return services.accept_retainer(retainer=retainer, actor=client, now=now)


def completed(
    client: Member, seller: Member, *, now: datetime, amount: int = 30_000, **given: Any
) -> Order:
    """Return an order that was completed at `now`."""
    order = create_order(
        client=client,
        seller=seller,
        title="A logo",
        scope="A logo",
        price=Money(amount, "USD"),
        delivery_days=3,
        revisions=0,
        source_kind="gig",
        source_ref="test",
        now=now,
        **given,
    )
    fund(client, amount, now=now)
    order = pay_from_wallet(order=order, actor=client, now=now)
    order = deliver_order(order=order, actor=seller, note="Here.", now=now)
    order = complete_order(order=order, actor=client, now=now)
    assert order.state == OrderState.COMPLETED
    return order


def introduced(
    introducer: Member, client: Member, seller: Member, *, now: datetime
) -> Introduction:
    """Return two who were introduced and agreed."""
    meet(introducer, client, now=now)
    talk(introducer, client, now=now)
    made = services.propose_introduction(
        introducer=introducer, client=client, seller=seller, message="You two!", now=now
    )
    services.accept_introduction(introduction=made, actor=client, now=now)
    return services.accept_introduction(introduction=made, actor=seller, now=now)


def talk(one: Member, other: Member, *, now: datetime) -> None:
    """Let two have a conversation."""
    from marketplace.messaging.services import open_conversation  # noqa: PLC0415

    open_conversation(
        members=[one, other], subject_kind="brief", subject_ref="test", title="Hello", now=now
    )
