"""Messages to a browser: whose they are, and how long a sender may take."""

from __future__ import annotations

import base64
import os
from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.notifications import services
from marketplace.notifications.channels.push.sender import SECONDS
from marketplace.notifications.models import OutgoingPush
from marketplace.notifications.services import push
from marketplace.notifications.tests.world import tell

pytestmark = pytest.mark.django_db


def key(size: int) -> str:
    """Return a key as browsers write it."""
    return base64.urlsafe_b64encode(os.urandom(size)).rstrip(b"=").decode()


def subscribe(member: Member, now: datetime) -> None:
    """Switch push on in the one browser."""
    services.subscribe_device(
        member=member,
        endpoint="https://push.example/send/abc",
        p256dh=key(push.POINT_BYTES),
        auth=key(push.SECRET_BYTES),
        device="Firefox",
        now=now,
    )


def test_who_gets_a_browser_gets_nothing_of_whose_it_was(
    seller: Member, stranger: Member, now: datetime
) -> None:
    subscribe(seller, now)
    tell(seller, now=now)
    subscribe(seller, now)
    assert OutgoingPush.objects.count() == 1
    subscribe(stranger, now)
    assert OutgoingPush.objects.count() == 0


def test_a_lease_outlasts_a_run() -> None:
    assert push.LEASE.total_seconds() > push.MOST_IN_A_RUN * SECONDS
