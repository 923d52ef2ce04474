"""Extras and tips are paid like the order itself: from credit first, then from what is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.core.ids import new_public_id
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import (
    available_balance,
    escrow_balance,
    spendable_credit,
    wallet_of,
)
from marketplace.orders import errors, services
from marketplace.orders.choices import EXTRA_PURPOSE, TIP_PURPOSE, OrderState, RequestState
from marketplace.orders.models import Order, Tip
from marketplace.orders.queries import payable_later
from marketplace.orders.tests.test_coupons import give
from marketplace.orders.tests.world import DAY, TOTAL, fund, order_in, prove_books, race

AsMember = Callable[[Member | None], Client]
PRICE = 800


@pytest.fixture(autouse=True)
def _tips_take_credit(settings: Any) -> None:
    """Let credit pay tips, which is off by default."""
    settings.WAZZIFNI = {**settings.WAZZIFNI, "tip_takes_credit": 1}


@pytest.mark.django_db
def test_by_default_credit_pays_no_tip(
    client_member: Member, seller: Member, settings: Any, now: datetime
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "tip_takes_credit": 0}
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    give(client_member, 5_000, now=now)
    with pytest.raises(errors.TipTakesNoCredit):
        services.give_tip(order=order, actor=client_member, amount=600, uses_credit=True, now=now)
    assert has_credit(client_member, now) == 5_000


def with_extra(client: Member, seller: Member, now: datetime, price: int = PRICE) -> Order:
    """Return a running order whose freelancer offers an extra."""
    order = order_in(OrderState.IN_PROGRESS, client, seller, now=now)
    return services.propose_extra(
        order=order, actor=seller, title="A poster", amount=price, now=now
    )


def has_credit(member: Member, now: datetime) -> int:
    return spendable_credit(member, "USD", now=now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("credit", "money", "paid_by_credit"), [(500, 300, 500), (PRICE, 0, PRICE), (2_000, 9, PRICE)]
)
def test_credit_pays_for_an_extra_first_and_goes_back_as_credit(
    credit: int,
    money: int,
    paid_by_credit: int,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    order = with_extra(client_member, seller, now)
    give(client_member, credit, now=now)
    if money:
        fund(client_member, money, now=now)

    order = services.pay_extra(order=order, actor=client_member, uses_credit=True, now=now)

    assert escrow_balance(order.reference, "USD") == order.total_amount == TOTAL + PRICE
    extra = order.extra_proposals.get()
    assert (order.credit_amount, extra.credit_amount) == (paid_by_credit, paid_by_credit)
    assert has_credit(client_member, now) == credit - paid_by_credit
    assert available_balance(client_member, "USD") == money - (PRICE - paid_by_credit)
    prove_books()
    order = services.request_cancellation(order=order, actor=seller, reason="Ill.", now=now)
    order = services.accept_cancellation(order=order, actor=client_member, now=now)
    assert has_credit(client_member, now) == credit
    assert available_balance(client_member, "USD") == TOTAL + money
    assert order.refunded_credit == paid_by_credit
    prove_books()


@pytest.mark.django_db
def test_without_the_wish_credit_stays(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = with_extra(client_member, seller, now)
    give(client_member, PRICE, now=now)
    with pytest.raises(InsufficientFunds):
        services.pay_extra(order=order, actor=client_member, now=now)
    fund(client_member, PRICE, now=now)
    order = services.pay_extra(order=order, actor=client_member, now=now)
    assert (order.credit_amount, has_credit(client_member, now)) == (0, PRICE)


@pytest.mark.django_db
def test_a_refund_of_a_part_is_split_after_an_extra_by_credit(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = with_extra(client_member, seller, now, price=10_000)
    give(client_member, 10_000, now=now)
    order = services.pay_extra(order=order, actor=client_member, uses_credit=True, now=now)
    order = services.propose_refund(
        order=order, actor=seller, amount=4_000, reason="A fault.", now=now
    )
    order = services.accept_refund(order=order, actor=client_member, now=now)
    refund = order.refunds.get()
    assert (refund.cash_amount, refund.credit_amount) == (3_000, 1_000)
    assert has_credit(client_member, now) == 1_000
    prove_books()


@pytest.mark.django_db
@pytest.mark.parametrize(("credit", "by_credit"), [(200, 200), (5_000, 600)])
def test_credit_pays_for_a_tip_first(
    credit: int, by_credit: int, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    give(client_member, credit, now=now)
    fund(client_member, 1_000, now=now)
    (before,) = wallet_of(seller)
    order = services.give_tip(
        order=order, actor=client_member, amount=600, uses_credit=True, now=now
    )
    (after,) = wallet_of(seller)
    assert after.clearing - before.clearing == order.tips_amount == 600
    assert has_credit(client_member, now) == credit - by_credit
    assert available_balance(client_member, "USD") == 1_000 - (600 - by_credit)
    assert Tip.objects.get().credit_amount == by_credit
    prove_books()


@pytest.mark.django_db
def test_a_gateway_is_asked_for_the_rest_and_credit_joins_when_it_arrives(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = with_extra(client_member, seller, now, price=3_000)
    give(client_member, 1_000, now=now, days=2)
    extra = order.extra_proposals.get()
    extra.uses_credit = True
    extra.save()
    payable = payable_later(order, 3_000, uses_credit=True, now=now)
    assert (payable.credit, payable.through_gateway) == (1_000, 2_000)
    fund(client_member, 2_000, now=now)
    paid = services.receive_extra_payment(public_id=extra.public_id, payment_id="one", now=now)
    assert paid is not None
    assert (paid.credit_amount, paid.total_amount) == (1_000, TOTAL + 3_000)
    prove_books()


@pytest.mark.django_db(transaction=True)
def test_the_sandbox_is_asked_for_what_credit_leaves(client_member: Member, seller: Member) -> None:
    moment = clock.now()
    running = with_extra(client_member, seller, moment, price=3_000)
    done = order_in(OrderState.COMPLETED, client_member, seller, now=moment)
    give(client_member, 1_000, now=moment)
    given: dict[str, Any] = {
        "actor": client_member,
        "gateway": "sandbox",
        "uses_credit": True,
        "now": moment,
    }
    services.start_extra_payment(order=running, request_key="a", **given)
    services.start_tip_payment(order=done, amount=2_500, request_key="b", **given)
    services.start_tip_payment(order=done, amount=2_500, request_key="b", **given)
    payment = apps.get_model("ledger", "Payment")
    asked = payment.objects.order_by("id").values_list("purpose_kind", "amount")
    assert list(asked) == [(EXTRA_PURPOSE, 2_000), (TIP_PURPOSE, 1_500)]
    assert running.extra_proposals.get().uses_credit
    assert Tip.objects.get().uses_credit
    # Nothing is taken before the payment is there.
    assert has_credit(client_member, moment) == 1_000


@pytest.mark.django_db
def test_credit_that_ran_out_meanwhile_leaves_the_payment_in_the_wallet(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    give(client_member, 400, now=now, days=1)
    tip = Tip.objects.create(order=order, amount=600, uses_credit=True, started_at=now)
    fund(client_member, 200, now=now)
    later = now + DAY
    services.receive_tip_payment(public_id=tip.public_id, payment_id="one", now=later)
    tip.refresh_from_db()
    assert tip.state == "started"
    assert available_balance(client_member, "USD") == 200


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["extra", "tip"])
def test_where_credit_covers_all_no_gateway_is_asked(
    what: str, client_member: Member, seller: Member, now: datetime
) -> None:
    give(client_member, PRICE, now=now)
    given: dict[str, Any] = {
        "actor": client_member,
        "gateway": "sandbox",
        "request_key": "k",
        "uses_credit": True,
        "now": now,
    }
    if what == "extra":
        order = with_extra(client_member, seller, now)
        start = partial(services.start_extra_payment, order=order)
    else:
        order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
        start = partial(services.start_tip_payment, order=order, amount=PRICE)
    with pytest.raises(errors.CreditCovers):
        start(**given)
    assert not Tip.objects.exists()
    assert has_credit(client_member, now) == PRICE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("credit", "money", "uses_credit"), [(0, 600, False), (600, 0, True), (250, 350, True)]
)
def test_two_tabs_that_tip_at_once_spend_what_is_there_once(
    *,
    credit: int,
    money: int,
    uses_credit: bool,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    orders = [order_in(OrderState.COMPLETED, client_member, seller, now=now) for _two in range(2)]
    if credit:
        give(client_member, credit, now=now)
    if money:
        fund(client_member, money, now=now)

    outcomes = race(
        6,
        lambda number: services.give_tip(
            order=orders[number % 2],
            actor=client_member,
            amount=600,
            uses_credit=uses_credit,
            now=now,
        ),
    )

    failed = [one for one in outcomes if isinstance(one, Exception)]
    assert len(failed) == 5
    assert all(isinstance(one, InsufficientFunds) for one in failed), failed
    assert available_balance(client_member, "USD") == has_credit(client_member, now) == 0
    assert Tip.objects.filter(state="paid").count() == 1
    prove_books()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_pay_one_extra_pay_it_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = with_extra(client_member, seller, now)
    give(client_member, 2 * PRICE, now=now)
    fund(client_member, 2 * PRICE, now=now)

    outcomes = race(
        6,
        lambda number: services.pay_extra(
            order=order, actor=client_member, uses_credit=bool(number % 2), now=now
        ),
    )

    failed = [one for one in outcomes if isinstance(one, Exception)]
    assert len(failed) == 5
    assert all(isinstance(one, DomainError) for one in failed), failed
    order.refresh_from_db()
    spent = 4 * PRICE - available_balance(client_member, "USD") - has_credit(client_member, now)
    assert spent == PRICE
    assert order.total_amount == TOTAL + PRICE == escrow_balance(order.reference, "USD")
    assert order.extra_proposals.get().state == RequestState.ACCEPTED
    prove_books()


@pytest.mark.django_db
def test_the_page_offers_credit_where_there_is_some(
    as_member: AsMember, client_member: Member, seller: Member
) -> None:
    moment = clock.now()
    order = with_extra(client_member, seller, moment)
    path = f"/en/orders/{order.public_id}/extra/pay/"
    browser = as_member(client_member)
    assert "uses_credit" not in browser.get(path).content.decode()
    give(client_member, PRICE, now=moment)
    page = browser.get(path).content.decode()
    assert "My credit pays first" in page
    assert 'value="wallet"' in page
    # Without the wish there is too little in the wallet, which is said on the page.
    assert browser.post(path, {"method": "wallet"}).status_code == 422
    answer = browser.post(path, {"method": "wallet", "uses_credit": "on"})
    assert answer.status_code == 302
    order.refresh_from_db()
    assert order.credit_amount == PRICE
    shown = browser.get(f"/en/orders/{order.public_id}/").content.decode()
    assert "Your credit paid" in shown
    assert (
        "Your credit paid"
        not in as_member(seller).get(f"/en/orders/{order.public_id}/").content.decode()
    )


@pytest.mark.django_db
def test_the_api_takes_credit_for_both(client_member: Member, seller: Member) -> None:
    moment = clock.now()
    running = with_extra(client_member, seller, moment)
    done = order_in(OrderState.COMPLETED, client_member, seller, now=moment)
    give(client_member, PRICE + 700, now=moment)
    token = create_token(
        member=client_member, name="t", scopes=("orders:read", "orders:write"), now=moment
    )

    def ask(order: Order, verb: str, **body: Any) -> Any:
        headers = {
            "Authorization": f"Bearer {token.key}",
            "Idempotency-Key": new_public_id(),
        }
        path = f"/api/v1/orders/{order.public_id}/{verb}/"
        return Client(headers=headers).post(path, body, content_type="application/json")

    assert ask(running, "pay_extra", method="wallet").status_code == 409
    covered = ask(running, "pay_extra", method="sandbox", uses_credit=True)
    assert covered.json()["code"] == "credit_covers_all"
    assert ask(running, "pay_extra", method="wallet", uses_credit=True).status_code == 200
    tipped = ask(done, "give_tip", method="wallet", amount=700, uses_credit=True)
    assert tipped.status_code == 200
    assert has_credit(client_member, moment) == 0
    prove_books()


@pytest.mark.django_db
def test_the_freelancer_reads_nothing_of_credit(client_member: Member, seller: Member) -> None:
    moment = clock.now()
    order = with_extra(client_member, seller, moment)
    give(client_member, PRICE, now=moment)
    order = services.pay_extra(order=order, actor=client_member, now=moment, uses_credit=True)
    order = services.propose_refund(
        order=order, actor=seller, amount=TOTAL // 2, reason="x", now=moment
    )
    services.accept_refund(order=order, actor=client_member, now=moment)

    def keys(member: Member) -> set[str]:
        token = create_token(member=member, name="t", scopes=("orders:read",), now=moment)
        browser = Client(headers={"Authorization": f"Bearer {token.key}"})
        shown = browser.get(f"/api/v1/orders/{order.public_id}/").json()
        return {key for entry in shown["timeline"] for key in entry["params"]}

    assert {"credit", "cash"} <= keys(client_member)
    assert not {"credit", "cash"} & keys(seller)
    assert {"amount", "discount", "transfer"} <= keys(seller)
