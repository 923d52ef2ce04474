"""Telling many members the same at once: a fixed number of statements, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from marketplace.accounts.models import Member
from marketplace.core.addresses import without_language
from marketplace.core.ids import new_public_id
from marketplace.notifications.channels import CHANNELS
from marketplace.notifications.choices import KINDS, Frequency
from marketplace.notifications.models import Notification, Preference, PushSubscription

_TELL: Final = """
INSERT INTO notifications_notification
       (public_id, member_id, kind, "group", params, url, coalesce_on, created_at)
SELECT one.public_id, one.member_id, %(kind)s, %(group)s, %(params)s::jsonb, %(url)s,
       %(key)s, %(now)s
  FROM unnest(%(ids)s::text[], %(members)s::bigint[]) AS one (public_id, member_id)
  JOIN accounts_member AS member ON member.id = one.member_id
 WHERE member.is_active OR member.standing = 'suspended'
    ON CONFLICT DO NOTHING
RETURNING id
"""


@transaction.atomic
def notify_many(
    *,
    members: Sequence[int],
    kind: str,
    params: Mapping[str, str | int],
    url: str,
    now: datetime,
    coalesce_on: str = "",
    mails_at_once: bool = True,
) -> set[int]:
    """Write the same notification for many members, as `notify` does for one. Returns who got it.

    One statement writes the rows; those who hear by mail or on a device besides cost one each.
    With `mails_at_once` False the caller writes the mails that go at once, and only what waits for
    the daily mail is marked here. An unknown kind: KeyError.
    """
    group = KINDS[kind].group
    with connection.cursor() as cursor:
        cursor.execute(
            _TELL,
            {
                "ids": [new_public_id() for _member in members],
                "members": list(members),
                "kind": kind,
                "group": group.value,
                "params": DjangoJSONEncoder(ensure_ascii=False).encode(dict(params)),
                "url": without_language(url),
                "key": coalesce_on,
                "now": now,
            },
        )
        ids = [row[0] for row in cursor.fetchall()]
    written = list(Notification.objects.filter(pk__in=ids).order_by("id"))
    _bring(written, group=group.value, mails_at_once=mails_at_once, now=now)
    return {row.member_id for row in written}


def _bring(rows: list[Notification], *, group: str, mails_at_once: bool, now: datetime) -> None:
    """Bring each row by the channels on which its member hears of it besides."""
    told = [row.member_id for row in rows]
    chosen = {
        (member, channel): frequency
        for member, channel, frequency in Preference.objects.filter(
            member__in=told, group=group
        ).values_list("member_id", "channel", "frequency")
    }
    devices = set(
        PushSubscription.objects.filter(member__in=told).values_list("member_id", flat=True)
    )
    by_mail = {
        member
        for member in told
        if mails_at_once or chosen.get((member, "mail")) == Frequency.DAILY
    }
    people = Member.objects.in_bulk(by_mail | devices)
    for row in rows:
        member = people.get(row.member_id)
        for name, reached in (("mail", by_mail), ("push", devices)):
            if member is None or row.member_id not in reached:
                continue
            channel = CHANNELS[name]
            wanted = chosen.get((row.member_id, name), "")
            frequency = channel.default_for(KINDS[row.kind].group)
            if wanted in channel.frequencies:
                frequency = Frequency(wanted)
            channel.bring(notification=row, member=member, frequency=frequency, now=now)


def mark_keys_read(*, member: Member, keys: Collection[str], now: datetime) -> int:
    """Take note that the member has seen the things of these keys; returns how many were unread."""
    rows = Notification.objects.filter(member=member, read_at=None, coalesce_on__in=keys)
    return rows.update(read_at=now, digest_at=None)
