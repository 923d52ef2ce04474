"""An order with extras, a coupon, an extra added later, a refund by agreement and a tip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow
from config.testing import MakeMember
from config.tests.journeys.walk import press, send
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.money import Money
from marketplace.ledger.queries import available_balance, spendable_credit, wallet_of
from marketplace.ledger.services import grant_credit
from marketplace.orders.models import Order
from marketplace.orders.services import CouponTerms, create_coupon
from marketplace.orders.tests.world import TOTAL, fund, make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page: Page, found: list[str]) -> None:
    """Note what is wrong with the page in front of us."""
    path = page.url.split("/", 3)[-1]
    found += [f"{path}: wider than the window"] * (overflow(page) > 0)
    found += [f"{path}: {fault}" for fault in axe_in_passing(page)]


@dataclass
class Bargain:
    """The two windows, the order between them, and what was wrong with the pages."""

    at: str
    client: Page
    writer: Page
    pk: int
    found: list[str] = field(default_factory=list)

    @property
    def order(self) -> Order:
        """The order as it stands."""
        return Order.objects.get(pk=self.pk)


def give_reasons_to_pay_less(client: Member, officer: Member, now: datetime) -> None:
    """A coupon of 20 %, ten dollars of credit, and money for the rest."""
    later = now + timedelta(days=9)
    terms = CouponTerms(
        code="AHLAN20",
        kind="percent",
        percent_bp=2_000,
        currency="USD",
        valid_from=now,
        valid_until=later,
    )
    create_coupon(actor=officer, terms=terms, now=now)
    money = Money(1_000, "USD")
    grant_credit(
        key="journey", member=client, amount=money, note="شكرًا لك.", expires_at=later, now=now
    )
    fund(client, TOTAL, now=now)


def pay_with_coupon_and_credit(bargain: Bargain) -> None:
    page = bargain.client
    page.goto(f"{bargain.at}pay/")
    page.fill("[name=code]", "ahlan-٢٠")
    press(page, "/pay/coupon/")
    press(page, "/pay/credit/")
    look(page, bargain.found)
    page.click("#pay-form button[type=submit]")
    page.wait_for_load_state()
    order = bargain.order
    assert (order.discount_amount, order.credit_amount) == (6_000, 1_000)
    assert order.state == "in_progress"


def add_an_extra(bargain: Bargain) -> None:
    bargain.writer.goto(f"{bargain.at}extra/")
    bargain.writer.fill("[name=title]", "بطاقة ثانية")
    bargain.writer.fill("[name=amount]", "٢٠")
    bargain.writer.fill("[name=days]", "1")
    send(bargain.writer)
    look(bargain.writer, bargain.found)
    bargain.client.goto(f"{bargain.at}extra/pay/")
    look(bargain.client, bargain.found)
    bargain.client.click("#pay-form button[type=submit]")
    bargain.client.wait_for_load_state()
    assert bargain.order.total_amount == TOTAL + 2_000


def agree_on_a_refund(bargain: Bargain) -> None:
    bargain.client.goto(f"{bargain.at}refund/")
    bargain.client.fill("[name=amount]", "10")
    bargain.client.fill("[name=reason]", "نقصت صفحة.")
    send(bargain.client)
    look(bargain.client, bargain.found)
    bargain.writer.goto(f"{bargain.at}refund/accept/")
    bargain.writer.locator("main form button[type=submit]").first.click()
    bargain.writer.wait_for_load_state()
    look(bargain.writer, bargain.found)
    assert bargain.order.refunded_amount == 1_000


def finish_and_tip(bargain: Bargain) -> None:
    bargain.writer.goto(f"{bargain.at}deliver/")
    bargain.writer.fill("#id_note", "هذا هو العمل.")
    send(bargain.writer)
    page = bargain.client
    page.goto(f"{bargain.at}complete/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    page.goto(f"{bargain.at}tip/")
    page.fill("[name=amount]", "5")
    look(page, bargain.found)
    page.click("#pay-form button[type=submit]")
    page.wait_for_load_state()
    look(page, bargain.found)


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_an_order_grows_shrinks_and_is_thanked_for(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    now, root = clock.now(), "" if lang == "ar" else f"/{lang}"
    omar = member_factory("omar", display_name="عمر", language=lang)
    salma = member_factory("salma", display_name="سلمى الحربي", language=lang)
    give_reasons_to_pay_less(omar, member_factory("rami", roles=("finance",)), now)
    order = make_order(omar, salma, now=now, questions=[], language=lang)
    bargain = Bargain(
        at=f"{root}/orders/{order.public_id}/",
        client=people.window(omar, size=size),
        writer=people.window(salma, size=size),
        pk=order.pk,
    )

    pay_with_coupon_and_credit(bargain)
    add_an_extra(bargain)
    agree_on_a_refund(bargain)
    finish_and_tip(bargain)
    settle()

    order = bargain.order
    assert (order.state, order.tips_amount, order.kept_amount) == ("completed", 500, TOTAL + 1_000)
    (wallet,) = wallet_of(salma)
    assert wallet.clearing == order.earning_amount + 500
    refund = order.refunds.get()
    paid = TOTAL - 7_000 + 2_000 + 500 - refund.cash_amount
    assert available_balance(omar, "USD") == TOTAL - paid
    assert spendable_credit(omar, "USD", now=clock.now()) == refund.credit_amount
    bargain.client.goto(f"{root}/wallet/")
    look(bargain.client, bargain.found)
    assert bargain.found == []
    call_command("check_ledger")
