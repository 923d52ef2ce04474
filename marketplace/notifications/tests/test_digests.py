"""One mail a day, at eight in the morning where the member is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.notifications import services, tasks
from marketplace.notifications.channels.mail.digest import next_digest_at
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.tests.world import MakeMember, tell

pytestmark = pytest.mark.django_db


def daily(member: Member, *, now: datetime, frequency: Frequency = Frequency.DAILY) -> None:
    services.choose_frequencies(
        member=member,
        channel="mail",
        frequencies={NotificationGroup.ORDERS: frequency},
        now=now,
    )


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("Asia/Riyadh", datetime(2026, 11, 23, 4, 59, tzinfo=UTC), (2026, 11, 23, 5)),
        ("Asia/Riyadh", datetime(2026, 11, 23, 5, 0, tzinfo=UTC), (2026, 11, 24, 5)),
        ("America/New_York", datetime(2026, 3, 8, 5, 0, tzinfo=UTC), (2026, 3, 8, 12)),
        ("America/New_York", datetime(2026, 3, 7, 14, 0, tzinfo=UTC), (2026, 3, 8, 12)),
        ("Mars/Olympus", datetime(2026, 11, 23, 9, 0, tzinfo=UTC), (2026, 11, 24, 8)),
    ],
)
def test_next_digest_at_is_eight_by_the_members_clock(
    zone: str, now: datetime, expected: tuple[int, int, int, int]
) -> None:
    year, month, day, hour = expected
    moment = next_digest_at(Member(timezone=zone), now=now)
    assert moment == datetime(year, month, day, hour, tzinfo=UTC)


def test_digest_gathers_what_happened(seller: Member, now: datetime) -> None:
    daily(seller, now=now)
    for turn in range(3):
        tell(seller, now=now + timedelta(minutes=turn))
    assert OutgoingMail.objects.count() == 0
    due = next_digest_at(seller, now=now)
    assert tasks.send_due_digests(now=due - timedelta(seconds=1), limit=10) == 0
    assert tasks.send_due_digests(now=due, limit=10) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.subject, mail.text.count("/orders/x/")) == (
        "3 things happened since yesterday",
        3,
    )
    assert "List-Unsubscribe" in mail.headers


def test_digest_is_sent_once(seller: Member, now: datetime) -> None:
    daily(seller, now=now)
    tell(seller, now=now)
    due = next_digest_at(seller, now=now)
    assert [services.send_due_digests(now=due, limit=10) for _turn in range(2)] == [1, 0]
    assert services.send_due_digests(now=due + timedelta(days=1), limit=10) == 0
    assert OutgoingMail.objects.count() == 1


def test_digest_leaves_out_what_was_read(seller: Member, now: datetime) -> None:
    daily(seller, now=now)
    row = tell(seller, now=now)
    assert row is not None
    services.mark_read(notification=row, now=now)
    assert services.send_due_digests(now=now + timedelta(days=2), limit=10) == 0
    assert OutgoingMail.objects.count() == 0


def test_digest_forgets_a_group_that_is_switched_off(seller: Member, now: datetime) -> None:
    daily(seller, now=now)
    tell(seller, now=now)
    daily(seller, now=now, frequency=Frequency.OFF)
    assert services.send_due_digests(now=now + timedelta(days=2), limit=10) == 0
    assert Notification.objects.filter(digest_at=None).count() == 1


def test_digests_go_to_each_member_apart(member_factory: MakeMember, now: datetime) -> None:
    members = [member_factory(f"reader{number}", language="en") for number in range(3)]
    for member in members:
        daily(member, now=now)
        tell(member, now=now)
    later = now + timedelta(days=2)
    assert [services.send_due_digests(now=later, limit=2) for _turn in range(3)] == [2, 1, 0]
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == sorted(
        member.email for member in members
    )


def test_a_suspended_member_still_hears_and_a_leaving_one_does_not(
    seller: Member, client_member: Member, now: datetime
) -> None:
    for member, standing in ((seller, Standing.SUSPENDED), (client_member, Standing.LEAVING)):
        daily(member, now=now)
        tell(member, now=now)
        Member.objects.filter(pk=member.pk).update(standing=standing, is_active=False)
    assert services.send_due_digests(now=now + timedelta(days=1), limit=10) == 1
    assert OutgoingMail.objects.get().to == seller.email
    assert not Notification.objects.exclude(digest_at=None).exists()
