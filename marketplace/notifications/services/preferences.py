"""What a member wants to be told, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.audit import record_audit
from marketplace.notifications.channels import CHANNELS
from marketplace.notifications.channels.mail import preference as by_mail
from marketplace.notifications.channels.mail.unsubscribe import (
    read_unsubscribe,
    unsubscribe_path,
)
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.errors import ChannelModeUnknown
from marketplace.notifications.models import Notification, Preference


@transaction.atomic
def choose_frequencies(
    *,
    member: Member,
    channel: str,
    frequencies: Mapping[NotificationGroup, Frequency],
    now: datetime,
) -> None:
    """Keep how often a channel brings each of the groups. Raises ChannelModeUnknown.

    What waits for a digest of a group that is now brought at once or never is taken out of it.
    """
    offered = CHANNELS[channel].frequencies if channel in CHANNELS else ()

    if not set(frequencies.values()) <= set(offered):
        raise ChannelModeUnknown(field=channel)

    for group, frequency in frequencies.items():
        Preference.objects.update_or_create(
            member=member, group=group, channel=channel, defaults={"frequency": frequency}
        )
    if channel == by_mail.NAME:
        left = [group for group, chosen in frequencies.items() if chosen != Frequency.DAILY]
        Notification.objects.filter(member=member, group__in=left).exclude(digest_at=None).update(
            digest_at=None
        )

    record_audit(
        actor=member.public_id,
        action="notification_preferences_chosen",
        subject=f"member:{member.public_id}",
        after={f"{channel}.{group}": str(value) for group, value in frequencies.items()},
        now=now,
    )


def stop_path(member: Member, group: NotificationGroup) -> str:
    """Return the path of a link that stops a group's mails, for mails that another app writes."""
    return unsubscribe_path(member, [group])


def unsubscribe(*, token: str, now: datetime) -> list[NotificationGroup]:
    """Stop the mails that a signed link names, without signing in. Returns the groups.

    Using the link again changes nothing. Raises UnsubscribeLinkInvalid, NotFound.
    """
    public_id, groups = read_unsubscribe(token)
    member = get_member_by_public_id(public_id)
    off = dict.fromkeys(groups, Frequency.OFF)
    choose_frequencies(member=member, channel=by_mail.NAME, frequencies=off, now=now)
    return groups
