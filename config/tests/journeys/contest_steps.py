"""Steps of a writing contest, each done in a browser by one person: from the draft to the feedback.

Controls are found by the address their form posts to and by their field's name, so that the same
steps walk the pages in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings as django_settings

from config.browser import shows
from config.tests.journeys.walk import fits, press, send, submit
from contests.calls.models import Contest, Link
from contests.entries import services
from contests.entries.models import Entry
from contests.entries.tests.world import text_of
from contests.judging.models import Judge, Sheet
from marketplace.core import clock
from marketplace.core.fetch import FetchedPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

DAY = timedelta(days=1)
MINE = "كتبته وحدي."
COPIED = "منقول عن مشاركة أقدم."
SAID = "بداية تمسك القارئ من الجملة الأولى."


@dataclass
class Walk:
    """The way in one language; its clock can be set ahead."""

    lang: str
    settle: Callable[[], int]
    real: Callable[[], datetime] = clock.now
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """Return the moment at which everybody acts."""
        return self.real() + self.ahead

    def path(self, address: str) -> str:
        """Return an address in the journey's language."""
        return address if self.lang == "ar" else f"/{self.lang}{address}"


# The administrator sets the contest up.


def begin(page: Page, walk: Walk, title: str, summary: str) -> None:
    """Begin a draft and write its words; the terms come from the template."""
    page.goto(walk.path("/desk/contests/"))
    page.locator("a[href$='/desk/contests/new/']").first.click()
    page.fill("[name=title]", title)
    page.fill("[name=slug]", "one-letter")
    send(page)
    page.wait_for_url("**/words/")
    assert len(page.input_value("[name=terms]")) > 400
    page.fill("[name=summary]", summary)
    page.locator(".prose h2").first.wait_for()
    assert fits(page) == []
    send(page)
    page.wait_for_url("**/dates/")


def plan(page: Page) -> None:
    """Type the dates by the administrator's clock, say who may enter, vouch for the rules."""
    for name, days in (("opens_at", 2), ("closes_at", 9), ("judged_by", 14), ("results_by", 15)):
        page.fill(f"[name={name}]", (clock.now() + days * DAY).strftime("%Y-%m-%dT%H:%M"))
    send(page)
    page.wait_for_url("**/entrants/")
    send(page)
    page.wait_for_url("**/country/")
    for box in page.locator("[name=vouched]").all():
        box.check()
    press(page, "/vouch/")
    page.wait_for_url("**/prizes/")


def ask_for_texts(page: Page, walk: Walk, contest: Contest) -> None:
    """Say how long texts are and where they may stand."""
    page.goto(walk.path(f"/desk/contests/{contest.public_id}/writing/"))
    page.fill("[name=min_words]", "٢٠")
    page.fill("[name=max_words]", "٩٠٠")
    page.uncheck("[name=needs_editor]")
    page.check("[name=takes_outside]")
    submit(page)


def ask_judges(page: Page, walk: Walk, contest: Contest, names: Iterable[str]) -> None:
    """Begin with the platform's rubric, and invite the judges by name."""
    page.goto(walk.path(f"/desk/contests/{contest.public_id}/judging/"))
    press(page, "/template/")
    for name in names:
        page.fill("[name=username]", name)
        press(page, "/invite/")
        page.locator("main bdi", has_text=f"@{name}").wait_for()
    assert fits(page) == []


def accept(page: Page, walk: Walk) -> None:
    """A judge accepts the invitation."""
    page.goto(walk.path("/judging/"))
    press(page, "/accept/")


def pay_in_and_announce(page: Page, walk: Walk, contest: Contest) -> None:
    """Pay the prizes into the fund, look at all of it once more, and announce."""
    desk = walk.path(f"/desk/contests/{contest.public_id}/")
    page.goto(f"{desk}fund/")
    press(page, "/pay-in/")
    page.goto(desk)
    assert fits(page) == []
    press(page, "/announce/")
    page.locator("form[action$='/extend/']").wait_for()
    walk.settle()


# Writers enter.


def enter(page: Page, walk: Walk, contest: Contest, title: str, *, source: str) -> Entry:
    """A writer opens the contest, follows its button, and sends the form.

    `source` is the address of a post elsewhere, or the id of an article here.
    """
    page.goto(walk.path(f"/contests/{contest.slug}/"))
    page.locator("main a[href$='/enter/']").first.click()
    page.wait_for_url("**/enter/")
    fill_entry(page, title, source=source)
    send(page)
    page.wait_for_url("**/entries/*/")
    walk.settle()
    return Entry.objects.get(title=title)


def fill_entry(page: Page, title: str, *, source: str) -> None:
    """Fill in the form of an entry."""
    if source.startswith("http"):
        page.check("[name=source][value=outside]")
        page.fill("main [name=url]", source)
    else:
        page.check("[name=source][value=article]")
        page.select_option("[name=article]", source)
    page.fill("main [name=title]", title)
    page.select_option("main select[name=language]", "ar")
    page.fill("[name=declaration]", MINE)


def see_the_look(page: Page) -> None:
    """The page asks by itself until the look is done."""
    assert page.locator("#look[hx-trigger]").count() == 1
    services.look_due(now=clock.now(), limit=10)
    page.locator("#look:not([hx-trigger])").wait_for()
    assert fits(page) == []


def blog(link: Link) -> Callable[..., FetchedPage]:
    """Return a fetcher that finds one page elsewhere, with the writer's link on it."""
    body = "".join(f"<p>{part}</p>" for part in (text_of(7, 120), text_of(8, 120)))
    href = f"{django_settings.SITE_URL}{link.get_absolute_url()}"
    html = f"<html><body><article>{body}<a href='{href}'>.</a></article></body></html>"
    return lambda address, **_options: FetchedPage(
        address, 200, "text/html; charset=utf-8", html.encode()
    )


def decide(page: Page, walk: Walk, first: Entry, copied: Entry) -> None:
    """The administrator reads the evidence, lets the first stand and refuses the copy."""
    desk = walk.path(f"/desk/contests/{first.contest.public_id}/entries/")
    page.goto(desk)
    assert page.locator("main table a").count() == 2
    page.locator(f"main table a[href*='{copied.public_id}']").click()
    page.locator("mark").first.wait_for()
    assert page.locator("mark").count() >= 2
    assert fits(page) == []
    page.locator("form[action$='/refuse/'] [name=reason]").first.evaluate(
        "node => node.closest('details').open = true"
    )
    page.fill("form[action$='/refuse/'] [name=reason]", COPIED)
    press(page, "/refuse/")
    page.goto(f"{desk}{first.public_id}/")
    page.check("form[action$='/findings/similarity/'] [value=fine]")
    press(page, "/findings/similarity/")
    press(page, "/accept/")
    walk.settle()


# Judges score.


def walk_to(page: Page, path: str) -> None:
    """Go on by Tab until the link to this address has the focus, and press Enter."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == path:
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{path}")
            return
    raise AssertionError(f"no way by keyboard to {path}")


def score_all(page: Page, walk: Walk, judge: Judge, best: Entry) -> int:
    """Score every entry of a judge without a mouse, `best` highest; return how many."""
    page.goto(walk.path("/judging/"))
    walk_to(page, walk.path(f"/judging/{judge.public_id}/"))
    first = Sheet.objects.filter(judge=judge, state="open").order_by("position")[0]
    walk_to(page, walk.path(f"/judging/sheets/{first.public_id}/"))
    count = 0
    while "/sheets/" in page.url:
        here = page.url
        sheet = Sheet.objects.get(public_id=here.rstrip("/").rsplit("/", 1)[-1])
        least = 4 if sheet.entry_id == best.pk else 2
        for number in range(4):
            page.keyboard.press(f"Digit{least + (judge.number + number) % 2}")
        assert page.locator("[data-total]").inner_text() != "–"
        assert page.evaluate("document.activeElement.name") == "feedback"
        page.keyboard.type(SAID)
        if (judge.number, count) == (1, 0):
            page.keyboard.press("Escape")
            page.keyboard.press("ArrowUp")
            assert page.locator(".crit-now").count() == 1
            assert fits(page) == []
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
        count += 1
    return count


# The results.


def approve(page: Page, walk: Walk, contest: Contest) -> None:
    """The administrator looks at the count and signs the winners; the results are out."""
    desk = walk.path(f"/desk/contests/{contest.public_id}/")
    page.goto(f"{desk}judging/progress/")
    assert page.locator("table").count() == 2
    page.goto(f"{desk}winners/")
    press(page, "/winners/approve/")
    page.locator("form[action$='/winners/approve/']").wait_for(state="detached")
    walk.settle()


def read_feedback(page: Page, walk: Walk, contest: Contest) -> None:
    """A writer hears of the results and reads what the judges said."""
    page.goto(walk.path("/notifications/"))
    page.goto(walk.path(f"/contests/{contest.slug}/feedback/"))
    assert shows(page, SAID)
    assert fits(page) == []
