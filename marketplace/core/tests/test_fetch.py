"""Fetching leads to the internet and nowhere else. A canary on loopback counts who comes by."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from marketplace.core import fetch as fetching
from marketplace.core.fetch import FetchedPage, Target, dial, fetch, is_allowed_host, parse_target
from marketplace.core.public_net import is_public
from marketplace.core.tests.canary import OK, Answer, Canary, make_certificate
from marketplace.core.tests.hostile_addresses import ADDRESSES, ANSWERS, HOSTS

PUBLIC = "93.184.216.34"


@pytest.fixture
def make_canary() -> Iterator[Callable[..., Canary]]:
    canaries: list[Canary] = []

    def make(answer: bytes | Answer = OK, *, tls: ssl.SSLContext | None = None) -> Canary:
        canaries.append(Canary(answer, tls=tls))
        return canaries[-1]

    yield make
    for canary in canaries:
        canary.close()


def visit(
    canary: Canary,
    address: str = "http://site.example/",
    *,
    dialled: list[str] | None = None,
    **options: object,
) -> FetchedPage:
    """Fetch from the canary as though it stood at a public address."""

    def to_canary(address: str, _port: int, seconds: float) -> socket.socket:
        if dialled is not None:
            dialled.append(address)
        return dial("127.0.0.1", canary.port, seconds)

    return fetch(
        address,
        resolver=lambda _host, _port: [PUBLIC],
        dialer=to_canary,
        **options,  # type: ignore[arg-type]
    )


# -- nowhere inside --------------------------------------------------------------------------


def test_the_table_of_hostile_addresses_is_long() -> None:
    assert len(set(HOSTS)) + len(set(ADDRESSES)) + len(ANSWERS) >= 200


def test_no_hostile_address_reaches_the_canary(make_canary: Callable[..., Canary]) -> None:
    canary = make_canary()
    forms = [f"{scheme}://{host}:PORT/" for host in HOSTS for scheme in ("http", "https")]
    for form in forms + ADDRESSES:
        address = form.replace("PORT", str(canary.port))
        with pytest.raises((fetching.AddressInvalid, fetching.AddressNotPublic)):
            # The system's own resolver, and the canary's port among those allowed.
            fetch(address, ports={80, 443, canary.port}, seconds=2)
    for answers in ANSWERS:
        with pytest.raises(fetching.AddressNotPublic):
            fetch(
                f"http://site.example:{canary.port}/",
                ports={canary.port},
                resolver=lambda _host, _port, found=answers: found,  # type: ignore[misc]
            )
    assert canary.connections == 0


def test_the_canary_hears_who_goes_inside_unchecked(
    make_canary: Callable[..., Canary], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the check the same addresses do get there."""
    canary = make_canary()
    monkeypatch.setattr(fetching, "is_public", lambda _address: True)
    for host in ("127.0.0.1", "127.0.0.2", "[::1]", "[::ffff:127.0.0.1]"):
        assert fetch(f"http://{host}:{canary.port}/", ports={canary.port}).status == 200
    assert canary.connections == 4


def test_a_name_is_resolved_once_and_its_answer_is_dialled(
    make_canary: Callable[..., Canary],
) -> None:
    """A name that changes between two questions (rebinding) is only asked one."""
    canary = make_canary()
    asked: list[tuple[str, int]] = []
    dialled: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    def to_canary(address: str, _port: int, seconds: float) -> socket.socket:
        dialled.append(address)
        return dial("127.0.0.1", canary.port, seconds)

    page = fetch("http://site.example/", resolver=rebinding, dialer=to_canary)
    assert page.status == 200
    assert (asked, dialled) == ([("site.example", 80)], [PUBLIC])


def test_a_redirect_is_not_followed(make_canary: Callable[..., Canary]) -> None:
    inner = make_canary()
    outer = make_canary(
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
        % inner.port
    )
    page = visit(outer)
    assert (page.status, page.headers["location"]) == (302, f"http://127.0.0.1:{inner.port}/")
    assert (outer.connections, inner.connections) == (1, 0)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("93.184.216.34", True),
        ("172.15.255.255", True),
        ("172.32.0.0", True),
        ("100.63.255.255", True),
        ("100.128.0.0", True),
        ("223.255.255.255", True),
        ("2606:4700:4700::1111", True),
        ("2a00:1450::1", True),
        ("64:ff9b::8.8.8.8", True),
        ("2002:808:808::1", True),
        ("2001:0:808:808::f7f7:f7f7", True),
        ("::ffff:8.8.8.8", False),
        ("::8.8.8.8", False),
        ("64:ff9b:1::808:808", False),
        ("9.255.255.255", True),
        ("11.0.0.0", True),
        ("126.255.255.255", True),
        ("128.0.0.0", True),
    ],
)
def test_is_public_knows_the_edges(address: str, public: bool) -> None:  # noqa: FBT001
    assert is_public(ip_address(address)) is public


# -- what is fetched -------------------------------------------------------------------------


def test_fetch_returns_what_the_website_answers(make_canary: Callable[..., Canary]) -> None:
    canary = make_canary()
    page = visit(canary, "http://Site.Example:80/مقال/?q=ا b#part".replace(" ", "%20"))
    assert (page.status, page.body, page.text) == (200, b"hello", "hello")
    assert page.content_type == "text/html; charset=utf-8"
    [request] = canary.requests
    lines = request.decode().split("\r\n")
    assert lines[0] == "GET /%D9%85%D9%82%D8%A7%D9%84/?q=%D8%A7%20b HTTP/1.1"
    assert "Host: site.example" in lines
    assert "Accept-Encoding: identity" in lines
    assert not any(line.lower().startswith(("cookie", "authorization")) for line in lines)


def test_fetch_sends_a_body_and_headers(make_canary: Callable[..., Canary]) -> None:
    canary = make_canary(b"HTTP/1.1 204 No Content\r\n\r\n")
    page = visit(canary, method="POST", body=b'{"a":1}', headers={"X-Signature": "s"})
    assert (page.status, page.body) == (204, b"")
    [request] = canary.requests
    assert request.startswith(b"POST / HTTP/1.1\r\n")
    assert b"X-Signature: s\r\n" in request
    assert request.endswith(b'\r\n\r\n{"a":1}')


def test_fetch_refuses_other_methods_and_headers_that_break_out(
    make_canary: Callable[..., Canary],
) -> None:
    canary = make_canary()
    with pytest.raises(ValueError, match="no method"):
        visit(canary, method="DELETE")
    with pytest.raises(fetching.FetchError):
        visit(canary, headers={"X-A": "b\r\nX-C: d"})
    assert b"X-C" not in b"".join(canary.requests)


def test_fetch_tries_the_next_answer(make_canary: Callable[..., Canary]) -> None:
    canary = make_canary()

    def first_fails(address: str, _port: int, seconds: float) -> socket.socket:
        if address == "2606:4700::1111":
            raise ConnectionRefusedError
        return dial("127.0.0.1", canary.port, seconds)

    answers = ["2606:4700::1111", PUBLIC]
    page = fetch("http://a.example/", resolver=lambda _h, _p: answers, dialer=first_fails)
    assert page.status == 200


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/html; charset=windows-1256", "مرحبا".encode("windows-1256"), "مرحبا"),
        ("text/html", "שלום".encode(), "שלום"),
        ("text/html; charset=nonsense", "سلام".encode(), "سلام"),
        ("text/html; charset=base64", b"aGk=", "aGk="),
        ("", b"\xff", "\ufffd"),
    ],
)
def test_text_is_read_in_the_encoding_of_the_page(kind: str, body: bytes, text: str) -> None:
    assert FetchedPage("http://a.example/", 200, kind, body).text == text


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world", fetching.PageTooLarge),
        (b"HTTP/1.1 200 OK\r\n\r\nhello world", fetching.PageTooLarge),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n",
            fetching.PageTooLarge,
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", fetching.FetchError),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b", fetching.FetchError),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", fetching.FetchError),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", fetching.FetchError),
        (b"SSH-2.0-OpenSSH_9.9\r\n", fetching.FetchError),
        (b"", fetching.FetchError),
    ],
)
def test_fetch_refuses_answers_that_are_too_large_or_broken(
    make_canary: Callable[..., Canary], answer: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        visit(make_canary(answer), most_bytes=10)


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def drip_headers(connection: socket.socket) -> None:
    for _ in range(100):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [drip, drip_headers, lambda connection: connection.recv(1)])
def test_fetch_ends_in_time_however_slowly_bytes_come(
    make_canary: Callable[..., Canary], answer: Answer
) -> None:
    with pytest.raises(fetching.FetchTimedOut):
        visit(make_canary(answer), seconds=0.3)


def test_fetch_does_not_wait_for_a_resolver_that_hangs() -> None:
    released = threading.Event()

    def hang(_host: str, _port: int) -> list[str]:
        released.wait(10)
        return [PUBLIC]

    with pytest.raises(fetching.FetchTimedOut):
        fetch("http://a.example/", resolver=hang, seconds=0.2)
    released.set()


def test_fetch_says_when_there_is_no_such_name_or_nobody_answers() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    def refuse(_address: str, _port: int, _seconds: float) -> socket.socket:
        raise ConnectionRefusedError

    with pytest.raises(fetching.HostUnknown):
        fetch("http://a.example/", resolver=unknown)
    with pytest.raises(fetching.HostUnknown):
        fetch("http://a.example/", resolver=lambda _h, _p: [])
    with pytest.raises(fetching.FetchError) as refusal:
        fetch("http://a.example/", resolver=lambda _h, _p: [PUBLIC], dialer=refuse)
    assert refusal.value.code == "fetch_failed"


# -- TLS under the name that was written -----------------------------------------------------


def test_fetch_checks_the_certificate_against_the_name(
    make_canary: Callable[..., Canary], tmp_path: Path
) -> None:
    path = make_certificate(tmp_path, "site.example")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    canary = make_canary(tls=server)
    trusting = ssl.create_default_context(cafile=str(path))
    page = visit(canary, "https://site.example/", tls=trusting)
    assert (page.status, page.body) == (200, b"hello")
    assert b"Host: site.example\r\n" in canary.requests[0]
    with pytest.raises(fetching.FetchError):
        visit(canary, "https://other.example/", tls=trusting)
    with pytest.raises(fetching.FetchError):
        visit(canary, "https://site.example/")
    assert len(canary.requests) == 1


# -- addresses taken apart -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://a.example", ("http", "a.example", 80, "/")),
        ("HTTPS://A.Example:443/x?y=1#z", ("https", "a.example", 443, "/x?y=1")),
        ("https://a.example:80/", ("https", "a.example", 80, "/")),
        ("https://a.example./", ("https", "a.example", 443, "/")),
        ("https://مثال.example/", ("https", "xn--mgbh0fb.example", 443, "/")),
        ("https://8.8.8.8/", ("https", "8.8.8.8", 443, "/")),
        ("https://[2606:4700::1111]/", ("https", "2606:4700::1111", 443, "/")),
        ('https://a.example/%2e/"<>', ("https", "a.example", 443, "/%2e/%22%3C%3E")),
        ("https://1.a.example/", ("https", "1.a.example", 443, "/")),
    ],
)  # fmt: skip
def test_parse_target(address: str, target: tuple[str, str, int, str]) -> None:
    assert parse_target(address) == Target(address, *target)


def test_only_allowed_hosts_are_fetched_where_the_job_says_so() -> None:
    allowed = {"youtube.com", "x.com"}
    assert parse_target("https://www.youtube.com/", allowed_hosts=allowed).host == "www.youtube.com"
    for host in ("evilyoutube.com", "youtube.com.evil.example", "com", "8.8.8.8", "xx.com"):
        with pytest.raises((fetching.HostNotAllowed, fetching.AddressInvalid)):
            parse_target(f"https://{host}/", allowed_hosts=allowed)
    assert is_allowed_host("x.com", allowed)
    assert not is_allowed_host("ax.com", allowed)


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world", b"hello worl"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello", b"hello"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b", b""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", b""),
    ],
)
def test_an_answer_whose_body_nobody_needs_counts(
    answer: bytes, body: bytes, make_canary: Callable[..., Canary]
) -> None:
    page = visit(make_canary(answer), most_bytes=10, needs_body=False)
    assert (page.status, page.body) == (200, body)


@pytest.mark.parametrize(
    ("charset", "body"), [("utf-7", b"+2AA-"), ("unicode_escape", rb"\ud800"), ("nothing", b"a")]
)
def test_text_is_text_whatever_its_encoding_says(charset: str, body: bytes) -> None:
    page = FetchedPage("http://a.example/", 200, f"text/html; charset={charset}", body)
    assert page.text.encode().decode() == page.text
