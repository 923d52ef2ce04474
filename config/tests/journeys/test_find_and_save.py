"""A client finds a gig by a misspelt word, filters, saves the search, hears of news, keeps one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow
from config.testing import MakeMember
from marketplace.core import clock
from marketplace.gigs.choices import PackageTier
from marketplace.gigs.services import PackageDraft
from marketplace.gigs.tests.factories import make_live
from marketplace.notifications.models import OutgoingMail
from marketplace.search.models import Favourite, SavedSearch
from marketplace.search.services import plant_groups

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHEAP = [
    PackageDraft(tier=PackageTier.BASIC, price_amount=4_000, delivery_days=2),
]


@pytest.mark.parametrize(
    ("lang", "size", "scripts"),
    [("ar", PHONE, True), ("en", DESKTOP, True), ("ar", PHONE, False)],
    ids=["ar", "en", "without-scripts"],
)
def test_a_client_finds_saves_and_hears(
    lang: str,
    size: dict[str, int],
    scripts: bool,  # noqa: FBT001
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    moment = clock.now()
    plant_groups(now=moment)
    salma = member_factory("salma", display_name="سلمى الحربي", language=lang)
    omar = member_factory("omar", display_name="عمر", language=lang)
    make_live(salma, moment - timedelta(days=1), title="إعلانات تُقرأ من السيارة", packages=CHEAP)
    make_live(salma, moment - timedelta(days=1), title="إعلان في صفحة كاملة")
    make_live(salma, moment - timedelta(days=1), title="شعار لمخبز")
    prefix = "" if lang == "ar" else f"/{lang}"
    page = people.window(omar, size=size, scripts=scripts)

    _find(page, prefix, is_phone=size == PHONE, scripts=scripts)
    _save_and_keep(page, prefix)

    make_live(salma, clock.now(), title="إعلان جديد في يومين", packages=CHEAP)
    settle()
    page.goto(f"{prefix}/notifications/")
    expect(page.locator("main")).to_contain_text("إعلان جديد في يومين")
    assert OutgoingMail.objects.filter(member=omar).count() == 1
    page.goto(f"{prefix}/search/saved/")
    page.locator("main h2 a").click()
    expect(page.locator("#results .card").first).to_contain_text("إعلان جديد في يومين")


def _find(page: Page, prefix: str, *, is_phone: bool, scripts: bool) -> None:
    # No hamza, and a letter too many.
    page.goto(f"{prefix}/gigs/")
    page.fill("#browse [name=q]", "اعلاانات")
    page.locator("#browse button[type=submit]").click()
    expect(page.locator("#results .card")).to_have_count(2)
    expect(page.locator("#results .note").first).to_be_visible()

    if is_phone:
        page.locator("label[for=show-filters]").click()
    page.locator("[aria-labelledby=facet-days] a").first.click()
    expect(page.locator("#results .card")).to_have_count(1)
    expect(page).to_have_url(re.compile("days=3"))
    if scripts:
        assert axe_in_passing(page) == []
    assert overflow(page) == 0


def _save_and_keep(page: Page, prefix: str) -> None:
    page.locator("#results details summary").click()
    page.locator("#results form[action$='/search/saved/add/'] button").click()
    expect(page.locator("#results a[href$='/search/saved/']")).to_be_visible()
    saved = SavedSearch.objects.get()
    assert (saved.rhythm, "days=3" in saved.address) == ("at_once", True)

    page.locator("#results .card .heart button").first.click()
    expect(page.locator("#results .card .heart button[aria-pressed=true]")).to_have_count(1)
    assert Favourite.objects.count() == 1
    page.goto(f"{prefix}/favourites/")
    expect(page.locator("main")).to_contain_text("إعلانات تُقرأ من السيارة")


def test_suggestions_by_keyboard(people: BrowserPeople, member_factory: MakeMember) -> None:
    salma = member_factory("salma", language="en")
    make_live(salma, clock.now(), title="Logo for a bakery", language="en")
    page = people.window(size=DESKTOP)
    page.goto("/en/articles/")
    box = page.locator("header [data-suggest] [name=q]")
    box.press_sequentially("log")
    expect(page.locator("header [data-suggestions] a").first).to_contain_text("logo")
    assert axe_in_passing(page) == []
    box.press("Escape")
    expect(page.locator("header [data-suggestions] a")).to_have_count(0)
    box.fill("")
    box.press_sequentially("logo")
    expect(page.locator("header [data-suggestions] a").first).to_be_visible()
    box.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/gigs/\?q=logo"))
