"""In browsers: two people approve the winners, money arrives, goods travel and are received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, press
from contests.calls.models import Prize
from contests.calls.tests.world import fresh
from contests.draws.tests.world import drawn
from contests.prizes.models import Award
from contests.prizes.services import finish_due_contests, pay_due_awards, propose_awards
from marketplace.core import clock
from marketplace.core.outbox import deliver_due

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.sync_api import Page

    from contests.calls.models import Contest
    from marketplace.accounts.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = {
    "recipient": "سلمى الحربي",
    "street": "شارع النخيل ١",
    "city": "أبها",
    "postcode": "62521",
    "phone": "+966500000000",
}


def drawn_long_ago(admin: Member, winner: Member, now: datetime) -> Contest:
    """Return a draw whose winner also gets goods, proposed."""
    long_ago = now - (now - winner.date_joined) / 2
    contest = drawn(admin, [winner], now=long_ago, slug="tea-and-a-pen")
    Prize.objects.create(
        contest=contest, first_rank=1, last_rank=1, kind="goods", names={"ar": "قلم", "en": "A pen"}
    )
    propose_awards(contest=contest, actor=admin, now=now)
    return fresh(contest)


def tell_the_address(page: Page, goods: Award) -> None:
    """Give the address, once with a telephone number that is none: nothing typed is lost."""
    page.locator(f"a[href$='{goods.public_id}/']").first.click()
    for name, value in ADDRESS.items():
        page.fill(f"[name={name}]", value)
    page.fill("[name=phone]", "نعم")
    press(page, "/claim/")
    assert page.input_value("[name=street]") == ADDRESS["street"]
    page.fill("[name=phone]", ADDRESS["phone"])
    press(page, "/claim/")
    assert fits(page) == []


def answer_the_tax_office(page: Page, address: str) -> None:
    """Give what a country's tax office wants of a large sum."""
    page.goto(address)
    page.fill("[name=legal_name]", "سلمى الحربي")
    page.fill("[name=id_number]", "1012345678")
    page.locator("button[value=claim]").click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_prizes_are_approved_paid_sent_and_received(
    lang: str, size: dict[str, int], people: BrowserPeople, member_factory: MakeMember
) -> None:
    now = clock.now()
    joined = now.replace(year=now.year - 1, day=1)
    admin = member_factory("nadia", roles=("admin",), language=lang)
    salma = member_factory("salma", display_name="سلمى", language=lang, date_joined=joined)
    contest = drawn_long_ago(admin, salma, now)
    prefix = "" if lang == "ar" else f"/{lang}"

    desk = people.window(admin, size=size)
    desk.goto(f"{prefix}/desk/contests/{contest.public_id}/winners/")
    assert shows(desk, "سلمى")
    assert fits(desk) == []
    desk.on("dialog", lambda dialog: dialog.accept())
    press(desk, "/winners/approve/")
    assert fresh(contest).state == "results"
    deliver_due(now=clock.now())

    mine = people.window(salma, size=size)
    mine.goto(f"{prefix}/prizes/")
    assert fits(mine) == []
    goods = Award.objects.get(contest=contest, kind="goods")
    tell_the_address(mine, goods)

    money = Award.objects.get(contest=contest, kind="money", state="waiting")
    answer_the_tax_office(mine, f"{prefix}/prizes/{money.public_id}/")
    assert pay_due_awards(now=clock.now(), limit=100) == 1

    desk.goto(f"{prefix}/desk/prizes/goods/")
    assert shows(desk, ADDRESS["street"])
    desk.locator(f"a[href$='{goods.public_id}/send/']").click()
    desk.fill("[name=carrier]", "أرامكس")
    desk.fill("[name=tracking]", "AX-77")
    desk.locator("main form button[type=submit]").first.click()
    desk.wait_for_load_state()

    mine.goto(f"{prefix}/prizes/{goods.public_id}/")
    assert shows(mine, "AX-77")
    press(mine, "/received/")
    mine.goto(f"{prefix}/wallet/")
    money.refresh_from_db()
    assert money.state == "done"
    assert shows(mine, f"{money.amount // 100}")
    assert finish_due_contests(now=clock.now(), limit=5) == 1
    mine.goto(f"{prefix}{contest.get_absolute_url()}")
    winners = mine.locator("section[aria-labelledby=winners-title] li")
    assert [row.inner_text().count("سلمى") for row in winners.all()] == [1, 1]
    assert fits(mine) == []
