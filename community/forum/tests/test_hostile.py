"""5,000 hostile texts and a run of nonsense against every address: inert, quick, never a fault."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final
from urllib.parse import quote

import pytest
from django.test import Client
from typing_extensions import override

from community.forum.errors.writing import PostEmpty, PostTooLong, PostTooTangled
from community.forum.models import Topic
from community.forum.services.texts import write_text
from community.forum.urls import writing
from marketplace.accounts.models import Member
from marketplace.core.markdown import is_own_media

COUNT: Final = 5_000
SLOWEST_SECONDS: Final = 0.2
_WORDS: Final = (
    "p h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td pre code hr br a img em"
    " strong s"
)
TAGS: Final = frozenset(_WORDS.split())
ATTRIBUTES: Final = frozenset(
    ("dir", "href", "title", "rel", "src", "alt", "loading", "start", "class", "id")
)
# As a browser reads it: without blanks and signs that it drops.
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DROPPED: Final = re.compile(r"[\x00-\x20]")
SCHEMES: Final = frozenset(("http", "https", "mailto"))
PARTS: Final = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='javascript:alert(1)'>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\\x01javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](//evil.example)",
    "![x](https://evil.example/a.png)",
    "![x](/media/../secret)",
    "![x](/media//evil.example/a.png)",
    '![x" onerror="alert(1)](/media/a.png)',
    '[x](https://a.example "t" onclick=alert(1))',
    "[x]: javascript:alert(1)",
    "[x][x]",
    "<javascript:alert(1)>",
    '<https://a.example/"onmouseover=alert(1)>',
    "`<b>`",
    "```html\n<script>1</script>\n```",
    '~~~" onload=alert(1)\nx\n~~~',
    '```js" class="x\n1\n```',
    "| a | b |\n|:-:|--:|\n| <i>x</i> | [y](javascript:1) |",
    "> <style>*{display:none}</style>",
    "- [ ] <input autofocus onfocus=alert(1)>",
    "@salma",
    "@<script>",
    "@salma](javascript:alert(1))",
    "[@salma](/forum/p/1/):",
    "&lt;script&gt;",
    "&#x3C;script&#x3E;",
    "\u202eevil\u202c",
    "\u0000",
    "\ud7ff",
    "א ب ا",
    "# <h1 onclick=1>",
    "***",
    "**a*b**c*",
    "[[[[",
    "]]]](",
    "![[](",
    "\\",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php",
    'style="x:expression(alert(1))"',
    "www.example.com",
    "http://a.example/?a=1&b=<c>\"'",
    "a@b.example",
    "1. x\n   1. y\n",
    "\t\tcode",
    "\n",
    "\n\n",
    " ",
)
SHARP: Final = ("[", "*a ", "> ", "- ", "`", "|a", "_", "<", "![", "a\n", "http://a.b ", "1. a\n")


class Inspector(HTMLParser):
    """Finds what could act."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(tag)
        for name, value in attrs:
            text = value or ""
            if name not in ATTRIBUTES:
                self.found.append(f"{tag} {name}")
            scheme = _SCHEME.match(_DROPPED.sub("", text)) if name == "href" else None
            if scheme and scheme[1].lower() not in SCHEMES:
                self.found.append(f"href {text}")
            if name == "src" and not is_own_media(text):
                self.found.append(f"src {text}")

    @override
    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    @override
    def handle_comment(self, data: str) -> None:
        self.found.append(data)


def hostile(number: int) -> str:
    """Return a text that somebody would send who means harm; every fiftieth is a long one."""
    chance = random.Random(number)  # noqa: S311  the same texts each time
    if number % 50 == 0:
        sharp = chance.choice(SHARP) + chance.choice(SHARP)
        return sharp * chance.choice((200, 1_000, 5_000))
    return "".join(chance.choice(PARTS) for _ in range(chance.randint(1, 12)))


@pytest.mark.django_db
def test_nothing_hostile_acts_or_takes_long(member_factory: Callable[..., Member]) -> None:
    member_factory("salma")
    write_text("@salma **warms** [it](https://a.example) up")
    refused, slowest = 0, 0.0
    for number in range(COUNT):
        text = hostile(number)
        began = time.process_time()
        try:
            html = write_text(text).rendered.html
        except (PostEmpty, PostTooLong, PostTooTangled):
            html, refused = "", refused + 1
        slowest = max(slowest, time.process_time() - began)
        inspector = Inspector()
        inspector.feed(html)
        inspector.close()
        assert inspector.found == [], text
    assert slowest < SLOWEST_SECONDS
    assert 0 < refused < COUNT // 2


NONSENSE: Final = (
    *("", "0", "-1", "9" * 30, "1e9", "x" * 5_000, "' OR 1=1 --", "<b>", "\u202e", "٣", "null"),
    *("[]", "{}", "2026-13-45T99:99", "on", "%00", "𝟙"),
)
FIELDS: Final = (
    *("title", "body", "category", "tags", "token", "reply_to", "version", "reason", "options"),
    *("poll_question", "poll_options", "poll_most", "poll_results", "poll_closes_at", "target"),
    *("posts", "next", "page", "tab", "language", "text", "slug", "kind", "parent", "position"),
)


@pytest.mark.django_db
def test_nonsense_is_never_a_fault(
    topic: Topic,
    asker: Member,
    manager: Member,
    as_member: Callable[[Member | None], Client],
    settings: object,
) -> None:
    settings.VISITOR_PAGE_SECONDS = 0  # type: ignore[attr-defined]
    chance = random.Random(7)  # noqa: S311  the same run each time
    paths = [str(one.pattern) for one in writing.urlpatterns]
    answers: set[int] = set()
    for person in (None, asker, manager):
        browser = as_member(person)
        for pattern in paths:
            path = filled(pattern, topic, chance)
            sent = {name: chance.choice(NONSENSE) for name in chance.sample(FIELDS, 8)}
            for page in (browser.get(f"/en/{path}", sent), browser.post(f"/en/{path}", sent)):
                answers.add(page.status_code)
                assert page.status_code < 500, (path, sent)
    assert {200, 302, 404} <= answers


def filled(pattern: str, topic: Topic, chance: random.Random) -> str:
    """Return an address of this pattern: of what exists, or of nonsense."""
    if pattern.startswith("^"):
        return f"forum/t/{topic.pk}-{quote(chance.choice(NONSENSE)) or '-'}/"
    number = chance.choice((str(topic.pk), "0", "9" * 18, "9" * 40))
    post = chance.choice((str(topic.first_post_id), "0", "9" * 18))
    word = quote(chance.choice(("web", "css", "x", "c++", "<b>")), safe="")
    for name, value in (
        ("<int:topic_id>", number),
        ("<int:post_id>", post),
        ("<int:act_id>", "1"),
        ("<int:number>", "1"),
        ("<slug:slug>", "web"),
        ("<str:slug>", word),
    ):
        pattern = pattern.replace(name, value)
    return pattern


def test_the_inspector_sees_what_acts() -> None:
    inspector = Inspector()
    inspector.feed("<p onclick=x><a href='javascript:1'></a><img src='//x'><b></b></p>")
    assert inspector.found == ["p onclick", "href javascript:1", "src //x", "b"]
