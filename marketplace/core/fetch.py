"""Fetching of addresses that members gave, in a way that leads nowhere but to the internet.

The name is resolved once, every answer must be public, and the connection goes to that very
answer, so that a name can't change between the check and the use. No redirects, no proxies, no
credentials; a limit for the whole time and one for the size.
"""

from __future__ import annotations

import codecs
import http.client
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Invalid
from marketplace.core.public_net import is_public, read_address

LONGEST_TIME: Final = 5.0
MOST_BYTES: Final = 1024 * 1024
LONGEST_ADDRESS: Final = 2048
PORTS: Final = frozenset({80, 443})
METHODS: Final = frozenset({"GET", "HEAD", "POST"})
MOST_ANSWERS: Final = 3

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
# A name whose last part is a number is an address in one of the old ways of writing (127.1, 0x7f.1,
# 2130706433), which resolvers still read.
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")
_CHARSET = re.compile(r"charset=[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
# Encodings of names and of program texts; that of names takes the square of the length.
_NO_PAGES: Final = frozenset(
    {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
)

Resolver = Callable[[str, int], Sequence[str]]
Dial = Callable[[str, int, float], socket.socket]


class FetchError(Invalid):
    """The address wasn't fetched."""

    code = "fetch_failed"
    message = _("This address could not be opened.")


class AddressInvalid(FetchError):
    """The text is no plain http or https address on the usual ports."""

    code = "address_invalid"
    message = _("This is not a web address that we can open.")


class HostNotAllowed(FetchError):
    """The host is none of those that are accepted here."""

    code = "host_not_allowed"
    message = _("Addresses of %(host)s are not accepted here.")


class AddressNotPublic(FetchError):
    """The name leads, or may lead, into somebody's inner network."""

    code = "address_not_public"
    message = _("This address does not lead to a public website.")


class HostUnknown(FetchError):
    """The name has no address."""

    code = "host_unknown"
    message = _("There is no website under this name.")


class FetchTimedOut(FetchError):
    """The website took too long, all in all."""

    code = "fetch_timed_out"
    message = _("The website took too long to answer.")


class PageTooLarge(FetchError):
    """The answer is larger than it may be."""

    code = "page_too_large"
    message = _("The page at this address is too large.")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What the website answered, redirects and refusals included: look at `status` first."""

    address: str
    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body as text, in the encoding it says or else UTF-8; what doesn't fit is replaced."""
        named = _CHARSET.search(self.content_type)
        return decoded(self.body, named[1] if named else "utf-8")


def decoded(body: bytes, encoding: str) -> str:
    """Read bytes in an encoding that pages are written in, else as UTF-8; the rest is replaced."""
    try:
        known = codecs.lookup(encoding).name not in _NO_PAGES
        text = body.decode(encoding if known else "utf-8", errors="replace")
    except (LookupError, UnicodeError):
        text = body.decode("utf-8", errors="replace")
    # Some encodings bring halves of letters that no database takes.
    return text.encode("utf-8", errors="replace").decode()


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart, its host in lower-case ASCII."""

    address: str
    scheme: str
    host: str
    port: int
    path: str


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a name as the system knows them; raises OSError for none."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(answer[4][0]) for answer in answers]


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """Open a connection to an address, which is never a name."""
    return socket.create_connection((address, port), timeout=seconds)


def is_allowed_host(host: str, allowed: Collection[str]) -> bool:
    """Tell whether a host is one of those allowed or lies below one, label by label."""
    return any(host == name or host.endswith(f".{name}") for name in allowed)


def parse_target(
    address: str, *, allowed_hosts: Collection[str] | None = None, ports: Collection[int] = PORTS
) -> Target:
    """Take a member's address apart without asking any network.

    Raises AddressInvalid, HostNotAllowed, AddressNotPublic (for a number that isn't).
    """
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or re.search(r"[\s\\]", address):
        raise AddressInvalid
    try:
        parts = urlsplit(address)
        port = _DEFAULT_PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
    except ValueError as malformed:
        raise AddressInvalid from malformed
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or port not in ports:
        raise AddressInvalid
    host = _read_host(parts)
    if allowed_hosts is not None and not is_allowed_host(host, allowed_hosts):
        raise HostNotAllowed(host=host)
    number = read_address(host)
    if number is not None and not is_public(number):
        raise AddressNotPublic
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(address, parts.scheme, host, port, path)


def _read_host(parts: SplitResult) -> str:
    """Return the host in ASCII: a name, or an address in its canonical form."""
    written = parts.hostname or ""
    if "[" in parts.netloc:
        if read_address(written) is None or "%" in written:
            raise AddressInvalid
        return written
    try:
        host = written.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as malformed:
        raise AddressInvalid from malformed
    if read_address(host) is not None:
        return host
    is_number = any(map(_ENDS_IN_NUMBER.fullmatch, (host, written)))
    if not _HOST.fullmatch(host) or "." not in host or is_number:
        raise AddressInvalid
    return host


def fetch(
    address: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    allowed_hosts: Collection[str] | None = None,
    seconds: float = LONGEST_TIME,
    most_bytes: int = MOST_BYTES,
    needs_body: bool = True,
    ports: Collection[int] = PORTS,
    resolver: Resolver = resolve,
    dialer: Dial = dial,
    tls: ssl.SSLContext | None = None,
) -> FetchedPage:
    """Fetch an address that a member gave, or send `body` to it.

    Never call it while a row is locked: it may take `seconds`. A redirect is not followed but
    returned with its status. Without `needs_body` an answer counts whatever its body is. Raises
    AddressInvalid, HostNotAllowed, AddressNotPublic, HostUnknown, FetchTimedOut, PageTooLarge, and
    FetchError for whatever else goes wrong.
    """
    if method not in METHODS:
        raise ValueError(f"{method} is no method that is sent to strangers.")
    ends = time.monotonic() + seconds
    target = parse_target(address, allowed_hosts=allowed_hosts, ports=ports)
    answers = _resolve_public(target, resolver, ends)
    try:
        connection = _connect(target, answers, dialer, ends)
        with _cut_off(connection, ends) as is_late:
            try:
                page = _exchange(
                    target,
                    connection,
                    method=method,
                    body=body,
                    headers=headers or {},
                    most_bytes=most_bytes,
                    needs_body=needs_body,
                    tls=tls or _trusted(),
                )
            finally:
                # What was cut off looks broken, or like the end of a page that has no length.
                if is_late():
                    raise FetchTimedOut
            return page
    except TimeoutError as late:
        raise FetchTimedOut from late
    except (OSError, http.client.HTTPException, ValueError) as failure:
        raise FetchError from failure


def _resolve_public(target: Target, resolver: Resolver, ends: float) -> list[str]:
    """Ask for the name once; every single answer must be public."""
    number = read_address(target.host)
    answers = [str(number)] if number else _ask(target, resolver, ends)
    addresses = [read_address(answer) for answer in answers]
    if not all(address is not None and is_public(address) for address in addresses):
        raise AddressNotPublic
    return answers[:MOST_ANSWERS]


def _ask(target: Target, resolver: Resolver, ends: float) -> list[str]:
    """Resolve in a thread of its own, because the system's resolver knows no time limit."""
    found: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found.put(resolver(target.host, target.port))
        except (OSError, UnicodeError) as failure:
            found.put(failure)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answers = found.get(timeout=max(ends - time.monotonic(), 0))
    except queue.Empty as late:
        raise FetchTimedOut from late
    if isinstance(answers, Exception) or not answers:
        raise HostUnknown
    return list(dict.fromkeys(answers))


def _connect(target: Target, answers: Sequence[str], dialer: Dial, ends: float) -> socket.socket:
    """Connect to the first answer that takes the connection."""
    failure: OSError = TimeoutError()
    for answer in answers:
        left = ends - time.monotonic()
        if left <= 0:
            break
        try:
            connection = dialer(answer, target.port, left)
        except OSError as refusal:
            failure = refusal
            continue
        connection.settimeout(max(ends - time.monotonic(), 0.001))
        return connection
    raise failure


@contextmanager
def _cut_off(connection: socket.socket, ends: float) -> Iterator[Callable[[], bool]]:
    """Cut the connection off when the time is over, however slowly bytes keep coming."""
    handle = connection.dup()
    late = threading.Event()

    def cut() -> None:
        late.set()
        try:
            handle.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    timer = threading.Timer(max(ends - time.monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield late.is_set
    finally:
        timer.cancel()
        timer.join()
        handle.close()
        connection.close()


@cache
def _trusted() -> ssl.SSLContext:
    """Return the context that trusts the system's certificates; reading them takes a while."""
    return ssl.create_default_context()


def _read(response: http.client.HTTPResponse, most_bytes: int) -> bytes:
    """Return the whole body, and nothing less."""
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise FetchError
    content = response.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise PageTooLarge
    if response.length:
        raise FetchError
    return content


def _peek(response: http.client.HTTPResponse, most_bytes: int) -> bytes:
    """Return what is readable of a body that nobody needs."""
    if response.getheader("Content-Encoding", "identity") != "identity":
        return b""
    try:
        return response.read(most_bytes)
    except http.client.HTTPException:
        return b""


def _exchange(
    target: Target,
    connection: socket.socket,
    *,
    method: str,
    body: bytes | None,
    headers: Mapping[str, str],
    most_bytes: int,
    needs_body: bool,
    tls: ssl.SSLContext,
) -> FetchedPage:
    """Send the request over an open connection, under the name that the member wrote."""
    if target.scheme == "https":
        connection = tls.wrap_socket(connection, server_hostname=target.host)
    client = http.client.HTTPConnection(target.host, target.port)
    client.default_port = _DEFAULT_PORTS[target.scheme]
    client.sock = connection
    try:
        sent = {
            "User-Agent": f"Wazzifni (+{settings.SITE_URL})",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **headers,
        }
        client.request(method, target.path, body, sent)
        response = client.getresponse()
        content = _read(response, most_bytes) if needs_body else _peek(response, most_bytes)
        return FetchedPage(
            address=target.address,
            status=response.status,
            content_type=response.getheader("Content-Type") or "",
            body=content,
            headers={name.lower(): value for name, value in response.getheaders()},
        )
    finally:
        client.close()
