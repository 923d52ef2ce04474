"""Telling a member something: the row, its words, the mail, reading."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.mail import Reader
from marketplace.notifications import queries, services
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.policies import can_read_notification
from marketplace.notifications.tests.world import KIND, tell

pytestmark = pytest.mark.django_db


def test_notify_writes_a_row_and_a_mail(seller: Member, now: datetime) -> None:
    row = tell(seller, now=now)
    assert row is not None
    assert (row.member, row.group, row.read_at, row.created_at) == (seller, "orders", None, now)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.member, mail.language) == (seller.email, seller, "en")
    assert mail.subject == "\u2068Omar\u2069 did something"


def test_notify_drops_the_language_prefix_of_the_address(seller: Member, now: datetime) -> None:
    row = tell(seller, now=now, url="/he/orders/x/")
    assert row is not None
    assert row.url == "/orders/x/"


def test_notify_tells_a_closed_account_nothing(seller: Member, now: datetime) -> None:
    seller.is_active = False
    assert tell(seller, now=now) is None
    assert Notification.objects.count() == OutgoingMail.objects.count() == 0


def test_notify_refuses_a_kind_that_nobody_registered(seller: Member, now: datetime) -> None:
    with pytest.raises(KeyError):
        tell(seller, now=now, kind="tests.unheard_of")


def test_register_kind_refuses_other_sentences_under_a_known_name() -> None:
    with pytest.raises(ValueError, match="two kinds"):
        services.register_kind(
            KIND, group=NotificationGroup.ORDERS, title=_("Else"), body=_("Else")
        )


def test_notify_coalesces_while_the_first_is_unread(seller: Member, now: datetime) -> None:
    first = tell(seller, now=now, key="c1")
    assert first is not None
    assert tell(seller, now=now, key="c1") is None
    assert tell(seller, now=now, key="c2") is not None
    services.mark_read(notification=first, now=now)
    assert tell(seller, now=now, key="c1") is not None
    assert Notification.objects.count() == OutgoingMail.objects.count() == 3


def test_notify_without_a_key_never_coalesces(seller: Member, now: datetime) -> None:
    assert tell(seller, now=now) != tell(seller, now=now)
    assert Notification.objects.count() == 2


def test_mark_read_keeps_the_first_moment(seller: Member, now: datetime) -> None:
    row = tell(seller, now=now)
    assert row is not None
    services.mark_read(notification=row, now=now)
    services.mark_read(notification=row, now=now + timedelta(hours=1))
    row.refresh_from_db()
    assert row.read_at == now


def test_mark_all_read_leaves_others_and_what_comes_later(
    seller: Member, client_member: Member, now: datetime
) -> None:
    tell(seller, now=now)
    later = tell(seller, now=now + timedelta(minutes=1))
    others = tell(client_member, now=now)
    assert services.mark_all_read(member=seller, now=now) == 1
    assert list(Notification.objects.filter(read_at=None).order_by("id")) == [later, others]


def test_mark_coalesced_read_reads_one_thing(seller: Member, now: datetime) -> None:
    tell(seller, now=now, key="c1")
    other = tell(seller, now=now, key="c2")
    read = services.mark_coalesced_read(member=seller, kind=KIND, coalesce_on="c1", now=now)
    assert read == 1
    assert list(Notification.objects.filter(read_at=None)) == [other]


@pytest.mark.parametrize(
    ("digits", "title", "body"),
    [
        (
            "latn",
            "\u2068$12.50\u2069 arrived",
            "On 23 Nov 2026, 12:00, day 24 Nov 2026.",
        ),
        (
            "arab",
            "\u2068$١٢٫٥٠\u2069 arrived",
            "On ٢٣ Nov ٢٠٢٦, ١٢:٠٠, day ٢٤ Nov ٢٠٢٦.",
        ),
    ],
)
def test_word_notification_writes_sums_and_moments_for_the_reader(
    digits: str, title: str, body: str
) -> None:
    params: dict[str, str | int] = {
        "amount": 1250,
        "currency": "USD",
        "paid_at": "2026-11-23T09:00:00+00:00",
        "due_on": "2026-11-24",
    }
    reader = Reader(language="en", digits=digits, timezone="Asia/Riyadh")
    with translation.override("en"):
        wording = queries.word_notification(kind="tests.paid", params=params, reader=reader)
    assert wording == queries.Wording(title=title, body=body)


@pytest.mark.parametrize(("count", "title"), [(1, "1 gig"), (2000, "2,000 gigs")])
def test_word_notification_chooses_the_plural(count: int, title: str) -> None:
    with translation.override("en"):
        wording = queries.word_notification(
            kind="tests.counted", params={"count": count}, reader=Reader(language="en")
        )
    assert wording == queries.Wording(title=title, body="100% sure")


def test_word_notification_survives_a_kind_that_is_gone() -> None:
    wording = queries.word_notification(kind="gone", params={}, reader=Reader(language="en"))
    assert wording == queries.Wording(title="gone", body="")


def test_get_notification_for_a_stranger_is_not_found(
    seller: Member, stranger: Member, now: datetime
) -> None:
    row = tell(seller, now=now)
    assert row is not None
    assert queries.get_notification_for(seller, row.public_id) == row
    assert can_read_notification(seller, row)
    assert not can_read_notification(stranger, row)
    with pytest.raises(NotFound):
        queries.get_notification_for(stranger, row.public_id)


def test_bell_counts_the_unread_and_shows_the_newest(
    seller: Member, stranger: Member, now: datetime
) -> None:
    rows = [tell(seller, now=now) for _turn in range(5)]
    tell(stranger, now=now)
    bell = queries.bell_of(seller)
    assert (bell.unread, list(bell.newest)) == (5, rows[:1:-1])
    version = bell.version
    services.mark_all_read(member=seller, now=now)
    empty = queries.bell_of(seller)
    assert (empty.unread, empty.newest, empty.version) == (0, (), "0-0")
    assert version != empty.version


def test_notify_by_mail_never(seller: Member, now: datetime) -> None:
    services.choose_frequencies(
        member=seller,
        channel="mail",
        frequencies={NotificationGroup.ORDERS: Frequency.OFF},
        now=now,
    )
    assert tell(seller, now=now) is not None
    assert OutgoingMail.objects.count() == 0
