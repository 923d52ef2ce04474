"""Three writers enter a contest, one from elsewhere and one with a copy; a person decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_violations, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import press, send
from contests.calls.models import Contest, Link
from contests.entries import services
from contests.entries.gateways import pages
from contests.entries.models import Entry
from contests.entries.services import RulesDraft
from contests.entries.tests.world import ARABIC, DAY, article_of, close, open_contest, text_of
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.fetch import FetchedPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "https://blog.example/harbour"


class Walk:
    """The way in one language."""

    def __init__(self, lang: str, contest: Contest, settle: Callable[[], int]) -> None:
        self.lang, self.contest, self.settle = lang, contest, settle

    def path(self, address: str) -> str:
        """Return an address in the journey's language."""
        return address if self.lang == "ar" else f"/{self.lang}{address}"

    def enter(self, page: Page, title: str, *, article: str = "", url: str = "") -> Entry:
        """A writer opens the contest, follows its button, and sends the form."""
        page.goto(self.path(f"/contests/{self.contest.slug}/"))
        page.locator("main a[href$='/enter/']").first.click()
        page.wait_for_url("**/enter/")
        assert axe_violations(page) == []
        assert overflow(page) == 0
        if article:
            page.check("[name=source][value=article]")
            page.select_option("[name=article]", article)
        else:
            page.check("[name=source][value=outside]")
            page.fill("main [name=url]", url)
        page.fill("main [name=title]", title)
        page.select_option("main select[name=language]", "ar")
        page.fill("[name=declaration]", "كتبته وحدي.")
        send(page)
        page.wait_for_url("**/entries/*/")
        self.settle()
        return Entry.objects.get(title=title)

    def see_the_look(self, page: Page, words: str) -> None:
        """The page asks by itself until the look is done."""
        assert page.locator("#look[hx-trigger]").count() == 1
        services.look_due(now=clock.now(), limit=10)
        page.locator("#look:not([hx-trigger])").wait_for()
        assert shows(page, words)
        assert axe_violations(page) == []
        assert overflow(page) == 0

    def refused_form(self, page: Page) -> None:
        """An address inside is refused, and what was typed is still there."""
        page.goto(self.path(f"/contests/{self.contest.slug}/enter/"))
        page.check("[name=source][value=outside]")
        page.fill("main [name=url]", "http://169.254.169.254/latest/")
        page.fill("main [name=title]", "نص من مدونتي")
        page.select_option("main select[name=language]", "ar")
        page.fill("[name=declaration]", "كتبته وحدي.")
        send(page)
        assert page.locator("[role=alert]").count() >= 1
        assert page.input_value("[name=title]") == "نص من مدونتي"
        assert Entry.objects.count() == 0

    def close(self, moves: Callable[[Any], None]) -> None:
        """The contest closes by its timer, and the workers check."""
        moves(self.contest)
        self.settle()
        for _round in range(10):
            services.run_checks(now=clock.now(), limit=200)
        self.settle()

    def decide(self, page: Page, first: Entry, copied: Entry) -> None:
        """The administrator reads the evidence, lets the first stand and refuses the copy."""
        desk = f"/desk/contests/{self.contest.public_id}/entries/"
        page.goto(self.path(desk))
        assert page.locator("main table a").count() == 2
        assert axe_violations(page) == []
        page.locator(f"main table a[href*='{copied.public_id}']").click()
        page.locator("mark").first.wait_for()
        assert page.locator("mark").count() >= 2
        assert axe_violations(page) == []
        assert overflow(page) == 0
        page.locator("form[action$='/refuse/'] [name=reason]").first.evaluate(
            "node => node.closest('details').open = true"
        )
        page.fill("form[action$='/refuse/'] [name=reason]", "منقول عن مشاركة أقدم.")
        press(page, "/refuse/")
        page.goto(self.path(f"{desk}{first.public_id}/"))
        page.check("form[action$='/findings/similarity/'] [value=fine]")
        press(page, "/findings/similarity/")
        press(page, "/accept/")
        self.settle()


def blog(link: Link) -> Callable[..., FetchedPage]:
    """Return a fetcher that finds one page elsewhere, with the writer's link on it."""
    body = "".join(f"<p>{part}</p>" for part in (text_of(7, 120), text_of(8, 120)))
    href = f"{django_settings.SITE_URL}{link.get_absolute_url()}"
    html = f"<html><body><article>{body}<a href='{href}'>.</a></article></body></html>"
    return lambda address, **_options: FetchedPage(
        address, 200, "text/html; charset=utf-8", html.encode()
    )


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_three_enter_and_one_has_copied(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = clock.now()
    admin = member_factory("adam", roles=("admin",), language=lang)
    salma, tariq, hassan = (
        member_factory(name, language=lang) for name in ("salma", "tariq", "hassan")
    )
    contest = open_contest(admin, now=now, rules=RulesDraft(min_words=20, max_words=900))
    walk = Walk(lang, contest, settle)
    theirs = article_of(salma, ARABIC * 2, now=now, title="رسائل بلا أجر")
    copy = article_of(hassan, (ARABIC * 2).replace("أ", "ا"), now=now, title="كاتب القرية")

    first = people.window(salma, size=size)
    one = walk.enter(first, "رسائل بلا أجر", article=theirs.public_id)
    walk.see_the_look(first, "")
    second = people.window(hassan, size=size)
    other = walk.enter(second, "كاتب القرية", article=copy.public_id)

    third = people.window(tariq, size=size)
    third.goto(walk.path(f"/contests/{contest.slug}/enter/"))
    link = Link.objects.get(contest=contest, member=tariq)
    assert link.code in third.locator("#own-link").inner_text()
    monkeypatch.setattr(pages, "fetch", blog(link))
    outside = walk.enter(third, "نص من مدونتي", url=ADDRESS)
    walk.see_the_look(third, "")
    assert not outside.checks.exclude(outcome="pass").exists()

    walk.close(lambda row: _close(row, monkeypatch))
    assert _states() == ["submitted", "submitted", "accepted"]
    walk.decide(people.window(admin, size=size), one, other)
    assert _states() == ["accepted", "refused", "accepted"]
    second.goto(walk.path(f"/entries/{other.public_id}/"))
    assert shows(second, "منقول عن مشاركة أقدم.")
    reader = people.window(size=size)
    reader.goto(walk.path(f"/contests/{contest.slug}/entries/"))
    assert reader.locator("main .card-link").count() == 2
    assert axe_violations(reader) == []
    assert "Salma" not in reader.locator("main").inner_text()


def _states() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("state", flat=True))


def _close(contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + 9 * DAY
    monkeypatch.setattr(clock, "now", lambda: later)
    close(contest)


def test_an_inner_address_is_refused_and_nothing_typed_is_lost(
    people: BrowserPeople, member_factory: MakeMember, settle: Callable[[], int]
) -> None:
    admin = member_factory("adam", roles=("admin",), language="ar")
    writer: Member = member_factory("salma", language="ar")
    contest = open_contest(admin, now=clock.now())
    walk = Walk("ar", contest, settle)
    page = people.window(writer, size=PHONE)
    walk.refused_form(page)
    assert axe_violations(page) == []
