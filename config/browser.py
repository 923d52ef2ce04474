"""Browser fixtures: Debian's Chromium through playwright, against a live server.

`BrowserPeople` opens a window for each person; `settle()` delivers what waits in the outbox, as
relay and worker would.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

    from marketplace.accounts.models import Member

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# By day pages of one part are looked at in Arabic, as journeys look at them in English; by night in
# all four languages.
IS_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
LOOKED_AT = ("ar", "en", "he", "ur") if IS_NIGHT else ("ar",)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
# Nobody reads the selectors of what passed, nor fetches the style sheets once more: together they
# cost a quarter of a look.
_RUN_AXE = """async (only) => {
  const cheap = {resultTypes: ["violations"], selectors: false, preload: false};
  const {violations} = await axe.run(document, {runOnly: only, ...cheap});
  return violations.flatMap(({id, nodes}) =>
    nodes.map(({html, failureSummary}) => [id, html, failureSummary ?? ""]));
}"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium() -> str | None:
    """Return the path of a Chromium on this machine, if there is one."""
    given = os.environ.get("CHROMIUM")
    return given or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """Return a running Chromium; tests that need it are skipped where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    # playwright keeps an event loop in this thread, which makes Django suspect async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class BrowserPeople:
    """Opens windows onto the live server."""

    browser: Browser
    base: str
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def window(
        self,
        member: Member | None = None,
        *,
        size: dict[str, int] | None = None,
        scheme: str = "light",
        scripts: bool = True,
        theme: str = "",
    ) -> Page:
        """Open a window: signed in as `member`, or a visitor's."""
        context = self.browser.new_context(
            base_url=self.base,
            viewport=size or DESKTOP,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        if member is not None:
            context.add_cookies([self._session(member)])  # type: ignore[list-item]
        if theme:
            context.add_cookies([{"name": "theme", "value": theme, "url": self.base}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda line: self._listen(page.url, line))
        return page

    def _listen(self, url: str, line: Any) -> None:
        if line.type == "error" and "Content Security Policy" in line.text:
            self.faults.append(f"{url}: {line.text}")

    def _session(self, member: Member) -> dict[str, str]:
        from django.conf import settings  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415

        client = Client()
        client.force_login(member, backend="marketplace.accounts.adapters.backend.MemberBackend")
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.base}

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def people(
    chromium_browser: Browser, live_server: LiveServer, settings: Any
) -> Iterator[BrowserPeople]:
    """Return an opener of windows; a script error or a refused script fails the test."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    settings.SITE_URL = live_server.url
    opener = BrowserPeople(chromium_browser, live_server.url)
    yield opener
    opener.close()
    assert opener.faults == []  # noqa: S101  the fixture is a test of every page it opened


@pytest.fixture
def settle() -> Callable[[], int]:
    """Return a function that does what relay, worker and beat would do by now."""
    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.core.outbox import deliver_due  # noqa: PLC0415

    return lambda: deliver_due(now=clock.now())


def shows(page: Page, text: str, *, seconds: float = 10) -> bool:
    """Tell whether a text comes up on the page, now or when what was pressed has been answered."""
    from playwright.sync_api import Error  # noqa: PLC0415

    deadline = time.monotonic() + seconds
    while True:
        with suppress(Error):  # the page is on its way to another one
            if text in page.content():
                return True
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(100)


def axe_violations(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Run axe, or some of its rules, on the page as it stands; return what it objects to."""
    if not page.evaluate("typeof axe === 'object'"):
        axe = files("axe_playwright_python").joinpath("axe.min.js")
        page.evaluate(axe.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
    found: list[list[str]] = page.evaluate(_RUN_AXE, only)
    return [f"{rule}: {html[:160]} | {summary[:200]}" for rule, html, summary in found]


def axe_in_passing(page: Page) -> list[str]:
    """Run axe on a page that a journey comes by; by day in English, by night in each language.

    By day parts look at their own pages in Arabic (LOOKED_AT), and the demo world's are looked at
    in all four.
    """
    is_english = page.evaluate("document.documentElement.lang") == "en"
    return axe_violations(page) if is_english or IS_NIGHT else []


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than the window."""
    return int(
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )
