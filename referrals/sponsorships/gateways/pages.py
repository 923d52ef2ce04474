"""Looking at what a creator has published: the link or the code, and the words that say "ad".

Every step, redirects too, goes through `core.fetch`: the name is resolved once, all its answers
must be public, and the connection goes to that very answer.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from marketplace.core.fetch import (
    AddressInvalid,
    AddressNotPublic,
    FetchedPage,
    FetchError,
    HostNotAllowed,
    HostUnknown,
    fetch,
)
from marketplace.core.text import fold
from referrals.sponsorships.choices import Problem

MOST_REDIRECTS: Final = 4
_SECONDS: Final = 6.0
_MOST_BYTES: Final = 3 * 1024 * 1024
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_HEADERS: Final = {"Accept": "text/html,application/xhtml+xml,text/plain;q=0.8"}
_READABLE: Final = ("text/html", "application/xhtml+xml", "text/plain", "")
_OPENS = re.compile(r"<[a-zA-Z/!?]")
_HIDDEN = re.compile(r"<(script|style|template)(?![a-z0-9-])", re.IGNORECASE)
_ENDS: Final = {
    name: re.compile(rf"</{name}(?![a-z0-9-])", re.IGNORECASE)
    for name in ("script", "style", "template")
}
_INVALID: Final = (AddressInvalid, AddressNotPublic, HostNotAllowed, HostUnknown)
_GONE: Final = (404, 410)
_CLOSED: Final = (401, 403, 407, 451)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page holds; with a `problem` it couldn't be read, or lacks something."""

    problem: str = ""
    has_link: bool = False
    has_code: bool = False
    disclosure: str = ""


def look(address: str, *, codes: Sequence[str], words: Sequence[str]) -> Seen:
    """Look at a page. Never call it while a row is locked: it may take half a minute.

    `codes` are the link's code and word, `words` those of which one says that it is advertising.
    Raises nothing: what goes wrong is the answer.
    """
    try:
        page = _follow(address)
    except _INVALID:
        return Seen(Problem.INVALID)
    except FetchError:
        return Seen(Problem.UNREACHABLE)
    if page.status != 200:  # noqa: PLR2004
        if page.status in _GONE:
            return Seen(Problem.GONE)
        return Seen(Problem.CLOSED if page.status in _CLOSED else Problem.UNREACHABLE)
    if page.content_type.partition(";")[0].strip().lower() not in _READABLE:
        return Seen(Problem.NO_TEXT)
    return read(page.text, codes=codes, words=words)


def read(written: str, *, codes: Sequence[str], words: Sequence[str]) -> Seen:
    """Judge a page as it was sent: a link may stand in its markup, all else in its text."""
    has_link = any(leads_here(written, code) for code in codes)
    text = fold(html.unescape(text_of(written)))
    if not text.strip():
        return Seen(Problem.NO_TEXT)
    has_code = any(_stands(code, text) for code in codes)
    found = next((word for word in words if _stands(fold(word), text)), "")
    problem = ""
    if not (has_link or has_code):
        problem = Problem.NO_TRACE.value
    elif not found:
        problem = Problem.NO_DISCLOSURE.value
    return Seen(problem, has_link, has_code, found)


def text_of(markup: str) -> str:
    """Return what a reader sees of a page, roughly: no tags, comments, scripts and styles.

    Goes over the page once, however it is written: strangers choose it.
    """
    seen: list[str] = []
    place = 0
    while (start := markup.find("<", place)) >= 0:
        seen.append(markup[place:start])
        place = _after(markup, start)
        if place < 0:
            return " ".join(seen)
        if place == start + 1:
            seen.append("<")
    return " ".join([*seen, markup[place:]])


def _after(markup: str, start: int) -> int:
    """Return where the text goes on after what begins with "<"; -1 for nowhere."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 4)
        return end + 3 if end >= 0 else -1
    if not _OPENS.match(markup, start):
        return start + 1
    end = markup.find(">", start)
    hidden = _HIDDEN.match(markup, start)
    if end < 0 or hidden is None:
        return end + 1 if end >= 0 else -1
    closing = _ENDS[hidden[1].lower()].search(markup, end)
    end = markup.find(">", closing.end()) if closing else -1
    return end + 1 if end >= 0 else -1


def leads_here(written: str, code: str) -> bool:
    """Tell whether the tracked link stands on a page, wrapped by a network or not."""
    host = re.escape(urlsplit(settings.SITE_URL).netloc)
    wanted = re.compile(rf"//{host}/r/{re.escape(code)}(?![0-9a-z-])", re.IGNORECASE)
    plain = html.unescape(written)
    return bool(wanted.search(plain) or wanted.search(unquote(plain)))


def _stands(word: str, text: str) -> bool:
    """Tell whether a word stands by itself in folded text: "ad" isn't in "add", nor in "ad-hoc"."""
    return bool(word) and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def _follow(address: str) -> FetchedPage:
    """Fetch, going along with redirects to other public pages."""
    for _hop in range(MOST_REDIRECTS + 1):
        page = fetch(address, headers=_HEADERS, seconds=_SECONDS, most_bytes=_MOST_BYTES)
        goes_to = page.headers.get("location", "")
        if page.status not in _REDIRECTS or not goes_to:
            return page
        try:
            address = urljoin(address, goes_to.strip())
        except ValueError as malformed:
            raise AddressInvalid from malformed
    raise FetchError
