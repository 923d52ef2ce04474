"""Push: encrypted for one browser, signed by us, to public push services only, tried again."""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import call_command
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.fetch import dial
from marketplace.core.tests.canary import Canary, make_certificate
from marketplace.notifications import services
from marketplace.notifications.channels.push.keys import make_keys, public_key
from marketplace.notifications.channels.push.sender import (
    ConsoleSender,
    Outcome,
    VapidSender,
    get_sender,
)
from marketplace.notifications.choices import (
    PUSH_TRANSITIONS,
    Frequency,
    NotificationGroup,
    PushState,
)
from marketplace.notifications.errors import (
    EndpointRefused,
    PushKeysWrong,
    PushTransitionRefused,
)
from marketplace.notifications.models import OutgoingPush, PushSubscription
from marketplace.notifications.services.push import LEASE, claim_push, record_outcome, transition
from marketplace.notifications.tests.world import Browse, tell

pytestmark = pytest.mark.django_db
ENDPOINT = "https://push.example/send/abc"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Browser:
    """A browser's half of the keys."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self.keys = {"p256dh": text(point), "auth": text(self.secret)}

    def read(self, body: bytes) -> dict[str, Any]:
        """Decrypt a message as the browser would."""
        plain = http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.secret, version="aes128gcm"
        )
        found: dict[str, Any] = json.loads(plain)
        return found


BROWSER = Browser()


class Answering:
    """A sender that gives the same outcome and keeps what it was given."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.sent: list[dict[str, Any]] = []

    def send(self, *, endpoint: str, keys: dict[str, str], payload: str, now: int) -> Outcome:
        self.sent.append({"endpoint": endpoint, "keys": keys, "payload": payload, "now": now})
        return self.outcome


def subscribe(member: Member, now: datetime, endpoint: str = ENDPOINT) -> PushSubscription:
    return services.subscribe_device(
        member=member, endpoint=endpoint, device="Firefox", now=now, **BROWSER.keys
    )


def send(outcome: Outcome, now: datetime) -> Answering:
    sender = Answering(outcome)
    services.send_due_pushes(now=now, limit=20, sender=sender)
    return sender


def test_a_notification_reaches_every_device_in_the_members_language(
    seller: Member, now: datetime
) -> None:
    subscribe(seller, now)
    subscribe(seller, now, "https://push.example/send/two")
    tell(seller, now=now)
    sender = send(Outcome(is_taken=True), now)
    told = json.loads(sender.sent[0]["payload"])
    assert (len(sender.sent), told["lang"], told["dir"]) == (2, "en", "ltr")
    assert told["url"].startswith("/en/")
    assert set(OutgoingPush.objects.values_list("state", flat=True)) == {"sent"}
    assert send(Outcome(is_taken=True), now).sent == []


def test_members_may_do_without(seller: Member, now: datetime) -> None:
    subscribe(seller, now)
    services.choose_frequencies(
        member=seller,
        channel="push",
        frequencies={NotificationGroup.ORDERS: Frequency.OFF},
        now=now,
    )
    tell(seller, now=now)
    assert OutgoingPush.objects.count() == 0


def test_a_device_that_is_gone_is_forgotten_with_its_messages(
    seller: Member, now: datetime
) -> None:
    subscribe(seller, now)
    tell(seller, now=now)
    send(Outcome(is_gone=True, error="410"), now)
    assert (PushSubscription.objects.count(), OutgoingPush.objects.count()) == (0, 0)


def test_what_fails_is_tried_again_later_and_then_given_up(
    seller: Member, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {"push_attempts": 2}
    subscribe(seller, now)
    tell(seller, now=now)
    send(Outcome(error="503"), now)
    push = OutgoingPush.objects.get()
    assert (push.state, push.due_at, push.error) == ("queued", now + MINUTE, "503")
    send(Outcome(error="503"), now + MINUTE)
    push.refresh_from_db()
    assert (push.state, push.attempts) == ("failed", 2)


def test_a_refusal_for_good_is_not_tried_again(seller: Member, now: datetime) -> None:
    subscribe(seller, now)
    tell(seller, now=now)
    send(Outcome(is_permanent=True, error="413"), now)
    assert OutgoingPush.objects.get().state == "failed"


def test_a_sender_that_died_is_followed_by_another(seller: Member, now: datetime) -> None:
    subscribe(seller, now)
    tell(seller, now=now)
    claimed = claim_push(now=now)
    assert claimed is not None
    assert claim_push(now=now + MINUTE) is None
    again = claim_push(now=now + LEASE)
    assert again is not None
    assert (again.pk, again.attempts, again.state) == (claimed.pk, 2, "sending")
    # The one that was taken for dead answers after all: its attempt no longer counts.
    record_outcome(push_id=claimed.pk, attempt=1, outcome=Outcome(is_taken=True), now=now)
    again.refresh_from_db()
    assert again.state == "sending"


@pytest.mark.parametrize("target", list(PushState))
@pytest.mark.parametrize("source", list(PushState))
def test_the_whole_table_of_states(source: PushState, target: PushState) -> None:
    push = OutgoingPush(state=source)
    if target in PUSH_TRANSITIONS[source]:
        transition(push, target)
        assert push.state == target
    else:
        with pytest.raises(PushTransitionRefused):
            transition(push, target)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/send",
        "https://127.0.0.1/send",
        "https://[::1]/send",
        "https://169.254.169.254/latest/meta-data",
        "https://push.example:8443/send",
        "https://user@push.example/send",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://localhost/send",
    ],
)
def test_endpoints_lead_to_public_services_only(
    endpoint: str, seller: Member, now: datetime, as_member: Browse
) -> None:
    with pytest.raises(EndpointRefused):
        subscribe(seller, now, endpoint)
    given = {"endpoint": endpoint, **BROWSER.keys}
    page = as_member(seller).post("/accounts/settings/push/subscribe/", given)
    assert page.status_code == 422
    assert PushSubscription.objects.count() == 0


@pytest.mark.parametrize(("p256dh", "auth"), [("x", "y"), ("AAAA" * 5, "AAAA" * 5), ("é" * 20, "")])
def test_keys_are_whole(p256dh: str, auth: str, seller: Member, now: datetime) -> None:
    with pytest.raises(PushKeysWrong):
        services.subscribe_device(
            member=seller, endpoint=ENDPOINT, p256dh=p256dh, auth=auth, device="", now=now
        )


def test_the_oldest_device_gives_way(seller: Member, now: datetime, settings: Any) -> None:
    settings.WAZZIFNI = {"push_devices_max": 2}
    for number in range(3):
        subscribe(seller, now + number * MINUTE, f"https://push.example/send/{number}")
    subscribe(seller, now + 5 * MINUTE, "https://push.example/send/2")
    kept = PushSubscription.objects.order_by("endpoint").values_list("endpoint", flat=True)
    assert [address[-1] for address in kept] == ["1", "2"]


def test_devices_belong_to_one_member(
    seller: Member, stranger: Member, as_member: Browse, now: datetime
) -> None:
    device = subscribe(seller, now)
    with pytest.raises(NotFound):
        services.remove_device(member=stranger, public_id=device.public_id)
    page = as_member(seller).get("/en/accounts/settings/notifications/").content.decode()
    assert "Firefox" in page
    services.unsubscribe_device(member=stranger, endpoint=ENDPOINT)
    assert PushSubscription.objects.count() == 1
    services.unsubscribe_device(member=seller, endpoint=ENDPOINT)
    assert PushSubscription.objects.count() == 0


def test_old_messages_are_forgotten(seller: Member, now: datetime) -> None:
    subscribe(seller, now)
    tell(seller, now=now)
    assert services.forget_old_pushes(now=now + 6 * DAY, limit=10) == 0
    assert services.forget_old_pushes(now=now + 8 * DAY, limit=10) == 1


# -- the real sender, against a push service on this machine ------------------------------------


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[Canary, dict[str, Any]]]:
    """Return a push service under TLS, and how to reach it as if it stood in public."""
    path = make_certificate(tmp_path, "push.example")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    canary = Canary(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", tls=server)

    def to_canary(_address: str, _port: int, seconds: float) -> socket.socket:
        return dial("127.0.0.1", canary.port, seconds)

    yield (
        canary,
        {
            "resolver": lambda _host, _port: ["93.184.216.34"],
            "dialer": to_canary,
            "tls": ssl.create_default_context(cafile=str(path)),
        },
    )
    canary.close()


def test_the_browser_reads_what_was_sent_and_knows_who_sent_it(
    service: tuple[Canary, dict[str, Any]], now: datetime
) -> None:
    canary, options = service
    private, public = make_keys()
    sender = VapidSender(private, "mailto:ops@example.com", **options)
    moment = int(now.timestamp())
    outcome = sender.send(endpoint=ENDPOINT, keys=BROWSER.keys, payload='{"a": "سلام"}', now=moment)

    assert outcome.is_taken
    head, _, body = canary.requests[0].partition(b"\r\n\r\n")
    assert BROWSER.read(body) == {"a": "سلام"}
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "86400")
    token = headers["Authorization"].removeprefix("vapid t=").split(",")[0]
    assert headers["Authorization"].endswith(f"k={public}")
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["aud"] == "https://push.example"
    assert claims["exp"] == moment + 12 * 3600
    signed, _dot, signature = token.rpartition(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    halves = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = base64.urlsafe_b64decode(public + "=")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    key.verify(encode_dss_signature(*halves), signed.encode(), ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize(
    ("status", "is_gone", "is_permanent"),
    [
        ("404 x", True, False),
        ("410 x", True, False),
        ("413 x", False, True),
        ("503 x", False, False),
    ],
)
def test_answers_are_understood(
    status: str,
    is_gone: bool,  # noqa: FBT001
    is_permanent: bool,  # noqa: FBT001
    service: tuple[Canary, dict[str, Any]],
    now: datetime,
) -> None:
    canary, options = service
    canary.answer = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()
    sender = VapidSender(make_keys()[0], "mailto:ops@example.com", **options)
    outcome = sender.send(
        endpoint=ENDPOINT, keys=BROWSER.keys, payload="{}", now=int(now.timestamp())
    )
    assert (outcome.is_taken, outcome.is_gone, outcome.is_permanent) == (
        False,
        is_gone,
        is_permanent,
    )


def test_a_name_that_leads_inside_is_never_asked(now: datetime) -> None:
    inside: dict[str, Any] = {"resolver": lambda _host, _port: ["10.0.0.7"]}
    sender = VapidSender(make_keys()[0], "mailto:ops@example.com", **inside)
    outcome = sender.send(
        endpoint=ENDPOINT, keys=BROWSER.keys, payload="{}", now=int(now.timestamp())
    )
    assert (outcome.is_taken, outcome.error) == (False, "address_not_public")


# -- keys, the worker, the page -----------------------------------------------------------------


def test_keys_come_from_the_environment(settings: Any) -> None:
    out = StringIO()
    call_command("make_vapid_keys", stdout=out)
    private = out.getvalue().splitlines()[0].removeprefix("VAPID_PRIVATE_KEY=")
    assert public_key() == ""
    assert isinstance(get_sender(), ConsoleSender)
    settings.VAPID_PRIVATE_KEY = private
    assert public_key() in out.getvalue()
    assert isinstance(get_sender(), VapidSender)


def test_without_keys_messages_go_to_the_log(seller: Member, now: datetime) -> None:
    subscribe(seller, now)
    tell(seller, now=now)
    assert services.send_due_pushes(now=now, limit=5) == 1


def test_the_worker_comes_from_the_root() -> None:
    answer = Client().get("/push-worker.js")
    assert (answer.status_code, answer["Content-Type"]) == (
        200,
        "text/javascript; charset=utf-8",
    )
    assert "showNotification" in answer.content.decode()


def test_the_page_offers_push_where_there_are_keys(
    seller: Member, as_member: Browse, settings: Any
) -> None:
    browser = as_member(seller)
    page = "/en/accounts/settings/notifications/"
    assert "data-push=" not in browser.get(page).content.decode()
    settings.VAPID_PRIVATE_KEY = make_keys()[0]
    assert f'data-push="{public_key()}"' in browser.get(page).content.decode()
    given = {"endpoint": ENDPOINT, **BROWSER.keys}
    assert browser.post("/accounts/settings/push/subscribe/", given).status_code == 204
    assert browser.post("/accounts/settings/push/unsubscribe/", given).status_code == 204
    assert browser.post("/accounts/settings/push/subscribe/", {}).status_code == 422
