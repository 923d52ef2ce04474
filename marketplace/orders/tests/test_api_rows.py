"""The list of orders says of each what `OrderOut` says."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest
from django.test import Client

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.orders.api.rows import Facts
from marketplace.orders.choices import ActorKind, ComplaintState, OrderState
from marketplace.orders.models import Order
from marketplace.orders.policies import possible_moves
from marketplace.orders.serializers import OrderOut
from marketplace.orders.tests.world import HOUR, order_in

REACHED = (
    OrderState.PENDING_PAYMENT,
    OrderState.AWAITING_REQUIREMENTS,
    OrderState.IN_PROGRESS,
    OrderState.DELIVERED,
    OrderState.REVISION_REQUESTED,
    OrderState.COMPLETED,
)


@pytest.fixture(autouse=True)
def _clock_at(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: now + HOUR)


@pytest.mark.django_db
def test_rows_equal_the_serializer(client_member: Member, seller: Member, now: datetime) -> None:
    for state in REACHED:
        order_in(state, client_member, seller, now=now)
    Order.objects.filter(state=OrderState.IN_PROGRESS).update(
        late_at=now + timedelta(microseconds=7), refund_by="client", refund_due_at=now, fee_bp=1235
    )
    Order.objects.filter(state=OrderState.PENDING_PAYMENT).update(uses_credit=True)
    for member, tab in itertools.product((client_member, seller), ("open", "completed")):
        token = create_token(member=member, name="t", scopes=["orders:read"], now=now)
        browser = Client(headers={"Authorization": f"Bearer {token.key}"})
        shown = browser.get(f"/api/v1/orders/?tab={tab}").json()["results"]
        orders = [Order.objects.get(public_id=row["id"]) for row in shown]
        said = [dict(OrderOut(order, context={"member": member}).data) for order in orders]
        assert said
        wishes = any(row["uses_credit"] for row in shown)
        assert wishes == (member == client_member and tab == "open")
        assert shown == said


def test_facts_hold_all_that_policies_ask() -> None:
    asked: set[str] = set()
    columns = {field.attname for field in Order._meta.concrete_fields}

    class Spy:
        def __init__(self, order: Order) -> None:
            self.order = order

        def __getattr__(self, name: str) -> object:
            if name in columns:
                asked.add(name)
                return getattr(self.order, name)
            if name in {"seller", "client"}:
                asked.add(name)
                return getattr(self.order, name)
            found = getattr(Order, name)
            return found.__get__(self)

    flags = (False, True)
    sides = (ActorKind.CLIENT, ActorKind.SELLER)
    for state, kind, flag in itertools.product(OrderState, sides, flags):
        for by, complaint in itertools.product(("", *sides), ("", *ComplaintState)):
            facts = Facts(
                kind, state, flag, flag, flag, flag, by, flag, by, flag, by, flag, complaint,
                flag, Standing.SUSPENDED if flag else "",
            )  # fmt: skip
            possible_moves(Spy(facts.order()), kind)  # type: ignore[arg-type]
    told = {
        *("state", "revisions_allowed", "revisions_used", "late_at", "clock_stopped_at"),
        *("extension_days", "cancellation_by", "support_since", "refund_by", "paid_at"),
        *("total_amount", "refunded_amount", "extra_by", "extra_agreed", "complaint_state"),
        *("reminded_at", "seller"),
    }
    assert asked - told == set()
    assert {"state", "clock_stopped_at", "refund_by"} <= asked
