"""Pages and API about the money of an order, beside what the permission table walks through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.ledger.queries import available_balance
from marketplace.orders import services
from marketplace.orders.choices import OrderState
from marketplace.orders.forms import CouponForm
from marketplace.orders.models import Coupon, Order, Outage
from marketplace.orders.services import CouponTerms
from marketplace.orders.tests.world import HOUR, TOTAL, fund, make_order, order_in

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


def make_coupon(officer: Member, code: str) -> Coupon:
    now = clock.now()
    terms = CouponTerms(
        code=code,
        kind="percent",
        percent_bp=2_000,
        currency="USD",
        valid_from=now - HOUR,
        valid_until=now + timedelta(days=9),
        uses_per_member=9,
    )
    return services.create_coupon(actor=officer, terms=terms, now=now)


def test_the_checkout_shows_what_is_left_to_pay(
    as_member: AsMember, client_member: Member, seller: Member, finance: Member
) -> None:
    make_coupon(finance, "SALE20")
    fund(client_member, TOTAL, now=clock.now())
    order = make_order(client_member, seller, now=clock.now())
    browser, at = as_member(client_member), f"/en/orders/{order.public_id}/pay/"

    wrong = browser.post(f"{at}coupon/", {"code": "NOTHING"})
    assert wrong.status_code == 422
    assert 'value="NOTHING"' in wrong.content.decode()
    assert browser.post(f"{at}coupon/", {"code": "sale-20"}).status_code == 302
    page = browser.get(at).content.decode()
    assert "$240.00" in page
    assert "SALE20" in page
    browser.post(f"{at}start/", {"method": "wallet", "request_key": "a"})

    order.refresh_from_db()
    assert (order.state, order.discount_amount) == (OrderState.AWAITING_REQUIREMENTS, 6_000)
    assert available_balance(client_member, "USD") == 6_000


def test_a_refused_form_keeps_what_was_typed(
    as_member: AsMember, client_member: Member, seller: Member
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=clock.now())
    given = {"amount": "9999", "reason": "Half of it is missing."}

    answer = as_member(client_member).post(f"/en/orders/{order.public_id}/refund/", given)

    assert answer.status_code == 422
    assert "Half of it is missing." in answer.content.decode()
    assert 'value="9999"' in answer.content.decode()


def test_desks_cost_the_same_with_one_row_or_three(
    as_member: AsMember,
    client_member: Member,
    seller: Member,
    support: Member,
    finance: Member,
    settings: Any,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    desk, officer = as_member(support), as_member(finance)
    pages = [
        (desk, "/en/desk/complaints/"),
        (desk, "/en/desk/outages/"),
        (desk, "/en/desk/weekends/"),
        (officer, "/en/desk/coupons/"),
        (officer, "/en/desk/finance/credit/"),
    ]
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            add_rows(client_member, seller, support, finance, f"{rows}{number}")
        for browser, path in pages:
            browser.get(path)
        measured = []
        for browser, path in pages:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            measured.append(len(queries))
        counts.append(measured)
    assert counts[0] == counts[1]


def add_rows(client: Member, seller: Member, support: Member, officer: Member, name: str) -> None:
    """Add one row to each desk."""
    now = clock.now()
    order = order_in(OrderState.COMPLETED, client, seller, now=now)
    services.complain(order=order, actor=client, wanted_amount=5, text="x", now=now)
    make_coupon(officer, f"CODE{name}")
    begins = now - int(name) * HOUR
    Outage.objects.create(starts_at=begins, ends_at=now, state="found", found_at=now)
    days = [int(name) % 7 + 1]
    country = {"10": "DE", "20": "FR", "21": "IT"}[name]
    services.change_weekend(actor=support, country=country, days=days, reason="x", now=now)


def test_the_api_pays_extras_and_tips_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    moment = clock.now()
    running = order_in(OrderState.IN_PROGRESS, client_member, seller, now=moment)
    services.propose_extra(order=running, actor=seller, title="More", amount=500, now=moment)
    done = order_in(OrderState.COMPLETED, client_member, seller, now=moment)
    fund(client_member, 5_000, now=moment)
    token = create_token(
        member=client_member, name="t", scopes=("orders:read", "orders:write"), now=now
    )

    def ask(order: Order, verb: str, body: dict[str, Any], key: str) -> Any:
        headers = {"Authorization": f"Bearer {token.key}"}
        if key:
            headers["Idempotency-Key"] = key
        path = f"/api/v1/orders/{order.public_id}/{verb}/"
        return Client(headers=headers).post(path, body, content_type="application/json")

    assert ask(running, "pay_extra", {"method": "wallet"}, "").status_code == 422
    paid = ask(running, "pay_extra", {"method": "wallet"}, "k1")
    assert paid.json()["order"]["total_amount"] == TOTAL + 500
    tip = {"method": "wallet", "amount": 700, "message": "Thanks"}
    assert ask(done, "give_tip", tip, "k2").json() == ask(done, "give_tip", tip, "k2").json()
    done.refresh_from_db()
    assert done.tips_amount == 700
    assert ask(done, "give_tip", {**tip, "amount": 1}, "k3").json()["code"] == "tip_out_of_range"
    assert available_balance(client_member, "USD") == 3_800


def test_a_second_click_gives_no_second_tip(
    as_member: AsMember, client_member: Member, seller: Member
) -> None:
    order = order_in(OrderState.COMPLETED, client_member, seller, now=clock.now())
    fund(client_member, 5_000, now=clock.now())
    browser, at = as_member(client_member), f"/en/orders/{order.public_id}/tip/"
    given = {"amount": "7", "message": "", "method": "wallet", "request_key": "one-form"}

    assert [browser.post(at, given).status_code for _click in range(2)] == [302, 302]

    assert available_balance(client_member, "USD") == 4_300


@pytest.mark.parametrize(
    "odd",
    [
        {"valid_until": "9999-12-31"},
        {"valid_from": "0001-01-01"},
        {"uses_in_all": "3000000000"},
        {"uses_per_member": "3000000000"},
    ],
)
def test_a_coupon_beyond_all_measure_is_refused(
    odd: dict[str, str], as_member: AsMember, finance: Member, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    given = {
        "code": "NEW20",
        "kind": "percent",
        "percent": "20",
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
        "uses_per_member": "1",
        **odd,
    }

    answer = as_member(finance).post("/en/desk/coupons/new/", given)

    assert answer.status_code == 422
    assert list(CouponForm(given).errors) == list(odd)
    assert Coupon.objects.count() == 0
