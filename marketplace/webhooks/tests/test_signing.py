"""Signatures are those of Standard Webhooks."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.webhooks.models import Endpoint
from marketplace.webhooks.services import add_endpoint, rotate_secret, sign
from marketplace.webhooks.services.signing import signed_headers
from marketplace.webhooks.tests.conftest import SAMPLE


def test_the_example_of_the_specification() -> None:
    """Agree with the published example of the reference libraries."""
    signature = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "change",
    [
        {"message_id": "msg_other"},
        {"timestamp": 1614265331},
        {"body": b'{"test": 2432232315}'},
        {"secret": "whsec_" + base64.b64encode(b"another secret").decode()},
    ],
)
def test_whatever_is_changed_changes_the_signature(change: dict[str, object]) -> None:
    given = {
        "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "message_id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "timestamp": 1614265330,
        "body": b'{"test": 2432232314}',
    }
    changed = {**given, **change}
    assert sign(changed.pop("secret"), **changed) != sign(given.pop("secret"), **given)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_after_a_rotation_both_secrets_sign_for_a_day(seller: Member, now: datetime) -> None:
    first = add_endpoint(member=seller, url="https://a.example.com/", events=[SAMPLE], now=now)
    second = rotate_secret(public_id=first.endpoint.public_id, actor=seller, now=now)
    endpoint = Endpoint.objects.get()

    def signatures(moment: datetime) -> list[str]:
        headers = signed_headers(endpoint, message_id="msg_1", body=b"{}", now=moment)
        return headers["webhook-signature"].split(" ")

    def by(secret: str, moment: datetime) -> str:
        return sign(secret, message_id="msg_1", timestamp=int(moment.timestamp()), body=b"{}")

    soon, late = now + timedelta(hours=23), now + timedelta(hours=24)
    assert signatures(soon) == [by(second.secret, soon), by(first.secret, soon)]
    assert signatures(late) == [by(second.secret, late)]


@pytest.mark.django_db
def test_secrets_lie_encrypted(seller: Member, now: datetime) -> None:
    made = add_endpoint(member=seller, url="https://a.example.com/", events=[SAMPLE], now=now)
    assert made.secret not in str(Endpoint.objects.values().get())
    assert made.secret.startswith("whsec_")
    assert len(base64.b64decode(made.secret.removeprefix("whsec_"))) == 32
