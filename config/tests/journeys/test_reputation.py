"""In browsers: something done elsewhere is reported, confirmed, read line by line, and ranked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from community.reputation.choices import Kind
from community.reputation.models import ElsewhereReport, PointRule
from community.reputation.services import (
    count_everything_touched,
    record_contribution,
    reverse_contribution,
)
from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, press, say
from marketplace.core import clock, formats

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from marketplace.accounts.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def liked_twice(member: Member, giver: Member) -> None:
    """Give a member two likes, and take the second one back."""
    now = clock.now()
    for number in range(2):
        record_contribution(
            kind=Kind.LIKE,
            receiver_id=member.pk,
            giver_id=giver.pk,
            subject_kind="post",
            subject_id=number,
            key=f"like:{number}",
            occurred_at=now,
            now=now,
        )
    reverse_contribution(key="like:1", note="", by_id=None, now=now)
    count_everything_touched(now=now)


def reports(page: Page, prefix: str) -> None:
    """Report a talk; a wrong address comes back with everything that was typed."""
    page.goto(f"{prefix}/elsewhere/")
    page.select_option("[name=kind]", "elsewhere_talk")
    page.fill("[name=address]", "talks.example.org/7")
    page.fill("[name=title]", "A first client, and how not to lose one")
    page.fill("[name=happened_on]", "2026-02-03")
    press(page, "/elsewhere/report/")
    page.locator("[aria-invalid=true]").first.wait_for()
    assert page.input_value("[name=title]").startswith("A first client")
    page.fill("[name=address]", "https://talks.example.org/7")
    press(page, "/elsewhere/report/")
    page.locator("[id^=report-]").wait_for()


def confirms(page: Page, prefix: str) -> None:
    """Open what waits, and confirm it."""
    page.goto(f"{prefix}/desk/elsewhere/")
    page.locator("tbody a").first.click()
    assert fits(page) == []
    page.fill("[name=reason]", "Seen, all of it.")
    press(page, "/confirm/")
    page.wait_for_url("**/desk/elsewhere/")


def prices(page: Page, prefix: str, lang: str) -> None:
    """Look at what another price would have done, then put it in force."""
    page.goto(f"{prefix}/desk/points/elsewhere_talk/")
    page.fill("[name=points]", "40")
    page.fill("[name=note]", "Talks take a month.")
    page.locator("button[formaction$='/preview/']").click()
    page.locator("#preview").wait_for()
    assert fits(page) == []
    assert page.input_value("[name=note]") == "Talks take a month."
    page.locator("form[action$='/change/'] button:not([formaction])").click()
    page.get_by_text(say(lang, "The new price is in force.")).first.wait_for()


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_a_talk_becomes_a_line_and_a_place(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    settle: Callable[[], int],
    member_factory: MakeMember,
) -> None:
    prefix = "" if lang == "ar" else f"/{lang}"
    long_ago = clock.now() - timedelta(days=300)
    tariq = member_factory("tariq", language=lang, date_joined=long_ago)
    omar = member_factory("omar", language=lang, date_joined=long_ago)
    noor = member_factory("noor", roles=("community_manager",), language=lang)
    liked_twice(tariq, omar)
    window = people.window(tariq, size=size)
    desk = people.window(noor, size=size)

    reports(window, prefix)
    assert fits(window) == []
    settle()
    confirms(desk, prefix)
    assert ElsewhereReport.objects.get().state == "confirmed"
    count_everything_touched(now=clock.now())
    settle()

    window.goto(f"{prefix}/u/tariq/points/")
    assert shows(window, say(lang, "the line it turns over"))
    assert window.locator("ol.lines > li").count() == 4
    assert fits(window) == []
    window.goto(f"{prefix}/leaderboards/?period=all")
    points = formats.format_number(32, lang=lang, digits="latn")
    assert points in window.locator("#mine").inner_text()
    assert fits(window) == []

    prices(desk, prefix, lang)
    assert PointRule.objects.filter(kind="elsewhere_talk").count() == 2
