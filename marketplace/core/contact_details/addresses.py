"""E-mail addresses, addresses in messengers, and sites."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from marketplace.core.contact_details import words
from marketplace.core.contact_details.folding import Reading
from marketplace.core.contact_details.kinds import ContactKind

Span = tuple[int, int, ContactKind]

_AT: Final = (
    rf"(?:\s?@\s?|\s?[(\[<]\s?(?:{words.AT_WORDS}|@)\s?[)\]>]\s?"
    rf"|\s{{1,3}}(?:{words.AT_WORDS})\s{{1,3}})"
)
_DOT_SAID: Final = (
    rf"(?:\s?[(\[<]\s?(?:{words.DOT_WORDS}|\.)\s?[)\]>]\s?"
    rf"|\s{{1,3}}(?:{words.DOT_WORDS})\s{{1,3}})"
)
_DOT: Final = rf"(?:\s?\.\s?|{_DOT_SAID})"
_EMAIL: Final = re.compile(
    r"[a-z0-9._%+-]{1,64}\s?@\s?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}\b"
)
_EMAIL_SAID: Final = re.compile(
    rf"(?<![\w.@])[\w.%+-]{{2,64}}{_AT}[\w-]{{2,63}}{_DOT}(?:{words.ENDINGS})\b"
)
_EMAIL_CUT: Final = re.compile(rf"(?<![\w.@])[a-z0-9._%+-]{{3,64}}\s?@\s?(?:{words.PROVIDERS})\b")
_MAILBOX: Final = re.compile(
    rf"\b(?:{words.PROVIDERS})\s?[:=]\s?(?=[\w.]{{0,30}}[\d._])[a-z][a-z0-9._]{{3,40}}\b"
)

MESSENGER_HOSTS: Final = frozenset(
    [
        "wa.me",
        "api.whatsapp.com",
        "chat.whatsapp.com",
        "t.me",
        "telegram.me",
        "telegram.dog",
        "m.me",
        "signal.me",
        "discord.gg",
        "join.skype.com",
        "line.me",
        "viber.click",
    ]
)
# Where work is shown, kept and talked about: a link there is about the work.
WORK_HOSTS: Final = frozenset(
    [
        "github.com",
        "gitlab.com",
        "bitbucket.org",
        "figma.com",
        "docs.google.com",
        "drive.google.com",
        "dropbox.com",
        "fonts.google.com",
        "maps.google.com",
        "goo.gl",
        "wetransfer.com",
        "notion.so",
        "trello.com",
        "miro.com",
        "canva.com",
        "youtube.com",
        "youtu.be",
        "vimeo.com",
        "wikipedia.org",
        "stackoverflow.com",
        "mozilla.org",
        "w3.org",
        "behance.net",
        "dribbble.com",
        "pinterest.com",
        "unsplash.com",
        "pexels.com",
        "codepen.io",
        "draw.io",
        "loom.com",
        "airtable.com",
        "example.com",
        "example.org",
        "example.net",
        "localhost",
    ]
)
# Names that are no addresses.
_NO_SITES: Final = frozenset(
    [
        "asp.net",
        "ado.net",
        "vb.net",
        "ml.net",
        "socket.io",
        "next.js",
        "node.js",
        "paper.dev",
        "booking.com",
    ]
)
_TLD: Final = (
    "com|net|org|info|biz|sa|ae|eg|jo|kw|qa|bh|ps|il|pk|uk|de|fr|tr|app|dev|shop|site|online|xyz"
    "|io|co"
)
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]{3,300}")
_BARE_MESSENGER: Final = re.compile(
    r"(?<![\w.@-])(?:"
    + "|".join(map(re.escape, sorted(MESSENGER_HOSTS)))
    + r")/[^\s<>\"'()]{1,200}"
)
_BARE: Final = re.compile(
    rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,3}}(?:{_TLD})(?![\w-])"
    r"(?:/[^\s<>\"'()]{0,200})?"
)
_SITE_SAID: Final = re.compile(rf"(?<![\w.])[\w-]{{3,63}}{_DOT_SAID}(?:{words.ENDINGS})\b")
_HANDLE: Final = re.compile(
    rf"\b(?:{words.HANDLED})\b[^\w@\n]{{0,4}}"
    r"(?:(?:is|user|username|id|handle|هو|يوزر|على|في|ہے)\b[^\w@\n]{0,3})?"
    r"(?P<handle>@?[a-z][a-z0-9_.]{2,31})"
)
_OWN: Final = re.compile(rf"(?:{words.OWN})\W{{0,3}}(?:\w{{1,12}}\W{{1,3}}){{0,2}}$")
_NEAR: Final = 40
_STOPS: Final = frozenset(
    [
        "post",
        "posts",
        "story",
        "stories",
        "reel",
        "reels",
        "page",
        "pages",
        "ads",
        "video",
        "videos",
        "account",
        "channel",
        "group",
        "feed",
        "marketing",
        "campaign",
        "campaigns",
        "content",
        "template",
        "templates",
        "stickers",
        "icons",
        "icon",
        "shop",
        "users",
    ]
)
_SHORTEST_NAME: Final = 3


def find_addresses(reading: Reading) -> list[Span]:
    """Return e-mail addresses, messengers and sites; blanks every address, innocent ones too."""
    found: list[Span] = []
    for pattern in (_EMAIL, _EMAIL_SAID, _EMAIL_CUT, _MAILBOX):
        found += _take(reading, pattern, ContactKind.EMAIL)
    for match in _URL.finditer(reading.text):
        kind = _kind_of(match.group())
        found += [(match.start(), match.end(), kind)] if kind else []
        reading.blank(*match.span())
    found += _take(reading, _BARE_MESSENGER, ContactKind.MESSENGER)
    for match in _BARE.finditer(reading.text):
        kind = _kind_of(match.group()) if _is_site(match.group()) else None
        found += [(match.start(), match.end(), kind)] if kind else []
        reading.blank(*match.span())
    for match in _SITE_SAID.finditer(reading.text):
        if not match.group().startswith(("the ", "the\t")):
            found.append((*match.span(), ContactKind.SITE))
            reading.blank(*match.span())
    return found + _handles(reading)


def _take(reading: Reading, pattern: re.Pattern[str], kind: ContactKind) -> list[Span]:
    spans = [(match.start(), match.end(), kind) for match in pattern.finditer(reading.text)]
    for start, end, _kind in spans:
        reading.blank(start, end)
    return spans


def _kind_of(address: str) -> ContactKind | None:
    host = _host(address)
    if any(host == own or host.endswith(f".{own}") for own in (*own_hosts(), *WORK_HOSTS)):
        return None
    is_messenger = host in MESSENGER_HOSTS or address.startswith("https://api.whatsapp")
    return ContactKind.MESSENGER if is_messenger else ContactKind.SITE


def _host(address: str) -> str:
    whole = address if "//" in address else f"//{address}"
    try:
        host = urlsplit(whole).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


def own_hosts() -> tuple[str, ...]:
    """Return the names under which the platform itself is found."""
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host not in {"*", "testserver"}]
    return (_host(settings.SITE_URL), "wazzifni.com", *named)


def _is_site(address: str) -> bool:
    host = _host(address)
    labels = host.split(".")
    return host not in _NO_SITES and len(labels[0]) >= _SHORTEST_NAME


def _handles(reading: Reading) -> list[Span]:
    """Return names in messengers: marked by @, shaped like one, or said to be one's own."""
    found: list[Span] = []
    for match in _HANDLE.finditer(reading.text):
        handle = match["handle"].rstrip(".")
        before = reading.text[max(0, match.start() - _NEAR) : match.start()]
        is_name = bool(re.search(r"[a-z]", handle)) and handle not in _STOPS
        is_shaped = bool(re.fullmatch(r"[a-z]{3,}[a-z0-9.]*[\d_][\w.]*", handle))
        is_own = bool(_OWN.search(before)) and len(handle) > _SHORTEST_NAME
        if handle.startswith("@") or (is_name and (is_shaped or is_own)):
            found.append((match.start(), match.end(), ContactKind.MESSENGER))
            reading.blank(*match.span())
    return found
