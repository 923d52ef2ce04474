"""A public event of the tests' own, and receivers that answer as told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.core.events import Event
from marketplace.webhooks.models import Endpoint
from marketplace.webhooks.services import Announcement, add_endpoint, register_public_event

SAMPLE = "sample.happened"


@dataclass(frozen=True, kw_only=True)
class SampleHappened(Event):
    """Something of interest to two members."""

    first_id: str
    second_id: str
    amount: int


def told(event: SampleHappened) -> Announcement:
    """Return what receivers learn."""
    return Announcement((event.first_id, event.second_id), {"amount": event.amount})


register_public_event(SampleHappened, SAMPLE, told, label=_("A sample"))


@dataclass
class Receiver:
    """A server on this machine that keeps what it gets and answers as told."""

    answers: list[tuple[int, bytes]] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """Return a receiver; messages may go to this machine while it stands."""
    settings.WEBHOOKS_TO_LOOPBACK = True
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.got.append(({key.lower(): value for key, value in self.headers.items()}, body))
            status, text = kept.answers.pop(0) if kept.answers else (200, b"thanks")
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    kept.url = f"http://127.0.0.1:{server.server_port}/hook?from=wazzifni"
    yield kept
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def make_endpoint(now: datetime) -> Callable[..., Endpoint]:
    """Return a maker of endpoints."""

    def make(member: Member, url: str = "https://hooks.example.com/in") -> Endpoint:
        return add_endpoint(member=member, url=url, events=[SAMPLE], now=now).endpoint

    return make
