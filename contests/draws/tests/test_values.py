"""The public value: entered by hand as it was named, or fetched from a relay that may lie."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from django.test import override_settings

from contests.draws.errors import (
    NotThatSource,
    SignatureWrong,
    SourceUnnamed,
    StateRefuses,
    ValueTooEarly,
)
from contests.draws.queries import (
    get_drawn,
    moment_of,
    receipt_of,
    verify_receipt,
)
from contests.draws.services import (
    enter_signature,
    enter_value,
    fetch_beacon,
)
from contests.draws.services.values import BeaconAway
from contests.draws.tests.world import (
    DECLARED,
    SIGNATURE,
    draw_of,
    frozen,
    played,
    step,
)
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_declared_value_is_entered_once_after_the_list_is_closed(
    admin: Member, stranger: Member, entrants: list[Member], now: datetime
) -> None:
    contest = played(admin, entrants, now=now, source=DECLARED)
    given: dict[str, Any] = {"contest": contest, "actor": admin, "value": " 11  482.31 "}
    with pytest.raises(ValueTooEarly):
        enter_value(**given, evidence="https://exchange.example/", now=now)
    assert contest.judged_by
    moment = contest.judged_by
    step(contest, now=moment)
    with pytest.raises(SourceUnnamed):
        enter_value(**given, evidence="", now=moment)
    with pytest.raises(NotFound):
        enter_value(**{**given, "actor": stranger}, evidence="https://x.example/", now=moment)
    with pytest.raises(NotThatSource):
        enter_signature(contest=contest, actor=admin, signature=SIGNATURE, now=moment)
    draw = enter_value(**given, evidence="https://exchange.example/", now=moment)
    assert (draw.value, draw.value_by) == ("11 482.31", admin)
    with pytest.raises(StateRefuses):
        enter_value(**given, evidence="https://exchange.example/", now=moment)
    step(contest, now=moment + MINUTE)
    assert verify_receipt(receipt_of(get_drawn(contest))).faults == []


def test_a_signature_by_hand_is_checked_and_comes_not_before_its_round(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = frozen(admin, entrants, now=now)
    draw = draw_of(contest)
    assert draw.round is not None
    moment = moment_of(draw.round)
    early = moment - MINUTE
    with pytest.raises(ValueTooEarly):
        enter_signature(contest=contest, actor=admin, signature=SIGNATURE, now=early)
    with pytest.raises(SignatureWrong):
        enter_signature(contest=contest, actor=admin, signature="xy", now=moment)
    with pytest.raises(NotThatSource):
        enter_value(contest=contest, actor=admin, value="1", evidence="https://x/", now=moment)
    done = enter_signature(contest=contest, actor=admin, signature=SIGNATURE.upper(), now=moment)
    assert done.value == hashlib.sha256(bytes.fromhex(SIGNATURE)).hexdigest()


class Relay(BaseHTTPRequestHandler):
    """A relay of drand that answers as it is told."""

    answer: ClassVar[tuple[int, str]] = (200, "")

    def do_GET(self) -> None:
        status, body = self.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def relay() -> Iterator[dict[str, Any]]:
    """Return how to reach a relay of our own through the guarded way out."""
    server = HTTPServer(("127.0.0.1", 0), Relay)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def dialer(_address: str, _port: int, seconds: float) -> socket.socket:
        return socket.create_connection(server.server_address[:2], seconds)  # type: ignore[arg-type]

    yield {"resolver": lambda _host, _port: ["93.184.216.34"], "dialer": dialer}
    server.shutdown()
    server.server_close()


@override_settings(DRAND_URL="http://relay.example")
def test_a_round_is_fetched_and_a_lying_relay_is_not_believed(relay: dict[str, Any]) -> None:
    value = hashlib.sha256(bytes.fromhex(SIGNATURE)).hexdigest()

    def says(**changed: object) -> str:
        good = {"round": 7, "randomness": value, "signature": SIGNATURE, **changed}
        return str(good).replace("'", '"')

    Relay.answer = (200, says())
    assert fetch_beacon(7, **relay).value == value
    for status, body in (
        (404, says()),
        (200, says(round=8)),
        (200, says(randomness="00" * 32)),
        (200, says(signature="xx")),
        (200, "[]"),
        (200, "nonsense"),
        (200, '{"round": 1e999, "randomness": "", "signature": ""}'),
        (200, "[" * 100_000),
    ):
        Relay.answer = (status, body)
        with pytest.raises(BeaconAway):
            fetch_beacon(7, **relay)
