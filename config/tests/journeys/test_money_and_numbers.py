"""A client buys with the tax named, both take their papers, the freelancer looks at the numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, overflow, shows
from config.testing import MakeMember
from marketplace.billing.models import Invoice
from marketplace.billing.tests.world import charge_tax
from marketplace.core import clock
from marketplace.core.pdf import why_unavailable
from marketplace.gigs.tests.factories import make_live
from marketplace.insights.services import recount_stale_days
from marketplace.orders.models import Order
from marketplace.orders.services import complete_order, deliver_order, submit_requirements
from marketplace.orders.tests.world import fund

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUM = 60_000


def in_language(lang: str, address: str) -> str:
    return address if lang == "ar" else f"/{lang}{address}"


def take(page: Page, selector: str) -> bytes:
    """Press a link that hands out a file, and return the file."""
    with page.expect_download() as waiting:
        page.locator(selector).first.click()
    return Path(waiting.value.path()).read_bytes()


def buy(page: Page, lang: str, gig_path: str) -> Order:
    """Read the box, order, and pay from the wallet; the box is the same on both pages."""
    boxes = []
    page.goto(in_language(lang, gig_path))
    boxes.append(page.locator(".receipt").inner_text())
    page.locator(".receipt button.btn-hire").click()
    page.wait_for_url("**/pay/")
    boxes.append(page.locator(".receipt").inner_text())
    order = Order.objects.get()
    for box in boxes:
        assert "15%" in box
        assert f"{order.total_amount * 15 // 115 / 100:.0f}" in box
    page.locator("[name=method][value=wallet]").check()
    page.locator("#pay-form button.btn-hire").click()
    page.wait_for_url(f"**/orders/{order.public_id}/")
    return Order.objects.get()


def finish(order: Order) -> None:
    """Do the work."""
    now = clock.now()
    numbers = order.questions.order_by("position").values_list("position", flat=True)
    answers = dict.fromkeys(numbers, "كما اتفقنا")
    if order.started_at is None:
        order = submit_requirements(order=order, actor=order.client, answers=answers, now=now)
    order = deliver_order(order=order, actor=order.seller, note="Here.", now=now)
    complete_order(order=order, actor=order.client, now=now)


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_tax_is_named_papers_are_taken_and_numbers_looked_at(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    now = clock.now()
    salma = member_factory("salma", display_name="سلمى الحربي", language=lang)
    omar = member_factory("omar", display_name="عمر", language=lang)
    charge_tax(salma, now)
    gig = make_live(salma, now=now)
    fund(omar, SUM, now=now)
    client, seller = people.window(omar, size=size), people.window(salma, size=size)

    order = buy(client, lang, f"/gigs/{gig.pk}-{gig.slug}/")
    finish(order)
    settle()
    recount_stale_days(now=clock.now() + timedelta(minutes=1), limit=10)
    bill = Invoice.objects.get(subject="work")

    client.reload()
    client.locator(f"a[href$='/invoices/{bill.public_id}/']").click()
    client.wait_for_url(f"**/invoices/{bill.public_id}/")
    assert shows(client, bill.number)
    assert not overflow(client)
    if not why_unavailable():
        assert take(client, "a[href$='/pdf/']").startswith(b"%PDF-")

    client.goto(in_language(lang, "/wallet/statement/"))
    client.locator("details summary.link").first.click()
    client.locator("[name=kind][value=escrow_hold]").check()
    client.locator("form[method=get] button[type=submit]").last.click()
    client.wait_for_url("**kind=escrow_hold**")
    assert client.locator("tbody tr td.st-what").count() == 3
    assert not overflow(client)
    table = take(client, "a[href*='/statement/csv/']").decode()
    assert table.startswith("\ufeff")
    assert f"-{order.total_amount / 100:.2f}" in table

    seller.goto(in_language(lang, "/insights/"))
    assert shows(seller, f"{order.earning_amount // 100}")
    assert not overflow(seller)
    assert take(seller, "a[href*='/insights/csv/']").startswith(b"\xef\xbb\xbf")
