"""Files and days are chosen in the reader's own language, whatever the browser speaks."""

from __future__ import annotations

import pytest
from django.utils import translation

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow
from marketplace.accounts.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Over a control that has the keyboard the browser's own parts of a day are seen.
SEEN = "element => getComputedStyle(element).visibility"
PLAN = {"name": "خطة المحمصة.txt", "mimeType": "text/plain", "buffer": b"plan"}


def say(lang: str, text: str) -> str:
    """Return an interface text in a language."""
    with translation.override(lang):
        return translation.gettext(text)


@pytest.mark.parametrize(
    ("lang", "size", "day"),
    [("ar", PHONE, "24 ديسمبر 2026"), ("en", DESKTOP, "December 24, 2026")],
)
def test_files_and_days_speak_the_readers_language(
    lang: str, size: dict[str, int], day: str, people: BrowserPeople, client_member: Member
) -> None:
    page = people.window(client_member, size=size)
    page.goto("/hire/open/new/" if lang == "ar" else f"/{lang}/hire/open/new/")
    file, date = page.locator("[data-pick=file]"), page.locator("[data-pick=day]")
    faces = [one.locator(".pick-face").inner_text().split("\n") for one in (file, date)]
    assert faces == [
        [say(lang, "Choose files"), say(lang, "No file chosen yet")],
        [say(lang, "Choose a day")],
    ]
    file.locator("input").set_input_files(PLAN)  # type: ignore[arg-type]
    assert file.locator(".pick-words").inner_text() == PLAN["name"]
    date.locator("input").fill("2026-12-24")
    assert date.locator(".pick-face").evaluate(SEEN) == "hidden"
    page.keyboard.press("Escape")
    date.locator("input").blur()
    assert date.locator(".pick-face").evaluate(SEEN) == "visible"
    assert date.locator(".pick-words").inner_text() == day
    with page.expect_file_chooser() as chosen:
        file.locator("input").click()
    assert chosen.value.is_multiple()
    file.locator("input").focus()
    assert page.evaluate("document.activeElement.type") == "file"
    assert (axe_in_passing(page), overflow(page)) == ([], 0)


def test_without_scripts_the_browsers_own_controls_stay(
    people: BrowserPeople, client_member: Member
) -> None:
    page = people.window(client_member, size=PHONE, scripts=False)
    page.goto("/en/hire/open/new/")
    assert page.locator(".pick-face:visible").count() == 0
    file = page.locator("[data-pick=file] input")
    assert file.evaluate("element => getComputedStyle(element).opacity") == "1"
    file.set_input_files(PLAN)  # type: ignore[arg-type]
    assert page.locator("[data-pick=day] input").is_visible()
