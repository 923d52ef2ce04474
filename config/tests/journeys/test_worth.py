"""The manager looks at three lenses, changes the price, writes hours down; a guru sees theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from community.gurus.tests import world as club
from community.worth.models import ProgrammeCost, TicketPrice
from community.worth.tests import world
from config.browser import DESKTOP, PHONE, BrowserPeople
from config.testing import MakeMember
from config.tests.journeys.walk import fits, press
from marketplace.core import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from marketplace.accounts.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def help_given(asker: Member, tariq: Member, fans: list[Member]) -> None:
    """Let a guru solve a question that three members thank them for, and count it."""
    now = clock.now()
    (post,) = world.answered(asker, world.place(now), tariq, now=now)
    world.solved(post, now=now)
    world.liked(post, *fans, now=now)
    world.counted(now)


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_the_manager_looks_and_a_guru_sees_their_own(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    settings: Any,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    noor = member_factory("noor", roles=("community_manager",), language=lang)
    tariq = member_factory("tariq", display_name="طارق العلي", language=lang)
    now = clock.now() - timedelta(hours=1)
    club.put_charter(noor, now=now)
    club.guru(noor, tariq, now=now)
    asker, *fans = world.people(4, now=now)
    help_given(asker, tariq, fans)
    settle()
    prefix = "" if lang == "ar" else "/en"
    manager, guru = (people.window(one, size=size) for one in (noor, tariq))
    look(manager, prefix)
    change_price(manager, prefix)
    write_hours(manager, prefix)
    guru.goto(f"{prefix}/worth/")
    assert fits(guru) == []
    guru.locator("main tbody th a").first.click()
    guru.wait_for_url("**/worth/20*/")
    assert fits(guru) == []
    assert guru.locator("main tbody tr").count() == 1


def look(page: Page, prefix: str) -> None:
    """Three lenses beside each other, and the table as CSV."""
    page.goto(f"{prefix}/desk/worth/")
    assert page.locator("main section[aria-labelledby^=lens-]").count() == 3
    assert "150" in page.locator("[aria-labelledby=lens-classic]").inner_text()
    assert "75" in page.locator("[aria-labelledby=lens-conservative]").inner_text()
    assert fits(page) == []
    with page.expect_download() as started:
        page.locator("main a[href*='/desk/worth/csv/']").click()
    rows = Path(started.value.path()).read_text(encoding="utf-8").splitlines()
    assert rows[-1].split(",")[8] == "150.00"


def change_price(page: Page, prefix: str) -> None:
    """Look what a price would have meant, then let it hold from next month on."""
    page.goto(f"{prefix}/desk/worth/price/")
    page.fill("[name=amount]", "80")
    page.fill("[name=reason]", "ارتفعت أجور المناوبة الليلية.")
    page.locator("button[formaction$='/preview/']").click()
    page.locator("#preview").wait_for()
    assert not TicketPrice.objects.exists()
    assert fits(page) == []
    page.locator("form[action$='/change/'] button.btn-primary").click()
    page.wait_for_url("**/desk/worth/price/")
    assert TicketPrice.objects.get().amount_minor == 8_000


def write_hours(page: Page, prefix: str) -> None:
    """Write six hours of staff down."""
    page.goto(f"{prefix}/desk/worth/costs/")
    page.fill("[name=hours-hours]", "6")
    page.fill("[name=hours-rate]", "25")
    page.fill("[name=hours-note]", "لقاء شهري")
    press(page, "/costs/hours/")
    page.wait_for_url("**/desk/worth/costs/")
    page.locator("main tbody tr").first.wait_for()
    assert ProgrammeCost.objects.get().amount_minor == 15_000
    assert fits(page) == []
