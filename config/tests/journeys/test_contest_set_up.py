"""An administrator sets a contest up, pays in its fund and announces it; a visitor sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_violations, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import press, send
from contests.calls.models import Contest
from contests.calls.queries import fund_held
from contests.calls.tests.world import complete
from marketplace.core import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {
    "ar": ("رسالة واحدة", "اكتب الرسالة التي سعدت أنك أرسلتها.", "$250"),
    "en": ("One letter", "Write the letter you are glad you sent.", "$250"),
}


def begin(page: Page, prefix: str, title: str) -> None:
    """Begin a draft and write its words; the terms come from the template."""
    page.goto(f"{prefix}/desk/contests/")
    page.locator("a[href$='/desk/contests/new/']").first.click()
    page.fill("[name=title]", title)
    page.fill("[name=slug]", "one-letter")
    send(page)
    page.wait_for_url("**/words/")
    assert len(page.input_value("[name=terms]")) > 400


def plan(page: Page) -> None:
    """Type the dates by the administrator's clock."""
    today = clock.now()
    for name, days in (("opens_at", 2), ("closes_at", 9), ("judged_by", 14), ("results_by", 15)):
        moment = today + timedelta(days=days)
        page.fill(f"[name={name}]", moment.strftime("%Y-%m-%dT%H:%M"))
    send(page)


def check(page: Page) -> None:
    """Nothing is too wide, and axe finds nothing."""
    assert overflow(page) == 0, page.url
    assert axe_violations(page) == [], page.url


def look_as_a_visitor(visitor: Page, prefix: str, words: tuple[str, str, str]) -> None:
    """Come from the first page to the contest, and read what is promised."""
    title, summary, sum_shown = words
    visitor.goto(f"{prefix}/")
    visitor.get_by_role("link", name=title).first.click()
    assert shows(visitor, summary)
    assert shows(visitor, sum_shown)
    # The device's clock, with the name of its zone.
    assert visitor.locator("time[data-own-zone]").first.inner_text().endswith(")")
    check(visitor)


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_a_contest_is_set_up_funded_and_seen(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    settle: Callable[[], int],
    member_factory: MakeMember,
    settings: Any,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    admin = member_factory("raya", roles=("admin",), language=lang, timezone="Asia/Riyadh")
    prefix, (title, summary, _sum) = "" if lang == "ar" else "/en", WORDS[lang]
    page = people.window(admin, size=size)

    begin(page, prefix, title)
    page.fill("[name=summary]", summary)
    page.locator(".prose h2").first.wait_for()
    check(page)
    send(page)
    page.wait_for_url("**/dates/")
    plan(page)
    page.wait_for_url("**/entrants/")
    check(page)
    send(page)
    page.wait_for_url("**/country/")
    for box in page.locator("[name=vouched]").all():
        box.check()
    press(page, "/vouch/")
    page.wait_for_url("**/prizes/")
    page.fill("[name=amount]", "٢٥٠")
    send(page)
    contest = Contest.objects.get()
    # What judging and entries ask for has journeys of its own.
    complete(contest, admin, now=clock.now())
    page.goto(f"{prefix}/desk/contests/{contest.public_id}/fund/")
    check(page)
    press(page, "/pay-in/")
    assert fund_held(contest).amount == 25_000
    page.goto(f"{prefix}/desk/contests/{contest.public_id}/")
    check(page)
    page.on("dialog", lambda dialog: dialog.accept())
    press(page, "/announce/")
    page.locator("form[action$='/extend/']").wait_for()
    settle()

    look_as_a_visitor(people.window(None, size=size), prefix, WORDS[lang])
    contest.refresh_from_db()
    assert contest.state == "announced"
