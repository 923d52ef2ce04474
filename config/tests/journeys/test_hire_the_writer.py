"""A reader hires the writer of an article, and the money arrives: three people, real browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from config.browser import DESKTOP, PHONE, BrowserPeople, overflow, shows
from config.testing import PASSWORD, MakeMember
from config.tests.journeys import walk
from config.tests.journeys.walk import Journey, press, send
from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.core import clock
from marketplace.ledger.queries import wallet_of
from marketplace.ledger.services import clear_due_lots
from marketplace.orders.models import Order

if TYPE_CHECKING:
    from playwright.sync_api import Page

TITLE = "لماذا رفضت أسهل زبون"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def confirm_password(page: Page) -> None:
    """Prove who one is again, where the page asks for it."""
    if "/reauthenticate/" in page.url:
        page.fill("[name=password]", PASSWORD)
        send(page)


def withdraw(journey: Journey, amount: str) -> None:
    """The writer withdraws to a test account; the password is asked again."""
    page = journey.writer
    page.goto(journey.path("/wallet/accounts/add/"))
    confirm_password(page)
    page.goto(journey.path("/wallet/accounts/add/"))
    press(page, "/accounts/add-sandbox/")
    confirm_password(page)
    page.goto(journey.path("/wallet/withdraw/"))
    if not page.locator("[name=destination]").count():
        page.goto(journey.path("/wallet/accounts/add/"))
        press(page, "/accounts/add-sandbox/")
    page.fill("[name=amount]", amount)
    page.locator("[name=destination]").first.check()
    send(page)
    page.locator("form[action*='/withdraw/confirm/'] button").click()
    page.wait_for_load_state()
    confirm_password(page)
    if "/confirm/" in page.url:
        page.locator("form[action*='/withdraw/confirm/'] button").click()
        page.wait_for_load_state()
    page.wait_for_url("**/wallet/payouts/**")
    journey.settle()


def pay_out(journey: Journey, officer: Page) -> None:
    """Finance approves at the desk; the sandbox sends; the payout ends paid."""
    from marketplace.ledger.services import reconcile_payouts, send_due_payouts  # noqa: PLC0415

    officer.goto(journey.path("/desk/finance/"))
    officer.locator("a[href*='/desk/finance/payouts/']").first.click()
    press(officer, "/approve/")
    journey.settle()
    send_due_payouts(now=clock.now(), limit=10)
    reconcile_payouts(now=clock.now() + timedelta(hours=1), limit=10)
    journey.settle()


def check_the_funnel(journey: Journey) -> None:
    """Author and editor see what the article brought."""
    article = Article.objects.get(title=TITLE)
    page = journey.writer
    page.goto(journey.path(f"/write/{article.public_id}/funnel/"))
    views, clicks, *rest = page.locator("td.num.font-semibold").all_inner_texts()
    assert (views, int(clicks) >= 1, rest) == ("1", True, ["1", "1", "1"])
    assert shows(page, "300.00")
    journey.editor.goto(journey.path("/desk/funnel/"))
    assert shows(journey.editor, "300.00")


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_a_reader_hires_the_writer_and_the_money_arrives(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    salma = member_factory("salma", display_name="سلمى الحربي", language=lang)
    huda = member_factory("huda", roles=("editor",), display_name="هدى", language=lang)
    rami = member_factory("rami", roles=("finance",), display_name="رامي", language=lang)
    journey = Journey(
        lang=lang,
        writer=people.window(salma, size=size),
        editor=people.window(huda, size=size),
        client=people.window(size=size),
        settle=settle,
    )

    walk.write_and_submit(journey, TITLE)
    walk.ask_for_a_change(journey, TITLE)
    walk.change_and_publish(journey, TITLE)
    walk.find_and_press_hire(journey, TITLE)
    walk.sign_up(journey, "omar_new")
    walk.send_kept_brief(journey)
    walk.answer_with_an_offer(journey)
    walk.bargain_and_accept(journey)
    order_id = walk.pay_in_the_sandbox(journey)
    assert Order.objects.get(public_id=order_id).state == "awaiting_requirements"
    walk.do_the_work(journey, order_id)

    order = Order.objects.get(public_id=order_id)
    assert (order.state, order.article and order.article.title) == ("completed", TITLE)
    (wallet,) = wallet_of(salma)
    assert (wallet.clearing, wallet.available) == (24_000, 0)
    clear_due_lots(now=clock.now() + timedelta(days=14, minutes=1), limit=10)
    withdraw(journey, "٢٤٠")
    pay_out(journey, people.window(rami, size=size))
    (wallet,) = wallet_of(salma)
    assert (wallet.clearing, wallet.available, wallet.on_hold) == (0, 0, 0)
    check_the_funnel(journey)
    assert overflow(journey.client) == 0
    assert Member.objects.get(username="omar_new").language == lang
    call_command("check_ledger")
