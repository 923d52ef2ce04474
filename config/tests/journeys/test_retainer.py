"""A retainer is offered, accepted, paid, used, and renewed twice: two people, real browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import press, send
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.ledger.queries import available_balance, wallet_of
from marketplace.orders.services import complete_order, deliver_order
from marketplace.relationships import services
from marketplace.relationships.choices import Source
from marketplace.relationships.models import Retainer

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def offer_a_retainer(writer: Page, prefix: str) -> None:
    """The freelancer opens a client of the book and offers a retainer of ten hours."""
    writer.goto(f"{prefix}/clients/")
    writer.get_by_role("link", name="عمر السالم").first.click()
    writer.locator("a[href*='/retainers/new/']").click()
    writer.fill("[name=title]", "رعاية القائمة")
    writer.fill("[name=scope]", "أطباق جديدة كل شهر.")
    writer.fill("[name=quantity]", "١٠")
    writer.fill("[name=price]", "٤٠٠")
    send(writer)
    writer.wait_for_url("**/clients/retainers/*/")


def renew(retainer: Retainer, settle: Callable[[], int]) -> None:
    """Let the moment of the next month come."""
    retainer.refresh_from_db()
    assert retainer.due_at is not None
    services.settle_due_retainers(now=retainer.due_at, limit=10)
    settle()


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_a_retainer_is_renewed_twice(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    fund: Callable[[Member, int], object],
) -> None:
    salma = member_factory("salma", display_name="سلمى الحربي", language=lang)
    omar = member_factory("omar", display_name="عمر السالم", language=lang)
    services.record_meeting(seller=salma, client=omar, source=Source.ARTICLE, now=clock.now())
    fund(omar, 120_000)
    prefix = "" if lang == "ar" else "/en"
    writer, client = people.window(salma, size=size), people.window(omar, size=size)

    offer_a_retainer(writer, prefix)
    settle()
    client.goto(f"{prefix}/notifications/")
    client.get_by_text("رعاية القائمة").first.click()
    client.wait_for_load_state()
    press(client, "/accept/")
    settle()
    retainer = Retainer.objects.get()
    assert (retainer.state, available_balance(omar, "USD")) == ("active", 80_000)

    writer.reload()
    writer.fill("[name=amount]", "١٫٥")
    writer.fill("[name=note]", "قائمة الشتاء")
    press(writer, "/usage/")
    client.reload()
    assert shows(client, "قائمة الشتاء")
    assert retainer.periods.get().left == 510
    assert axe_in_passing(client) == []
    assert axe_in_passing(writer) == []

    renew(retainer, settle)
    renew(retainer, settle)
    client.reload()
    assert client.locator("table tbody tr").count() == 3
    assert (overflow(client), overflow(writer)) == (0, 0)
    check_the_money(retainer, salma, omar, settle)
    client.once("dialog", lambda question: question.accept())
    press(client, "/stop/")
    client.wait_for_url("**/clients/retainers/*/")
    client.locator("form[action$='/keep/']").wait_for()
    retainer.refresh_from_db()
    assert retainer.state == "stopping"


def check_the_money(
    retainer: Retainer, salma: Member, omar: Member, settle: Callable[[], int]
) -> None:
    """Three months were paid once each; what is accepted is earned, the fee falling."""
    periods = list(retainer.periods.select_related("order__client", "order__seller"))
    assert [period.number for period in periods] == [1, 2, 3]
    assert available_balance(omar, "USD") == 0
    for period in periods:
        moment = ends(period.ends_at)
        order = deliver_order(order=period.order, actor=salma, note="تم.", now=moment)
        complete_order(order=order, actor=omar, now=moment)
    settle()
    assert [period.order.fee_bp for period in periods] == [2_000, 2_000, 2_000]
    assert wallet_of(salma)[0].clearing == 96_000
    call_command("check_ledger")


def ends(moment: datetime) -> datetime:
    """Return a moment shortly before a month is over."""
    return moment - timedelta(hours=2)
