"""What the database itself refuses, and what orders add up to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.core.money import Money
from marketplace.orders.choices import OrderState
from marketplace.orders.models import CancellationRequest, ClockStop, Order
from marketplace.orders.queries import (
    OrderTotals,
    Side,
    Tab,
    as_row,
    count_tabs,
    orders_of_articles,
    orders_of_member,
)
from marketplace.orders.services import request_cancellation, stop_clock
from marketplace.orders.tests.world import order_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "changes"),
    [
        (OrderState.PENDING_PAYMENT, {"state": "nonsense"}),
        (OrderState.PENDING_PAYMENT, {"state": "awaiting_requirements"}),
        (OrderState.PENDING_PAYMENT, {"client": F("seller")}),
        (OrderState.PENDING_PAYMENT, {"total_amount": 1}),
        (OrderState.PENDING_PAYMENT, {"timer_at": None, "timer_kind": ""}),
        (OrderState.PENDING_PAYMENT, {"timer_at": None}),
        (OrderState.AWAITING_REQUIREMENTS, {"paid_at": None}),
        (OrderState.AWAITING_REQUIREMENTS, {"state": "in_progress"}),
        (OrderState.AWAITING_REQUIREMENTS, {"state": "cancelled"}),
        (OrderState.IN_PROGRESS, {"state": "delivered"}),
        (OrderState.IN_PROGRESS, {"delivery_due_at": None}),
        (OrderState.IN_PROGRESS, {"timer_at": None, "timer_kind": ""}),
        (OrderState.IN_PROGRESS, {"cancellation_by": "client"}),
        (OrderState.IN_PROGRESS, {"revisions_used": 3}),
        (OrderState.DELIVERED, {"state": "completed"}),
        (OrderState.DELIVERED, {"clock_stopped_at": F("paid_at")}),
        (OrderState.COMPLETED, {"clears_at": None}),
        (OrderState.COMPLETED, {"closed_at": None}),
        (OrderState.COMPLETED, {"state": "delivered"}),
        (OrderState.REFUNDED, {"timer_at": F("paid_at"), "timer_kind": "deadline"}),
    ],
)
def test_the_database_refuses_what_can_not_be(
    state: OrderState,
    changes: dict[str, Any],
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    order = order_in(state, client_member, seller, now=now)
    before = Order.objects.filter(pk=order.pk).values().get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**changes)

    assert Order.objects.filter(pk=order.pk).values().get() == before


def test_one_request_and_one_stop_are_open_at_a_time(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="x", now=now)
    stop_clock(order=order, actor=seller, reason="x", now=now)

    for row in (
        CancellationRequest(order=order, asked_by="seller", reason="y", asked_at=now),
        ClockStop(order=order, reason="y", started_at=now, started_by="client"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_orders_of_articles_count_what_was_paid_and_sum_what_was_completed(
    client_member: Member, seller: Member, now: datetime
) -> None:
    first, second, silent = (
        Article.objects.create(author=seller, created_at=now, updated_at=now) for _ in range(3)
    )
    for state, article, price in (
        (OrderState.COMPLETED, first, 10_000),
        (OrderState.COMPLETED, first, 2_500),
        (OrderState.IN_PROGRESS, first, 7_000),
        (OrderState.REFUNDED, first, 4_000),
        (OrderState.PENDING_PAYMENT, first, 4_000),
        (OrderState.IN_PROGRESS, second, 7_000),
    ):
        money = Money(price, "USD")
        order_in(
            state,
            client_member,
            seller,
            now=now,
            price=money,
            extras=[],
            article_id=article.pk,
        )

    found = orders_of_articles([first.pk, second.pk, silent.pk])

    assert found == {
        first.pk: OrderTotals(3, (("USD", 12_500),)),
        second.pk: OrderTotals(1, ()),
    }


def test_lists_and_counts_say_the_same(
    client_member: Member, seller: Member, now: datetime
) -> None:
    for state in OrderState:
        order_in(state, client_member, seller, now=now)
    asked = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_cancellation(order=asked, actor=seller, reason="x", now=now)

    for member in (client_member, seller):
        for side in Side:
            counts = count_tabs(member, side)
            for tab in Tab:
                rows = orders_of_member(member, side=side, tab=tab)
                assert counts[tab] == len(rows)
                turns = {as_row(row, member).is_my_turn for row in rows}
                if tab == Tab.MY_TURN:
                    assert turns <= {True}
    mine = orders_of_member(client_member, side=Side.ALL, tab=Tab.MY_TURN)
    states = sorted([*mine.values_list("state", flat=True)])
    assert states == ["awaiting_requirements", "delivered", "in_progress", "pending_payment"]
