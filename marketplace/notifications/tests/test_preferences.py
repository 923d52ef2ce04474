"""What a member wants to be told, by choice and by a link in a mail."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core import signing

from marketplace.accounts.models import Member
from marketplace.core.models import AuditRecord
from marketplace.notifications import queries, services
from marketplace.notifications.channels.mail.unsubscribe import unsubscribe_path
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.errors import ChannelModeUnknown, UnsubscribeLinkInvalid
from marketplace.notifications.models import Preference

pytestmark = pytest.mark.django_db
ORDERS, MONEY = NotificationGroup.ORDERS, NotificationGroup.MONEY


def token_for(member: Member, *groups: str) -> str:
    return unsubscribe_path(member, groups).split("/")[-2]


def test_choose_frequencies_keeps_the_last_choice(seller: Member, now: datetime) -> None:
    for frequency in (Frequency.DAILY, Frequency.OFF):
        services.choose_frequencies(
            member=seller, channel="mail", frequencies={ORDERS: frequency}, now=now
        )
    assert queries.frequencies_of(seller, "mail") == {"orders": "off"}
    assert Preference.objects.count() == 1
    assert AuditRecord.objects.filter(subject=f"member:{seller.public_id}").count() == 2


@pytest.mark.parametrize(
    ("channel", "frequency"),
    [("in_page", Frequency.OFF), ("in_page", Frequency.DAILY), ("pigeon", Frequency.AT_ONCE)],
)
def test_choose_frequencies_refuses_what_the_channel_does_not_offer(
    seller: Member, now: datetime, channel: str, frequency: Frequency
) -> None:
    with pytest.raises(ChannelModeUnknown):
        services.choose_frequencies(
            member=seller, channel=channel, frequencies={ORDERS: frequency}, now=now
        )
    assert Preference.objects.count() == 0


def test_unsubscribe_stops_the_groups_of_the_link(seller: Member, now: datetime) -> None:
    token = token_for(seller, ORDERS, MONEY)
    for _turn in range(2):
        assert services.unsubscribe(token=token, now=now) == [MONEY, ORDERS]
    assert queries.frequencies_of(seller, "mail") == {"orders": "off", "money": "off"}


def test_unsubscribe_refuses_a_token_that_was_touched(seller: Member, now: datetime) -> None:
    token = token_for(seller, ORDERS)
    forged = signing.dumps([seller.public_id, "orders"], salt="another")
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), forged, "", "x:y:z"):
        with pytest.raises(UnsubscribeLinkInvalid):
            services.unsubscribe(token=wrong, now=now)
    assert Preference.objects.count() == 0


def test_unsubscribe_path_has_no_language(seller: Member) -> None:
    assert unsubscribe_path(seller, [ORDERS]).startswith("/notifications/stop/")
