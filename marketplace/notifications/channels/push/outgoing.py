"""Writing a push message into the queue: one row for each of the member's devices."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from django.utils import translation

from marketplace.accounts.choices import RTL_LANGUAGES
from marketplace.accounts.models import Member
from marketplace.core.addresses import in_language
from marketplace.notifications.models import Notification, OutgoingPush, PushSubscription
from marketplace.notifications.queries import reader_of, word_notification

# Push services take 4,096 bytes at most, and encryption adds some.
LONGEST_BODY: Final = 400


def write_pushes(*, notification: Notification, member: Member, now: datetime) -> int:
    """Put the notification into the queue for every device, in the member's language.

    Joins the caller's transaction. Returns for how many devices.
    """
    devices = list(PushSubscription.objects.filter(member=member).order_by("id"))
    if not devices:
        return 0
    reader = reader_of(member)
    with translation.override(reader.language):
        wording = word_notification(
            kind=notification.kind, params=notification.params, reader=reader
        )
    told = {
        "title": wording.title,
        "body": wording.body[:LONGEST_BODY],
        "url": in_language(notification.url, reader.language),
        "tag": notification.public_id,
        "lang": reader.language,
        "dir": "rtl" if reader.language in RTL_LANGUAGES else "ltr",
    }
    payload = json.dumps(told, ensure_ascii=False)
    OutgoingPush.objects.bulk_create(
        OutgoingPush(
            subscription=device,
            notification=notification,
            payload=payload,
            due_at=now,
            created_at=now,
        )
        for device in devices
    )
    return len(devices)
