"""One POST to an address that a member gave, through the door that leads nowhere but outside."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from marketplace.core.fetch import FetchError, fetch
from marketplace.webhooks.models import LONGEST_EXCERPT
from marketplace.webhooks.services.endpoints import is_own_machine

SECONDS: Final = 10.0
MOST_BYTES: Final = 256 * 1024
OK: Final = range(200, 300)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of sending once: a status with the start of the answer, or the code of an error."""

    status: int | None = None
    excerpt: str = ""
    error: str = ""
    milliseconds: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the receiver took the message. A redirect is not followed and takes nothing."""
        return self.status in OK


def post_message(*, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Send a message and return what came of it; raises nothing for what the receiver does."""
    began = time.monotonic()
    try:
        status, text = _post(url, body, headers)
    except FetchError as refusal:
        return Outcome(error=refusal.code, milliseconds=_since(began))
    except (OSError, http.client.HTTPException):
        return Outcome(error=FetchError.code, milliseconds=_since(began))
    excerpt = text[:LONGEST_EXCERPT].replace("\x00", "")
    return Outcome(status=status, excerpt=excerpt, milliseconds=_since(began))


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    if is_own_machine(url):
        return _post_here(url, body, headers)
    page = fetch(
        url,
        method="POST",
        body=body,
        headers=headers,
        seconds=SECONDS,
        most_bytes=MOST_BYTES,
        needs_body=False,
    )
    return page.status, page.text


def _post_here(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    """Send to a receiver under development on this machine; the settings allow it there only."""
    parts = urlsplit(url)
    client = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        client.request("POST", path, body, dict(headers))
        answer = client.getresponse()
        return answer.status, answer.read(MOST_BYTES).decode(errors="replace")
    finally:
        client.close()
