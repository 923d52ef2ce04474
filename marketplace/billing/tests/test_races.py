"""Many documents at once: each number once, without gaps. A control shows what the lock does."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from config.testing import MakeMember
from marketplace.billing.models import Counter, Invoice
from marketplace.billing.services import next_number, settle_order_documents
from marketplace.billing.tests.world import charge_tax
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in, race

RACERS = 6


@pytest.mark.django_db(transaction=True)
def test_orders_paid_at_once_are_numbered_without_gaps_and_each_once(
    member_factory: MakeMember, now: datetime
) -> None:
    seller, client = member_factory("salma"), member_factory("omar")
    orders = [order_in(OrderState.AWAITING_REQUIREMENTS, client, seller, now=now) for _ in range(3)]

    def settle(number: int) -> object:
        # Two contenders for each order, all for the counter of one freelancer.
        return settle_order_documents(order_id=orders[number % 3].public_id, now=now)

    results = race(RACERS, settle)
    assert [one for one in results if isinstance(one, Exception)] == []
    numbers = Invoice.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == [1, 2, 3]
    assert Invoice.objects.values("order").distinct().count() == 3

    def with_the_counter(number: int) -> int:
        with transaction.atomic():
            taken = next_number(issuer="racer", year=2026, kind="invoice")
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.01)")
            if number % 3 == 2:
                raise ValueError
            return taken

    taken = [one for one in race(RACERS, with_the_counter) if isinstance(one, int)]
    assert sorted(taken) == [1, 2, 3, 4]

    def without_it(_number: int) -> int:
        """Take the highest number and add one: what a counter without a lock would do."""
        with transaction.atomic():
            highest = Counter.objects.filter(issuer="control").aggregate(top=Max("year"))["top"]
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.05)")
            wanted = (highest or 0) + 1
            Counter.objects.create(issuer="control", year=wanted, kind="invoice")
            return wanted

    control = race(RACERS, without_it)
    assert any(isinstance(one, IntegrityError) for one in control)


@pytest.mark.django_db(transaction=True)
def test_details_that_are_saved_twice_at_once_are_saved(
    member_factory: MakeMember, now: datetime
) -> None:
    seller = member_factory("salma")
    results = race(RACERS, lambda _number: charge_tax(seller, now).member_id)
    assert results == [seller.pk] * RACERS
