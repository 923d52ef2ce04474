"""Sums that must hold whatever happens: documents equal the books, no cent of tax is lost."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from marketplace.accounts.models import Member
from marketplace.billing.models import Invoice
from marketplace.billing.queries import share_of_tax, tax_inside
from marketplace.billing.services import settle_order_documents
from marketplace.billing.tests.world import charge_tax, name_platform
from marketplace.core.money import Money
from marketplace.ledger.queries import escrow_balance, money_of_reference
from marketplace.ledger.services import refund_escrow, release_escrow
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import order_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_keys = itertools.count()


@given(total=st.integers(0, 10**13), rate=st.integers(0, 9_999))
def test_net_and_tax_come_to_the_total_and_the_tax_is_right_to_half_a_cent(
    total: int, rate: int
) -> None:
    tax = tax_inside(total, rate)
    assert 0 <= tax <= total
    # tax = total × rate ÷ (1 + rate), at most half a minor unit away; half rounds up.
    exact_twice = 2 * total * rate
    assert -(10_000 + rate) < 2 * tax * (10_000 + rate) - exact_twice <= 10_000 + rate


@given(
    total=st.integers(1, 10**9),
    rate=st.integers(0, 5_000),
    parts=st.lists(st.integers(1, 10**9), min_size=1, max_size=6),
)
def test_parts_that_come_to_the_whole_give_back_its_tax_to_the_cent(
    total: int, rate: int, parts: list[int]
) -> None:
    tax = tax_inside(total, rate)
    given_back, so_far = 0, 0
    for wanted in [*parts, total]:
        part = min(wanted, total - so_far)
        share = share_of_tax(tax, total, so_far + part) - share_of_tax(tax, total, so_far)
        assert 0 <= share <= part
        given_back, so_far = given_back + share, so_far + part
    assert (so_far, given_back) == (total, tax)


@pytest.fixture
def paid_order(client_member: Member, seller: Member, finance: Member) -> Order:
    """Return a paid order of a freelancer and a platform that both charge tax."""
    charge_tax(seller, NOW)
    name_platform(finance, NOW)
    return order_in(OrderState.IN_PROGRESS, client_member, seller, now=NOW)


@pytest.mark.django_db
@hypothesis_settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["refund", "release", "look"]), st.integers(1, 40_000)),
        max_size=7,
    )
)
def test_invoices_less_credit_notes_equal_what_the_books_say(
    paid_order: Order, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        for kind, amount in steps:
            _step(paid_order, kind, amount)
        settle_order_documents(order_id=paid_order.public_id, now=NOW)
        _check(paid_order)
        transaction.set_rollback(True)


def _step(order: Order, kind: str, amount: int) -> None:
    part = Money(min(amount, escrow_balance(order.reference, "USD")), "USD")
    key = f"sums:{next(_keys)}"
    if kind == "look" or not part:
        settle_order_documents(order_id=order.public_id, now=NOW)
    elif kind == "refund":
        refund_escrow(key=key, reference=order.reference, payer=order.client, amount=part, now=NOW)
    else:
        release_escrow(
            key=key,
            reference=order.reference,
            payee=order.seller,
            amount=part,
            fee=part.amount // 5,
            clears_at=NOW,
            now=NOW,
        )


def _check(order: Order) -> None:
    books = money_of_reference(
        order.reference, "USD", payer=order.client.public_id, payee=order.seller.public_id
    )
    sums: dict[tuple[str, str], int] = {}
    taxes: dict[tuple[str, str], int] = {}
    for one in Invoice.objects.filter(order=order):
        key = (one.subject, one.kind)
        sums[key] = sums.get(key, 0) + one.total
        taxes[key] = taxes.get(key, 0) + one.tax
        assert one.net + one.tax == one.total
    assert sums.get(("work", "invoice"), 0) == books.paid == order.total_amount
    assert sums.get(("work", "credit_note"), 0) == books.returned
    fee = sums.get(("fee", "invoice"), 0) - sums.get(("fee", "credit_note"), 0)
    assert fee == books.fee
    if books.returned == books.paid:
        assert taxes[("work", "credit_note")] == taxes[("work", "invoice")]
