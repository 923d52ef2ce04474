"""Writing in a browser: nothing typed is lost, and nothing goes out that nobody sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from config.browser import BrowserPeople
from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.articles.tests.world import draft_article
from marketplace.core import clock

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAYS = "(text) => document.querySelector('[data-autosave-state]').textContent === text"
ASKS = """() => {
  const leaving = new Event("beforeunload", {cancelable: true});
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}"""


def _write(people: BrowserPeople, seller: Member) -> tuple[Page, Article]:
    article = draft_article(seller, now=clock.now())
    page = people.window(seller)
    page.goto(f"/en/write/{article.public_id}/")
    return page, article


def test_enter_in_the_title_keeps_the_draft_and_sends_nothing(
    people: BrowserPeople, seller: Member
) -> None:
    page, article = _write(people, seller)

    page.locator("#id_title").fill("A title that is not finished")
    page.locator("#id_title").press("Enter")

    page.get_by_text("Your draft is saved.").wait_for()
    article.refresh_from_db()
    assert (article.state, article.title) == ("draft", "A title that is not finished")


def test_leaving_asks_first_when_the_draft_was_refused(
    people: BrowserPeople, seller: Member
) -> None:
    page, article = _write(people, seller)
    Article.objects.filter(pk=article.pk).update(revision=article.revision + 5)

    with page.expect_response("**/autosave/"):
        page.locator("#id_source").fill("Written here, while another window was quicker.")
    page.wait_for_function("() => document.querySelector('[data-autosave-state]').textContent")

    assert page.evaluate(ASKS) is True


def test_a_sending_that_was_called_off_is_not_made_up_for_later(
    people: BrowserPeople, seller: Member
) -> None:
    page, _article = _write(people, seller)
    asked: list[str] = []
    held: list[Route] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.get_by_role("button", name="Send to the editors").evaluate(
        "button => button.dataset.confirm = 'Sure?'"
    )
    page.route("**/autosave/", lambda route: held.append(route), times=1)  # noqa: PLW0108
    with page.expect_request("**/autosave/"):
        page.locator("#id_source").fill("One line.")
    page.get_by_role("button", name="Send to the editors").click()
    held[0].continue_()
    page.wait_for_timeout(500)
    assert asked == ["Sure?"]

    with page.expect_response("**/autosave/"):
        page.locator("#id_source").fill("One line, and one more.")
    page.wait_for_function(SAYS, arg="Saved")
    page.wait_for_timeout(300)

    assert asked == ["Sure?"]
    assert page.evaluate(ASKS) is False
