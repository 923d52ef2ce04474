"""Support's desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.addresses import in_language
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import (
    complain,
    deliver_order,
    request_cancellation,
    settle_due_orders,
)
from marketplace.orders.tests.test_money_pages import make_coupon
from marketplace.orders.tests.world import DAY, HOUR, order_in
from marketplace.orders.views import desk, desk_money

pytestmark = pytest.mark.django_db

Browser = Callable[[Member | None], Client]


@pytest.fixture
def order(
    client_member: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Order:
    """Return an order that waits for support."""
    made = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_cancellation(order=made, actor=client_member, reason="No answer.", now=now)
    monkeypatch.setattr(clock, "now", lambda: now + 48 * HOUR)
    settle_due_orders(now=now + 48 * HOUR, limit=5)
    return made


def address(name: str, order: Order | None = None) -> str:
    return reverse(f"orders:{name}", args=[order.public_id] if order else [])


def test_the_queue_shows_what_waits(order: Order, support: Member, as_member: Browser) -> None:
    text = as_member(support).get(address("desk")).content.decode()

    assert order.number in text
    shown = as_member(support).get(address("desk_order", order)).content.decode()
    assert "No answer." in shown
    assert address("desk_call_off", order) in shown


@pytest.mark.parametrize("name", ["desk", "desk_order"])
def test_desks_are_closed_to_everybody_else(
    name: str,
    order: Order,
    client_member: Member,
    finance: Member,
    as_member: Browser,
) -> None:
    path = address(name, order if name == "desk_order" else None)

    for other in (client_member, finance):
        assert as_member(other).get(path).status_code == 404
    assert as_member(None).get(path).status_code == 302


@pytest.mark.parametrize(
    ("name", "state"), [("desk_call_off", "refunded"), ("desk_keep", "in_progress")]
)
def test_support_decides_with_a_reason(
    name: str, state: str, order: Order, support: Member, as_member: Browser
) -> None:
    browser = as_member(support)
    assert browser.post(address(name, order), {"reason": " "}).status_code == 422

    answer = browser.post(address(name, order), {"reason": "Both were heard."})

    assert answer["Location"] == address("desk")
    order.refresh_from_db()
    assert (order.state, order.support_since) == (state, None)
    assert order.cancellation_requests.get().answer == "Both were heard."
    assert browser.post(address(name, order), {"reason": "Again."}).status_code == 422


@pytest.mark.parametrize("name", ["desk_call_off", "desk_keep"])
def test_only_support_decides(name: str, order: Order, seller: Member, as_member: Browser) -> None:
    answer = as_member(seller).post(address(name, order), {"reason": "Mine."})

    assert answer.status_code == 404
    order.refresh_from_db()
    assert order.support_since is not None


def test_a_side_of_the_order_is_told_to_leave_it(
    member_factory: MakeMember, seller: Member, now: datetime, as_member: Browser
) -> None:
    both = member_factory("maya2", roles=("support",), language="en")
    order = order_in(OrderState.IN_PROGRESS, both, seller, now=now)
    request_cancellation(order=order, actor=both, reason="Mine.", now=now)
    settle_due_orders(now=now + 2 * DAY, limit=5)

    text = as_member(both).get(in_language(address("desk_order", order), "en")).content.decode()
    answer = as_member(both).post(address("desk_call_off", order), {"reason": "For me."})

    assert "somebody else decides" in text
    assert answer.status_code == 403
    order.refresh_from_db()
    assert order.state == OrderState.IN_PROGRESS


def test_support_reads_the_files(
    order: Order, seller: Member, support: Member, now: datetime, as_member: Browser
) -> None:
    work = SimpleUploadedFile("a.pdf", b"%PDF", content_type="application/pdf")
    deliver_order(order=order, actor=seller, note="", files=[work], now=now + 48 * HOUR)
    path = reverse("orders:desk_file", args=[order.public_id, order.files.get().public_id])

    assert as_member(support).get(path).status_code == 200
    assert as_member(seller).get(path).status_code == 404


def test_queues_come_in_pages(
    order: Order,
    support: Member,
    finance: Member,
    as_member: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client_member, seller = order.client, order.seller
    monkeypatch.setattr(desk, "PER_PAGE", 1)
    monkeypatch.setattr(desk_money, "PER_PAGE", 1)
    now = clock.now()
    later = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now - 2 * DAY)
    request_cancellation(order=later, actor=client_member, reason="x", now=now - 2 * DAY)
    settle_due_orders(now=now, limit=5)
    done = [order_in(OrderState.COMPLETED, client_member, seller, now=now) for _ in range(2)]
    for one in done:
        complain(order=one, actor=client_member, wanted_amount=5, text="x", now=now)
    for code in ("SECOND", "FIRST"):
        make_coupon(finance, code)
    cases = (
        (support, "desk", order.number, later.number),
        (support, "desk_complaints", done[0].number, done[1].number),
        (finance, "desk_coupons", "FIRST", "SECOND"),
    )
    for member, name, first, second in cases:
        browser = as_member(member)
        shown = [browser.get(f"{address(name)}?page={page}").content.decode() for page in (1, 2)]
        assert [(first in text, second in text) for text in shown] == [(True, False), (False, True)]
