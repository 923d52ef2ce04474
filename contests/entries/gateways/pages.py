"""Reading of posts elsewhere: the page, its text, and whether it leads to the contest.

Every step, redirects too, goes through `core.fetch`: the name is resolved once, all its answers
must be public, and the connection goes to that very answer.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from contests.entries.choices import TEXT_MAX, Problem
from contests.entries.gateways.extracting import main_text
from marketplace.core.fetch import (
    AddressInvalid,
    AddressNotPublic,
    FetchedPage,
    FetchError,
    FetchTimedOut,
    HostNotAllowed,
    HostUnknown,
    PageTooLarge,
    decoded,
    fetch,
)

MOST_REDIRECTS: Final = 4
_SECONDS: Final = 6.0
_MOST_BYTES: Final = 3 * 1024 * 1024
_REDIRECTS: Final = (301, 302, 303, 307, 308)
# Language, contest, its address: 60 letters, and room to spare.
_LONGEST_PATH: Final = 120
_HEADERS: Final = {"Accept": "text/html,application/xhtml+xml,text/plain;q=0.8"}
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset=[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What was seen. With a `problem` there is no text."""

    address: str
    problem: str = ""
    text: str = ""
    has_link: bool = False


def read_page(address: str, *, code: str) -> SeenPage:
    """Read a page elsewhere. Never call it while a row is locked: it may take half a minute.

    `code` is the entrant's own tracked link's. Raises nothing: what goes wrong is the answer.
    """
    try:
        page = _follow(address)
    except FetchError as refusal:
        return SeenPage(address, _problem_of(refusal))
    if page.status != 200:  # noqa: PLR2004
        return SeenPage(page.address, _problem_of_status(page.status))
    kind = page.content_type.partition(";")[0].strip().lower()
    written = _storable(_decoded(page))
    if kind in ("text/html", "application/xhtml+xml", ""):
        text = main_text(written)
    elif kind == "text/plain":
        text = written.strip()
    else:
        return SeenPage(page.address, Problem.NO_TEXT)
    if not text:
        return SeenPage(page.address, Problem.NO_TEXT)
    return SeenPage(page.address, "", text[:TEXT_MAX], leads_here(written, code))


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


def _decoded(page: FetchedPage) -> str:
    """Read the body in the encoding that the header names, else the page itself, else UTF-8."""
    if "charset=" not in page.content_type.lower():
        named = _META_CHARSET.search(page.body[:4096])
        if named:
            return decoded(page.body, named[1].decode())
    return page.text


def _storable(text: str) -> str:
    """Take out what no database takes: the null character, and halves of letters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def leads_here(written: str, code: str) -> bool:
    """Tell whether a page holds the tracked link: on our host, with this code in its path.

    Networks wrap links (`…?u=https%3A%2F%2F…`), so the page is read as it stands and unquoted.
    The path between is bounded: over a page of nothing but our address it would take hours.
    """
    host = re.escape(urlsplit(settings.SITE_URL).netloc)
    path = rf"[^\s\"'<>]{{0,{_LONGEST_PATH}}}"
    wanted = re.compile(rf"//{host}/{path}/{re.escape(code)}(?![0-9a-z])", re.IGNORECASE)
    plain = html.unescape(written)
    return bool(wanted.search(plain) or wanted.search(unquote(plain)))


def _problem_of(refusal: FetchError) -> str:
    kinds: tuple[tuple[type[FetchError], Problem], ...] = (
        (AddressInvalid, Problem.INVALID),
        (AddressNotPublic, Problem.INVALID),
        (HostNotAllowed, Problem.INVALID),
        (HostUnknown, Problem.UNKNOWN),
        (FetchTimedOut, Problem.SLOW),
        (PageTooLarge, Problem.LARGE),
    )
    return next((name for kind, name in kinds if isinstance(refusal, kind)), Problem.FAILED)


def _problem_of_status(status: int) -> str:
    if status in (404, 410):
        return Problem.GONE
    return Problem.CLOSED if status in (401, 403, 407, 451) else Problem.FAILED
