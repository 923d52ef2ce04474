"""Every channel keeps the same promises."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from pathlib import Path

import pytest

from marketplace.accounts.models import Member
from marketplace.notifications import channels
from marketplace.notifications.channels import CHANNELS
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.tests.world import tell

FOLDER = Path(channels.__file__).parent
FOLDERS = sorted(path.name for path in FOLDER.iterdir() if (path / "channel.py").is_file())


def test_every_folder_is_registered_under_its_name() -> None:
    assert sorted(CHANNELS) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_channel_offers_what_its_preference_says(name: str) -> None:
    preference = import_module(f"{channels.__name__}.{name}.preference")
    channel = CHANNELS[name]
    assert (channel.name, channel.label, channel.frequencies) == (
        preference.NAME,
        preference.LABEL,
        preference.FREQUENCIES,
    )
    for group in NotificationGroup:
        assert channel.default_for(group) in channel.frequencies
        assert channel.default_for(group) == preference.default_for(group)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FOLDERS)
def test_channel_brings_in_every_way_it_offers_without_touching_the_row_of_the_list(
    name: str, seller: Member, now: datetime
) -> None:
    for frequency in CHANNELS[name].frequencies:
        row = tell(seller, now=now)
        assert row is not None
        CHANNELS[name].bring(notification=row, member=seller, frequency=frequency, now=now)
        kept = Notification.objects.get(pk=row.pk)
        assert (kept.read_at, kept.created_at, kept.params) == (None, now, row.params)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FOLDERS)
def test_channel_copes_with_a_member_without_an_address(
    name: str, seller: Member, now: datetime
) -> None:
    seller.email = ""
    row = tell(seller, now=now)
    assert row is not None
    CHANNELS[name].bring(notification=row, member=seller, frequency=Frequency.AT_ONCE, now=now)
    assert OutgoingMail.objects.count() == 0
