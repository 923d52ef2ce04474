"""What a look at a published page sees: the link, the code, the words; and no way in through it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings

from marketplace.accounts.models import Member
from marketplace.core.fetch import FetchedPage, FetchTimedOut
from referrals.sponsorships import services
from referrals.sponsorships.gateways import pages
from referrals.sponsorships.gateways.pages import Seen, look, read
from referrals.sponsorships.models import Proof
from referrals.sponsorships.tests import world

CODES, WORDS = ["n00r7k2a", "noor"], ["إعلان", "paid partnership", "ad"]
LINK = f"{settings.SITE_URL}/r/noor"


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        (f"<p>Ad</p><a href='{LINK}'>here</a>", Seen("", has_link=True, disclosure="ad")),
        ("<p>#إعلان استعمل الرمز <b>NOOR</b></p>", Seen("", has_code=True, disclosure="إعلان")),
        ("<p>إعْلاَن</p> n00r7k2a", Seen("", has_code=True, disclosure="إعلان")),
        ("<p>paid partner</p> noor", Seen("no_disclosure", has_code=True)),
        ("paid&nbsp;partnership: noor", Seen("", has_code=True, disclosure="paid partnership")),
        ("<p>I add a bad address: noor</p>", Seen("no_disclosure", has_code=True)),
        ("<p>Ad for something else</p>", Seen("no_trace", disclosure="ad")),
        ("<p>ad, noorish, n00r7k2ab</p>", Seen("no_trace", disclosure="ad")),
        (f"<p>ad</p> {LINK}-not", Seen("no_trace", disclosure="ad")),
        ("<script>ad noor</script><style>ad</style><!-- ad noor -->", Seen("no_text")),
        ("<p>noor</p><script>ad", Seen("no_disclosure", has_code=True)),
        ("noor < ad", Seen("", has_code=True, disclosure="ad")),
        ("", Seen("no_text")),
    ],
)
def test_what_stands_on_a_page(page: str, seen: Seen) -> None:
    assert read(page, codes=CODES, words=WORDS) == seen


def test_networks_may_wrap_the_link() -> None:
    from urllib.parse import quote  # noqa: PLC0415

    wrapped = f'<a href="https://l.example/?u={quote(LINK, safe="")}">ad</a>'
    assert read(wrapped, codes=CODES, words=WORDS).has_link


@pytest.mark.parametrize("sign", ["<", "<script>", "<!--", "<a ", "&", "<style", "</script"])
def test_a_page_of_tangles_is_read_in_a_moment(sign: str) -> None:
    before = time.process_time()
    read(sign * 200_000, codes=CODES, words=WORDS)
    assert time.process_time() - before < 5


def answer(page: str, *, status: int = 200, kind: str = "text/html", **headers: str) -> FetchedPage:
    """Return what a website answers."""
    return FetchedPage("https://videos.example/", status, kind, page.encode(), headers)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (answer("", status=404), "gone"),
        (answer("", status=403), "closed"),
        (answer("", status=500), "unreachable"),
        (answer("x", kind="video/mp4"), "no_text"),
        (answer("<p>ad noor</p>"), ""),
        (FetchTimedOut(), "unreachable"),
    ],
)
def test_what_websites_answer(said: Any, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(_address: str, **_options: Any) -> FetchedPage:
        if isinstance(said, Exception):
            raise said
        return said  # type: ignore[no-any-return]

    monkeypatch.setattr(pages, "fetch", fetch)
    assert look("https://videos.example/", codes=CODES, words=WORDS).problem == problem


def test_redirects_are_followed_each_through_the_same_door(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def fetch(address: str, **_options: Any) -> FetchedPage:
        asked.append(address)
        return answer("", status=302, location=f"/{len(asked)}")

    monkeypatch.setattr(pages, "fetch", fetch)
    assert look("https://videos.example/a", codes=CODES, words=WORDS).problem == "unreachable"
    assert asked[-1] == "https://videos.example/4"
    assert len(asked) == 5


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://10.0.0.8/x", "ftp://videos.example/", "http://[::1]/"]
)
def test_no_way_in_through_an_address(address: str) -> None:
    assert look(address, codes=CODES, words=WORDS).problem == "invalid"


@pytest.mark.django_db
def test_the_sweep_looks_outside_of_every_lock(
    seller: Member,
    second_admin: Member,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    row = world.submitted(seller, second_admin, now=now)
    seen: list[tuple[Any, ...]] = []

    def watch(address: str, *, codes: tuple[str, ...], words: tuple[str, ...]) -> Seen:
        seen.append((address, codes, words[0]))
        return world.GOOD

    monkeypatch.setattr("referrals.sponsorships.services.proving.look", watch)
    assert services.look_at_due_proofs(now=now, limit=10) == 1
    assert services.look_at_due_proofs(now=now, limit=10) == 0
    link = world.fresh(row).link
    assert seen == [("https://videos.example/watch", (link and link.code,), "ad")]
    assert (world.fresh(row).state, Proof.objects.get().tries) == ("checked", 1)
    assert run_outbox(now) > 0
