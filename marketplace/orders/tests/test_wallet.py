"""Orders in the wallets and statements of their sides."""

from __future__ import annotations

from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    held_sums,
    statement_entries,
    statement_lines,
)
from marketplace.orders.choices import OrderState
from marketplace.orders.queries.wallet import held_in_orders, order_labels
from marketplace.orders.tests.world import order_in

pytestmark = pytest.mark.django_db


def test_open_orders_hold_what_was_paid_and_what_will_be_earned(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    (paid,) = held_in_orders(member=client_member, now=now)
    (earned,) = held_in_orders(member=seller, now=now)
    assert (paid.amount, earned.amount) == (order.total_amount, order.earning_amount)
    assert (paid.label, paid.url) == (order.title, order.get_absolute_url())
    assert held_in_orders(member=stranger, now=now) == []
    assert paid in held_sums(client_member, now=now)


def test_closed_orders_hold_nothing(client_member: Member, seller: Member, now: datetime) -> None:
    order_in(OrderState.COMPLETED, client_member, seller, now=now)
    assert held_in_orders(member=client_member, now=now) == []
    assert held_in_orders(member=seller, now=now) == []


def test_a_statement_names_the_order_to_its_sides_alone(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    account = AccountRef(AccountKind.AVAILABLE, client_member.public_id, order.currency)
    named = [
        line.about.text
        for line in statement_lines(statement_entries(account), client_member)
        if line.about and line.reference == order.reference
    ]
    assert named == [f"{order.number} {order.title}"]
    assert order_labels([order.reference], stranger) == {}
