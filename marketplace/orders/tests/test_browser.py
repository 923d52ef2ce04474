"""Real Chromium: the pages of orders hold in every language, width and light; the work is done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.browser import DESKTOP, LOOKED_AT, PHONE, BrowserPeople, axe_violations, overflow
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import (
    deliver_order,
    request_cancellation,
    request_extension,
    settle_due_orders,
    stop_clock,
)
from marketplace.orders.tests.world import HOUR, TOTAL, fund, make_order, order_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SELLERS_PAGES = {"in_progress", "revision_requested", "disputed", "deliver", "extension", "list"}
PREFIXES = {"ar": "", "en": "en/", "he": "he/", "ur": "ur/"}


@pytest.fixture
def pages(client_member: Member, seller: Member, settings: object) -> dict[str, str]:
    """Return the addresses of an order's pages in every state and situation."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    now = clock.now() - 3 * HOUR
    found = {}
    for state in OrderState:
        order = order_in(state, client_member, seller, now=now)
        found[state.value] = f"orders/{order.public_id}/"
    asked = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_extension(order=asked, actor=seller, days=2, reason="أحتاج يومين.", now=now)
    request_cancellation(order=asked, actor=seller, reason="مرضت.", now=now)
    stop_clock(order=asked, actor=client_member, reason="Looking for files.", now=now)
    found["asked"] = f"orders/{asked.public_id}/"
    found["list"] = "orders/"
    found["checkout"] = f"{found['pending_payment']}pay/"
    found["deliver"] = f"{found['in_progress']}deliver/"
    found["extension"] = f"{found['in_progress']}extension/"
    found["complete"] = f"{found['delivered']}complete/"
    found["cancellation"] = f"{asked.get_absolute_url()[1:]}cancellation/accept/"
    return found


@pytest.mark.parametrize("language", LOOKED_AT)
def test_pages_hold_for_both_sides(
    language: str,
    people: BrowserPeople,
    pages: dict[str, str],
    client_member: Member,
    seller: Member,
) -> None:
    found: list[str] = []
    size = PHONE if language in ("ar", "ur") else DESKTOP
    clients_pages = pages.keys() - SELLERS_PAGES
    for member, names in ((client_member, clients_pages), (seller, SELLERS_PAGES)):
        page = people.window(member, size=size, theme="light")
        page.emulate_media(reduced_motion="reduce")
        for name in sorted(names):
            page.goto(f"/{PREFIXES[language]}{pages[name]}")
            found += [f"{name}: wider than the window"] * (overflow(page) > 0)
            found += [f"{name}, light: {fault}" for fault in axe_violations(page)]
            page.evaluate("document.documentElement.dataset.theme = 'dark'")
            found += [f"{name}, dark: {fault}" for fault in axe_violations(page)]
    assert found == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_desk_holds(
    language: str,
    people: BrowserPeople,
    client_member: Member,
    seller: Member,
    support: Member,
    settings: object,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    now = clock.now() - timedelta(days=3)
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="No answer.", now=now)
    settle_due_orders(now=clock.now(), limit=5)
    found: list[str] = []
    for size in (PHONE, DESKTOP):
        page = people.window(support, size=size, theme="light")
        for path in ("desk/orders/", f"desk/orders/{order.public_id}/"):
            page.goto(f"/{PREFIXES[language]}{path}")
            found += [f"{path}: wider than the window"] * (overflow(page) > 0)
            found += [f"{path}: {fault}" for fault in axe_violations(page)]
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_two_people_do_the_work(
    scripts: bool,  # noqa: FBT001
    people: BrowserPeople,
    client_member: Member,
    seller: Member,
) -> None:
    now = clock.now()
    fund(client_member, TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    client = people.window(client_member, size=PHONE, scripts=scripts)
    freelancer = people.window(seller, size=DESKTOP, scripts=scripts)

    client.goto(f"/en/orders/{order.public_id}/pay/")
    client.click("#pay-form button[type=submit]")
    client.fill("#id_answer_1", "Abha Roastery")
    client.check("input[name=answer_2][value=Old]")
    client.click("#requirements button[type=submit]")
    freelancer.goto(f"/en/orders/{order.public_id}/deliver/")
    freelancer.fill("#id_note", "The first version.")
    freelancer.set_input_files(
        "#id_files", {"name": "logo.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    freelancer.click("main form button[type=submit]")
    freelancer.wait_for_url(f"**/orders/{order.public_id}/")
    client.goto(f"/en/orders/{order.public_id}/complete/")
    client.click("main form button[type=submit]")
    client.wait_for_url(f"**/orders/{order.public_id}/")

    assert client.locator("text=You accepted the work").first.is_visible()
    assert Order.objects.get(pk=order.pk).state == OrderState.COMPLETED


def test_a_countdown_ticks_and_says_the_same_without_scripts(
    people: BrowserPeople, client_member: Member, seller: Member
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=clock.now())
    deliver_order(order=order, actor=seller, note="Here.", now=clock.now())
    path = f"/en/orders/{order.public_id}/"

    plain = people.window(client_member, size=PHONE, scripts=False)
    plain.goto(path)
    ticking = people.window(client_member, size=PHONE)
    ticking.clock.install()
    ticking.goto(path)
    first = ticking.locator("time[data-countdown]").inner_text()
    ticking.clock.run_for(61_000)
    assert ticking.locator("time[data-countdown]").inner_text() != first

    assert "2 days" in plain.locator("time[data-countdown]").inner_text()
    assert "before" in plain.locator("section[aria-labelledby=whose-turn]").inner_text()
