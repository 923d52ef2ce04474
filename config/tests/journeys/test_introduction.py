"""Two are introduced, one hires the other, and the introducer is thanked: three real browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fill_offer, press, send
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.ledger.queries import wallet_of
from marketplace.messaging.services import open_conversation
from marketplace.orders.models import Order
from marketplace.orders.services import complete_order, deliver_order, submit_requirements

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_an_introduction_is_paid(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    fund: Callable[[Member, int], object],
) -> None:
    salma = member_factory("salma", display_name="سلمى الحربي", language=lang)
    omar = member_factory("omar", display_name="عمر السالم", language=lang)
    noor = member_factory("noor", display_name="نور الشامي", language=lang)
    open_conversation(
        members=[noor, omar], subject_kind="brief", subject_ref="x", title="x", now=clock.now()
    )
    fund(omar, 30_000)
    prefix = "" if lang == "ar" else "/en"
    friend, writer, client = (people.window(one, size=size) for one in (noor, salma, omar))

    friend.goto(f"{prefix}/clients/introductions/new/")
    friend.fill("[name=client]", "@omar")
    friend.fill("[name=freelancer]", "@salma")
    friend.fill("[name=message]", "عمر يفتح محمصة، وسلمى تصمم لمثله.")
    send(friend)
    friend.wait_for_url("**/clients/introductions/*/")
    assert axe_in_passing(friend) == []
    settle()
    for page in (writer, client):
        page.goto(f"{prefix}/notifications/")
        page.get_by_text("نور الشامي").first.click()
        page.wait_for_load_state()
        press(page, "/accept/")
        settle()
    hire_from_the_talk(client, writer, prefix, settle)
    finish(salma, omar)
    settle()

    friend.reload()
    assert shows(friend, "15.00")
    assert (wallet_of(noor)[0].clearing, wallet_of(salma)[0].clearing) == (1_500, 24_000)
    assert overflow(friend) == 0
    friend.goto(f"{prefix}/wallet/statement/?account=clearing")
    assert shows(friend, "15.00")
    call_command("check_ledger")


def hire_from_the_talk(client: Page, writer: Page, prefix: str, settle: Callable[[], int]) -> None:
    """The client hires from the conversation of all three, and pays from the wallet."""
    client.wait_for_url("**/inbox/**")
    client.locator("a[href*='/hire/u/salma/']").first.click()
    client.fill("[name=text]", "نفتح محمصة بعد شهرين ونريد شعارا وأكياسا.")
    client.locator("#brief button.btn-hire").click()
    client.wait_for_url("**/inbox/**")
    settle()
    writer.goto(f"{prefix}/hire/briefs/")
    writer.get_by_role("link", name="عمر السالم").first.click()
    writer.locator("a[href*='/offer/']").click()
    fill_offer(writer, "300")
    client.reload()
    press(client, "/accept/")
    client.wait_for_url("**/orders/*/pay/")
    client.check("[name=method][value=wallet]")
    press(client, "/pay/start/")


def finish(salma: Member, omar: Member) -> None:
    """Answer, deliver, accept: how that looks is another journey."""
    order = Order.objects.select_related("client", "seller").get()
    now = clock.now()
    if order.state == "awaiting_requirements":
        order = submit_requirements(order=order, actor=omar, answers={1: "كل الناس"}, now=now)
    order = deliver_order(order=order, actor=salma, note="هذا هو.", now=now)
    complete_order(order=order, actor=omar, now=now)
