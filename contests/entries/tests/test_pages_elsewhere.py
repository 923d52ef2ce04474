"""Posts elsewhere: an entrant's address reaches nothing inside; what is seen, and what isn't."""

from __future__ import annotations

import ipaddress
import itertools
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest

from contests.entries import services
from contests.entries.choices import Problem
from contests.entries.gateways import pages
from contests.entries.gateways.pages import SeenPage, leads_here, read_page
from contests.entries.models import Check, Entry, Look
from contests.entries.services import looking
from contests.entries.tests.world import (
    ARABIC,
    POST,
    check,
    close,
    entry_text,
    open_contest,
    serving,
)
from marketplace.accounts.models import Member
from marketplace.core import fetch as fetching
from marketplace.core.fetch import FetchedPage, dial, fetch
from marketplace.core.models import OutboxEvent
from marketplace.core.tests.canary import Canary
from marketplace.core.tests.hostile_addresses import ADDRESSES, ANSWERS, HOSTS

PUBLIC = "93.184.216.34"
INSIDE = ("127.0.0.1", "127.8.9.1", "10.1.2.3", "172.20.0.9", "192.168.7.7", "169.254.169.254")
CODE = "0123456789ab"


def carriers(inner: str) -> list[str]:
    """Return every way in which IPv6 carries an IPv4 address."""
    number = int(ipaddress.IPv4Address(inner))
    high, low = number >> 16, number & 0xFFFF
    flipped = number ^ 0xFFFFFFFF
    return [
        f"[::ffff:{inner}]",
        f"[::ffff:{high:x}:{low:x}]",
        f"[::ffff:0:{high:x}:{low:x}]",
        f"[::{high:x}:{low:x}]",
        f"[64:ff9b::{high:x}:{low:x}]",
        f"[64:ff9b:1::{high:x}:{low:x}]",
        f"[2002:{high:x}:{low:x}::1]",
        f"[2001:0:{high:x}:{low:x}::1]",
        f"[2001:0:808:808:0:0:{flipped >> 16:x}:{flipped & 0xFFFF:x}]",
        f"[2606:4700::5efe:{high:x}:{low:x}]",
    ]


def numbers(inner: str) -> list[str]:
    """Return every way of writing an IPv4 address that some resolver reads."""
    one, two, three, four = (int(part) for part in inner.split("."))
    number = int(ipaddress.IPv4Address(inner))
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in inner)
    arabic = inner.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    return [
        str(number),
        hex(number),
        oct(number).replace("0o", "0"),
        f"0x{one:x}.{two}.{three}.{four}",
        f"0{one:o}.0{two:o}.0{three:o}.0{four:o}",
        f"{one}.{two}.{(three << 8) + four}",
        f"{one}.{(two << 16) + (three << 8) + four}",
        f"{inner}.",
        inner.replace(".", "。"),
        wide,
        arabic,
    ]


# Names that look like a public one; each resolves, and the answer is inside.
NAMES = (
    "blog.example",
    "BLOG.EXAMPLE",
    "blog.example.",
    "blоg.example",  # a Cyrillic o
    "аррle.example",  # three Cyrillic letters
    "ⓑlog.example",
    "blog。example",
    "مدونة.example",
    "xn--blg-hdd.example",
    "127.0.0.1.nip.example",
    "localhost.example",
)
FORMS = [
    *(f"{scheme}://{host}:PORT/" for scheme in ("http", "https") for host in HOSTS),
    *(f"http://{host}:PORT/" for inner in INSIDE for host in (*carriers(inner), *numbers(inner))),
    *(f"http://user:pass@{inner}:PORT/" for inner in INSIDE),
    *ADDRESSES,
]


@pytest.fixture
def canary() -> Iterator[Canary]:
    bird = Canary()
    yield bird
    bird.close()


def let_through(
    monkeypatch: pytest.MonkeyPatch, canary: Canary, resolver: fetching.Resolver
) -> None:
    """Let the pages be fetched with this resolver, and with the canary's port among those allowed.

    What is dialled is dialled for real: an inner address would reach the canary.
    """
    ports = {80, 443, canary.port}
    monkeypatch.setattr(pages, "fetch", partial(fetch, ports=ports, resolver=resolver))
    monkeypatch.setattr(pages, "_SECONDS", 2.0)


def inside(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def test_an_address_given_by_an_entrant_reaches_nothing_inside(
    canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_through(monkeypatch, canary, inside)
    forms = {form.replace("PORT", str(canary.port)) for form in FORMS}
    forms |= {f"http://{name}:{canary.port}/" for name in NAMES}
    assert len(forms) + len(ANSWERS) >= 400
    for form in sorted(forms):
        seen = read_page(form, code=CODE)
        assert seen.problem == Problem.INVALID, form
        assert seen.text == ""
    for answers in ANSWERS:
        let_through(monkeypatch, canary, lambda _h, _p, found=answers: found)  # type: ignore[misc]
        assert read_page(f"http://blog.example:{canary.port}/", code=CODE).problem == "invalid"
    assert canary.connections == 0


def test_the_canary_sings_when_nobody_checks(
    canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the check the same forms do get there."""
    let_through(monkeypatch, canary, inside)
    monkeypatch.setattr(fetching, "is_public", lambda _address: True)
    for host in ("127.0.0.1", "127.8.9.1", "[::ffff:127.0.0.1]", "blog.example", "blоg.example"):
        assert read_page(f"http://{host}:{canary.port}/", code=CODE).text == "hello"
    assert canary.connections == 5


def test_a_name_that_answers_public_first_and_inside_then(
    canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: each fetch asks once, dials that answer, and the next one is checked anew."""
    asked: list[str] = []
    dialled: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    def refuse(address: str, _port: int, _seconds: float) -> socket.socket:
        dialled.append(address)
        raise OSError

    outside = partial(fetch, ports={canary.port}, resolver=rebinding, dialer=refuse)
    monkeypatch.setattr(pages, "fetch", outside)
    first = read_page(f"http://blog.example:{canary.port}/", code=CODE)
    second = read_page(f"http://blog.example:{canary.port}/", code=CODE)
    assert (first.problem, second.problem) == (Problem.FAILED, Problem.INVALID)
    assert (dialled, canary.connections) == ([PUBLIC], 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "0x7f000001", "inner.example", "localhost"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_inside_goes_nowhere(
    canary: Canary, monkeypatch: pytest.MonkeyPatch, host: str, status: int
) -> None:
    """The first hop is a public page, served from loopback; the second would be the canary."""
    goes_to = f"http://{host}:{canary.port}/"
    outer = Canary(
        f"HTTP/1.1 {status} Moved\r\nLocation: {goes_to}\r\nContent-Length: 0\r\n\r\n".encode()
    )

    def resolver(name: str, _port: int) -> list[str]:
        return [PUBLIC] if name == "blog.example" else ["127.0.0.1"]

    def dialer(address: str, port: int, seconds: float) -> socket.socket:
        return dial("127.0.0.1" if address == PUBLIC else address, port, seconds)

    ports = {outer.port, canary.port}
    monkeypatch.setattr(
        pages, "fetch", partial(fetch, ports=ports, resolver=resolver, dialer=dialer)
    )
    seen = read_page(f"http://blog.example:{outer.port}/", code=CODE)
    outer.close()
    assert seen.problem == Problem.INVALID
    assert (outer.connections, canary.connections) == (1, 0)


def answering(*given: FetchedPage) -> Callable[..., FetchedPage]:
    """Return a fetcher that gives these answers one after the other, the last one for ever."""
    answers = itertools.chain(given, itertools.repeat(given[-1]))
    return lambda _address, **_options: next(answers)


def page(body: str, *, status: int = 200, kind: str = "text/html; charset=utf-8") -> FetchedPage:
    return FetchedPage(POST, status, kind, body.encode())


def moved(address: str) -> FetchedPage:
    return FetchedPage(POST, 302, "", b"", {"location": address})


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ([page("<p>x</p>", status=404)], "gone"),
        ([page("<p>x</p>", status=410)], "gone"),
        ([page("<p>x</p>", status=403)], "closed"),
        ([page("<p>x</p>", status=500)], "failed"),
        ([page("<script>1</script>")], "no_text"),
        ([page("%PDF", kind="application/pdf")], "no_text"),
        ([moved("/a")], "failed"),
        ([moved("ftp://x.example/"), page("<p>x</p>", status=404)], "gone"),
        ([moved("http://[x/")], "invalid"),
        ([moved("/a"), moved("/b"), page("<p>x</p>")], ""),
    ],
)
def test_what_is_seen_of_a_page(
    monkeypatch: pytest.MonkeyPatch, answers: list[FetchedPage], problem: str
) -> None:
    monkeypatch.setattr(pages, "fetch", answering(*answers))
    assert read_page(POST, code=CODE).problem == problem


def test_a_page_in_an_old_encoding_and_with_signs_no_database_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = '<meta charset="windows-1256"><p>نص قديم\0</p>'.encode("windows-1256")
    old = FetchedPage(POST, 200, "text/html", body)
    monkeypatch.setattr(pages, "fetch", answering(old))
    assert read_page(POST, code=CODE).text == "نص قديم"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("<a href='http://127.0.0.1:8000/contests/c/via/0123456789ab/'>x</a>", True),
        ("<a href='http://127.0.0.1:8000/en/contests/c/via/0123456789ab/?utm=1'>x</a>", True),
        ("http:&#x2F;&#x2F;127.0.0.1:8000/contests/c/via/0123456789ab/", True),
        ("https://l.example/?u=http%3A%2F%2F127.0.0.1%3A8000%2Fc%2Fvia%2F0123456789ab%2F", True),
        ("<a href='http://other.example/contests/c/via/0123456789ab/'>x</a>", False),
        ("<a href='http://127.0.0.1:8000/contests/c/via/0123456789ac/'>x</a>", False),
        ("<a href='http://127.0.0.1:8000/contests/c/via/0123456789ab0/'>x</a>", False),
        ("0123456789ab", False),
    ],
)
def test_which_pages_lead_here(settings: object, written: str, *, found: bool) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"  # type: ignore[attr-defined]
    assert leads_here(written, CODE) is found


# -- the look, and closing -------------------------------------------------------------------------


def enter(contest: object, member: Member, now: datetime) -> Entry:
    return services.enter_contest(
        contest=contest,  # type: ignore[arg-type]
        member=member,
        text=entry_text(),
        now=now,
    )


@pytest.mark.django_db
def test_the_look_says_what_is_missing_and_then_that_all_is_well(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = enter(open_contest(admin, now=now), seller, now)
    seen = {POST: SeenPage(POST, "", ARABIC * 2, has_link=False)}
    monkeypatch.setattr(looking, "read_page", serving(seen))
    assert services.look_due(now=now, limit=10) == 1
    assert services.look_due(now=now, limit=10) == 0
    found = dict(Check.objects.filter(entry=entry).values_list("kind", "outcome"))
    assert found == {"link": "fault", "length": "pass", "language": "pass"}
    assert OutboxEvent.objects.filter(name="EntryProblemSeen").count() == 1
    seen[POST] = SeenPage(POST, "", ARABIC * 2, has_link=True)
    services.look_again(entry=entry, actor=seller, now=now)
    services.look_due(now=now, limit=10)
    assert set(Check.objects.filter(entry=entry).values_list("outcome", flat=True)) == {"pass"}


@pytest.mark.django_db
def test_a_killed_look_falls_due_again(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(open_contest(admin, now=now), seller, now)

    def killed(_address: str, *, code: str) -> SeenPage:
        raise SystemExit(code)

    monkeypatch.setattr(looking, "read_page", killed)
    with pytest.raises(SystemExit):
        services.look_due(now=now, limit=10)
    monkeypatch.setattr(looking, "read_page", serving({}))
    assert services.look_due(now=now + timedelta(seconds=30), limit=10) == 0
    assert services.look_due(now=now + looking.LEASE, limit=10) == 1
    assert Look.objects.get().problem == "gone"


@pytest.mark.django_db
def test_gone_at_closing_the_text_last_seen_is_used_and_told(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = open_contest(admin, now=now)
    entry = enter(contest, seller, now)
    seen = {POST: SeenPage(POST, "", ARABIC * 2, has_link=True)}
    monkeypatch.setattr(looking, "read_page", serving(seen))
    services.look_due(now=now, limit=10)
    seen.clear()
    closed, moment = close(contest)
    check(closed, moment)
    entry.refresh_from_db()
    assert (entry.frozen_note, entry.text) == ("seen", (ARABIC * 2).strip())
    assert Look.objects.get().tries == 3
    found = Check.objects.get(entry=entry, kind="link")
    assert (found.outcome, found.evidence["problem"]) == ("doubt", "gone")
    assert found.evidence["seen_at"]
    assert entry.state == "submitted"


@pytest.mark.django_db
def test_never_seen_it_is_frozen_empty_and_left_to_a_person(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = open_contest(admin, now=now)
    entry = enter(contest, seller, now)
    monkeypatch.setattr(looking, "read_page", serving({}))
    closed, moment = close(contest)
    check(closed, moment)
    entry.refresh_from_db()
    assert (entry.frozen_note, entry.text, entry.words, entry.state) == (
        "nothing",
        "",
        0,
        "submitted",
    )
    assert Check.objects.get(entry=entry, kind="link").outcome == "fault"


@pytest.mark.django_db
def test_at_closing_the_page_is_read_anew(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = open_contest(admin, now=now)
    entry = enter(contest, seller, now)
    seen = {POST: SeenPage(POST, "", ARABIC * 2, has_link=True)}
    monkeypatch.setattr(looking, "read_page", serving(seen))
    services.look_due(now=now, limit=10)
    seen[POST] = SeenPage(POST, "", ARABIC * 3, has_link=True)
    closed, moment = close(contest)
    check(closed, moment)
    entry.refresh_from_db()
    assert (entry.frozen_note, entry.text) == ("", (ARABIC * 3).strip())
    assert entry.state == "accepted"
