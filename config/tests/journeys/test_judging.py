"""In browsers: four judges score by keyboard alone; the results, and what a writer reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_violations, overflow, shows
from contests.calls.queries import get_contest
from contests.calls.services import publish_contest_results
from contests.judging import services
from contests.judging.models import Judging, Result, Sheet
from contests.judging.tests import world
from marketplace.core import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from contests.judging.models import Judge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
SAID = "بداية تمسك القارئ من الجملة الأولى."


def fits(*pages: Page) -> list[str]:
    """Return what is wrong with how these pages look now."""
    found = [f"{page.url}: wider than the window" for page in pages if overflow(page)]
    return found + [f"{page.url}: {line}" for page in pages for line in axe_violations(page)]


def walk_to(page: Page, path: str) -> None:
    """Go on by Tab until the link to this address has the focus, and press Enter."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == path:
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{path}")
            return
    raise AssertionError(f"no way by keyboard to {path}")


def score_all(page: Page, prefix: str, judge: Judge) -> int:
    """Score every entry of a judge without a mouse; return how many."""
    page.goto(f"{prefix}/judging/")
    walk_to(page, f"{prefix}/judging/{judge.public_id}/")
    first = Sheet.objects.filter(judge=judge, state="open").order_by("position")[0]
    walk_to(page, f"{prefix}/judging/sheets/{first.public_id}/")
    count = 0
    while "/sheets/" in page.url:
        here = page.url
        for number in range(4):
            page.keyboard.press(f"Digit{1 + (judge.number + count + number) % 5}")
        assert page.locator("[data-total]").inner_text() != "–"
        assert page.evaluate("document.activeElement.name") == "feedback"
        page.keyboard.type(SAID)
        if count == 0:
            page.keyboard.press("Escape")
            page.keyboard.press("ArrowUp")
            assert page.locator(".crit-now").count() == 1
            assert fits(page) == []
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
        count += 1
    return count


@SIZES
def test_four_judges_score_by_keyboard_and_a_writer_reads_the_feedback(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    settle: Callable[[], int],
) -> None:
    prefix, now = ("" if lang == "ar" else f"/{lang}"), clock.now()
    admin = world.member("boss", "admin", language=lang)
    judges = [world.member(f"judge{n}", "judge", language=lang) for n in range(1, 5)]
    contest = world.in_judging(admin, now=now, people=judges)
    assert (
        sum(
            score_all(people.window(judge.member, size=size), prefix, judge)
            for judge in contest.judges.select_related("member").order_by("number")
        )
        == 12
    )
    assert Judging.objects.get(contest=contest).closed_at is not None
    services.carry_out_due_counts(now=clock.now(), limit=5)
    settle()
    desk = people.window(admin, size=size)
    desk.goto(f"{prefix}/desk/contests/{contest.public_id}/judging/progress/")
    assert desk.locator("table").count() == 2
    published = get_contest(contest.public_id)
    publish_contest_results(contest=published, actor=admin, now=clock.now())
    settle()
    best = Result.objects.select_related("entry__entrant").get(contest=contest, rank=1)
    writer = people.window(best.entry.entrant, size=size)
    writer.goto(f"{prefix}/notifications/")
    writer.goto(f"{prefix}/contests/{contest.slug}/feedback/")
    assert shows(writer, SAID)
    fairness = people.window(None, size=size)
    fairness.goto(f"{prefix}/contests/{contest.slug}/fairness/")
    assert shows(fairness, best.entry.title)
    assert fits(desk, writer, fairness) == []
