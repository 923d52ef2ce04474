"""From a report to a suspension, an appeal decided by another, and the way back; one's own data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import PASSWORD, MakeMember
from config.tests.journeys.walk import press, send
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.services import plant_categories
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.moderation.models import Appeal, Case
from marketplace.moderation.services import pack_due_exports

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASON = "الصور من أعمال غيرك، وأرفق صاحبها ملفاتها المفتوحة."


class Walk:
    """The way in one language."""

    def __init__(self, lang: str, settle: Callable[[], int]) -> None:
        self.lang, self.settle = lang, settle

    def path(self, address: str) -> str:
        """Return an address in the journey's language."""
        return address if self.lang == "ar" else f"/{self.lang}{address}"

    def report(self, page: Page, gig: Gig) -> None:
        """A member sees a gig and reports it."""
        page.goto(self.path(gig.get_absolute_url().removeprefix("/en")))
        page.locator("main a[href*='/report/gig/']").first.click()
        page.check("[name=reason][value=stolen]")
        page.fill("[name=text]", "هذه رسوماتي.")
        send(page)
        page.goto(self.path("/reports/"))
        assert page.locator("main li").count() == 1
        self.settle()

    def suspend(self, page: Page) -> None:
        """A moderator opens the case and suspends its author."""
        page.goto(self.path("/desk/moderation/"))
        page.locator("main table a[href*='/cases/']").first.click()
        assert shows(page, "هذه رسوماتي.")
        assert axe_in_passing(page) == []
        page.locator("summary[accesskey=s]").click()
        form = page.locator("form[action$='/suspend/']")
        form.locator("[name=rule]").select_option("1.2")
        form.locator("[name=reason]").fill(REASON)
        form.locator("[name=days]").select_option("30")
        form.locator("button[type=submit]").click()
        page.wait_for_url("**/desk/moderation/")
        self.settle()

    def sign_in(self, page: Page, member: Member, password: str = PASSWORD) -> None:
        """Sign in by name and password."""
        page.goto(self.path("/accounts/login/"))
        page.fill("[name=login]", member.username)
        page.fill("[name=password]", password)
        send(page)

    def appeal(self, page: Page) -> None:
        """The suspended member finds the reason, the money's dates and nothing else; appeals."""
        page.goto(self.path("/orders/"))
        page.wait_for_url("**/standing/")
        text = page.locator("main").inner_text()
        assert REASON in text
        assert "450.00" in text
        assert axe_in_passing(page) == []
        page.goto(self.path("/wallet/"))
        assert shows(page, "450.00")
        page.goto(self.path("/standing/"))
        page.locator("main a.btn-primary[href*='/standing/']").first.click()
        page.fill("[name=text]", "رسمتها بيدي، وهذه المسودات.")
        send(page)
        assert page.locator("form[action$='/withdraw/']").count() == 1
        assert overflow(page) == 0
        self.settle()

    def decide_appeal(self, mine: Page, other: Page) -> None:
        """Who suspended can't answer; another moderator grants it."""
        appeal = Appeal.objects.get()
        address = self.path(f"/desk/moderation/appeals/{appeal.public_id}/")
        mine.goto(address)
        assert mine.locator("[name=answer]").count() == 0
        other.goto(self.path("/desk/moderation/appeals/"))
        other.locator("main table a[href*='/appeals/']").first.click()
        assert shows(other, "رسمتها بيدي")
        other.fill("[name=answer]", "المسودات تثبت أنها لك. نعتذر.")
        other.locator("button[formaction$='/grant/']").click()
        other.wait_for_url("**/desk/moderation/appeals/")
        self.settle()

    def take_data(self, page: Page) -> None:
        """The password again, then a package that is packed, seen and downloaded."""
        page.goto(self.path("/accounts/settings/data/pack/"))
        if "/reauthenticate/" in page.url:
            page.fill("[name=password]", PASSWORD)
            send(page)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/settings/data/")
        assert pack_due_exports(now=clock.now(), limit=1) == 1
        self.settle()
        link = page.locator("a[href*='/data/packages/'][download]")
        link.wait_for()  # the page asks by itself how far it is
        with page.expect_download() as got:
            link.click()
        package = zipfile.ZipFile(io.BytesIO(Path(got.value.path()).read_bytes()))
        assert "account/member.json" in package.namelist()

    def leave_and_stay(self, page: Page, member: Member) -> None:
        """Close the account, sign in again, and take it back with one press."""
        page.goto(self.path("/accounts/settings/data/leave/"))
        assert axe_in_passing(page) == []
        page.check("[name=texts][value=keep]")
        page.fill("[name=username]", member.username)
        send(page)
        page.wait_for_url("**/accounts/leaving/")
        self.settle()
        press(page, "/accounts/logout/")
        if "/accounts/logout/" in page.url:
            send(page)
        self.sign_in(page, member)
        page.goto(self.path("/gigs/"))
        page.wait_for_url("**/accounts/leaving/")
        press(page, "/leaving/stay/")
        page.wait_for_url("**/settings/data/")


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_from_a_report_to_the_way_back(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    fund: Callable[..., object],
) -> None:
    plant_categories()
    now = clock.now()
    author = member_factory("salma", display_name="سلمى الحربي", language=lang)
    fund(author, 45_000)
    omar = member_factory("omar", display_name="عمر السالم", language=lang)
    nadia = member_factory("nadia", roles=("moderator",), display_name="نادية", language=lang)
    karim = member_factory("karim", roles=("moderator",), display_name="كريم", language=lang)
    gig = put(make_draft(author, now), GigState.LIVE, now)
    walk = Walk(lang, settle)

    reader = people.window(omar, size=size)
    walk.report(reader, gig)
    moderator = people.window(nadia, size=size)
    walk.suspend(moderator)
    visitor = people.window(size=size)
    answer = visitor.goto(walk.path(f"/gigs/{gig.pk}-{gig.slug}/"))
    assert answer is not None
    assert answer.status == 404

    seller = people.window(size=size)
    walk.sign_in(seller, author)
    walk.appeal(seller)
    walk.decide_appeal(moderator, people.window(karim, size=size))
    author.refresh_from_db()
    assert (author.is_active, Case.objects.get().state) == (True, "decided")
    answer = visitor.goto(walk.path(f"/gigs/{gig.pk}-{gig.slug}/"))
    assert answer is not None
    assert answer.status == 200

    walk.take_data(reader)
    walk.leave_and_stay(reader, omar)
    omar.refresh_from_db()
    assert omar.standing == "open"
