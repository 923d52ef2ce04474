"""The components in a real browser: accessible, within the window, and alive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, LOOKED_AT, PHONE, BrowserPeople, axe_violations, overflow

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def _open(
    people: BrowserPeople, lang: str = "en", theme: str = "light", *, phone: bool = False
) -> Page:
    page = people.window(size=PHONE if phone else DESKTOP, theme=theme)
    prefix = "" if lang == "ar" else f"/{lang}"
    page.goto(f"{prefix}/styleguide/")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", LOOKED_AT)
def test_styleguide_is_accessible_and_fits(people: BrowserPeople, lang: str, theme: str) -> None:
    for is_phone in (False, True):
        page = _open(people, lang, theme, phone=is_phone)

        assert axe_violations(page) == []
        assert overflow(page) == 0


def test_countdown_ticks_in_days_and_hours(people: BrowserPeople) -> None:
    page = _open(people)

    assert re.fullmatch(r"6 days 06:1\d", page.locator("time[data-countdown]").inner_text())


def test_menu_closes_on_escape_and_gives_the_focus_back(people: BrowserPeople) -> None:
    page = _open(people)
    menu = page.locator("#words details[data-menu]")
    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None

    page.keyboard.press("Escape")

    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_dialog_opens_over_the_page_and_closes(people: BrowserPeople) -> None:
    page = _open(people)
    page.get_by_role("button", name="Open a dialog").click()
    dialog = page.get_by_role("dialog")
    assert dialog.is_visible()

    dialog.get_by_role("button", name="Leave it").click()

    assert not dialog.is_visible()


def test_toolbar_writes_markdown_that_can_be_undone(people: BrowserPeople) -> None:
    page = _open(people)
    field = page.locator("#id_text")
    field.fill("two words")
    field.evaluate("field => field.setSelectionRange(0, 3)")

    page.get_by_role("button", name="Bold").click()
    assert field.input_value() == "**two** words"

    page.keyboard.press("Control+z")
    assert field.input_value() == "two words"


def test_toolbar_is_hidden_where_it_could_do_nothing(people: BrowserPeople) -> None:
    page = people.window(scripts=False)
    page.goto("/en/styleguide/")

    assert page.locator("#id_text").is_visible()
    assert not page.locator("[data-markdown]").is_visible()


def test_draft_waits_in_the_tab(people: BrowserPeople) -> None:
    page = _open(people)
    page.locator("#id_text").fill("a draft")

    page.reload()

    assert page.locator("#id_text").input_value() == "a draft"


def test_draft_keeps_days_and_goes_once_the_server_has_it(people: BrowserPeople) -> None:
    page = _open(people)

    kept = page.evaluate("""() => {
      const settle = () => document.dispatchEvent(new CustomEvent("htmx:afterSettle"));
      const form = document.createElement("form");
      form.dataset.keepDraft = "brief";
      form.innerHTML = "<input type=date name=wanted_on>";
      document.body.append(form);
      settle();
      form.elements[0].value = "2026-12-24";
      form.dispatchEvent(new Event("input"));
      const before = sessionStorage.getItem("draft:brief");
      document.getElementById("toasts").innerHTML = "<p data-drop-draft='brief'></p>";
      settle();
      return [before, sessionStorage.getItem("draft:brief")];
    }""")

    assert kept == ['{"wanted_on":"2026-12-24"}', None]


def test_a_form_is_sent_once_whatever_its_fields_are_called(people: BrowserPeople) -> None:
    page = _open(people)

    sent = page.evaluate("""() => {
      const form = document.createElement("form");
      form.method = "post";
      form.innerHTML = "<input type=radio name=method value=card checked><button>Pay</button>";
      document.body.append(form);
      let count = 0;
      addEventListener("submit", (event) => {
        event.preventDefault();
        count += 1;
      });
      form.requestSubmit();
      form.requestSubmit();
      return count;
    }""")

    assert sent == 1


def test_theme_switch_needs_no_script(people: BrowserPeople) -> None:
    page = people.window(scripts=False)
    page.goto("/en/styleguide/")
    page.locator("header details.menu summary").nth(1).click()

    page.locator("header details.menu").get_by_role("button", name="Dark").click()

    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.url.endswith("/en/styleguide/")
