"""Two ways to hand a push message over: to the browser's push service, or to the log.

The real one encrypts for the one browser (RFC 8291), signs as this server (VAPID, RFC 8292) and
goes through the door for members' addresses: the endpoint came from a browser, and so from anyone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from marketplace.core.fetch import FetchError, fetch, parse_target
from marketplace.notifications.errors import EndpointRefused

log = structlog.get_logger(__name__)

SECONDS: Final = 8.0
TTL_SECONDS: Final = 24 * 3600
VALID_SECONDS: Final = 12 * 3600
HTTPS_PORT: Final = frozenset({443})
GONE: Final = frozenset({404, 410})
TAKEN: Final = range(200, 300)
PERMANENT: Final = frozenset({400, 401, 403, 413})


@dataclass(frozen=True)
class Outcome:
    """What a push service answered: taken, gone for good, refused for good, or try later."""

    is_taken: bool = False
    is_gone: bool = False
    is_permanent: bool = False
    error: str = ""


class Sender(Protocol):
    """Hands over one message."""

    def send(self, *, endpoint: str, keys: dict[str, str], payload: str, now: int) -> Outcome:
        """Send a message and return what came of it; `now` in seconds since 1970."""
        ...


def check_endpoint(endpoint: str) -> None:
    """Refuse an endpoint that isn't a plain https address of a public host.

    The name is looked up when something is sent. Raises EndpointRefused.
    """
    try:
        target = parse_target(endpoint, ports=HTTPS_PORT)
    except FetchError:
        raise EndpointRefused from None
    if target.scheme != "https":
        raise EndpointRefused


class ConsoleSender:
    """Writes to the log what would be sent: for servers without keys."""

    def send(self, *, endpoint: str, keys: dict[str, str], payload: str, now: int) -> Outcome:  # noqa: ARG002
        """Log the message."""
        log.info("push", host=urlsplit(endpoint).hostname, payload=payload)
        return Outcome(is_taken=True)


class VapidSender:
    """Sends to push services, signed with this server's key."""

    def __init__(self, private_key: str, subject: str, **fetch_options: Any) -> None:
        # These bring clients for HTTP with them, 12 MB that only who sends should carry.
        from py_vapid import Vapid02  # noqa: PLC0415

        self.vapid = Vapid02.from_string(private_key)
        self.subject = subject
        self.fetch_options = fetch_options

    def send(self, *, endpoint: str, keys: dict[str, str], payload: str, now: int) -> Outcome:
        """Encrypt, sign and post one message. Never call it while a row is locked."""
        from pywebpush import WebPusher  # noqa: PLC0415  as above

        try:
            check_endpoint(endpoint)
            pusher = WebPusher({"endpoint": endpoint, "keys": keys})
            encoded = pusher.encode(payload.encode(), content_encoding="aes128gcm")
        except (EndpointRefused, ValueError, TypeError) as fault:
            return Outcome(is_gone=True, error=repr(fault))
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": now + VALID_SECONDS,
            "sub": self.subject,
        }
        headers = {
            **self.vapid.sign(claims),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL_SECONDS),
        }
        return self._post(endpoint, bytes(encoded["body"]), headers)

    def _post(self, endpoint: str, body: bytes, headers: dict[str, str]) -> Outcome:
        options = {"ports": HTTPS_PORT, "seconds": SECONDS, **self.fetch_options}
        try:
            page = fetch(endpoint, method="POST", body=body, headers=headers, **options)
        except FetchError as refusal:
            return Outcome(error=refusal.code)
        if page.status in TAKEN:
            return Outcome(is_taken=True)
        return Outcome(
            is_gone=page.status in GONE,
            is_permanent=page.status in PERMANENT,
            error=f"{page.status} {page.text[:200]}",
        )


def get_sender() -> Sender:
    """Return the real sender where there is a key, else the one that logs."""
    if settings.VAPID_PRIVATE_KEY:
        return VapidSender(settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT)
    return ConsoleSender()
