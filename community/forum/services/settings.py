"""How a member likes the forum to behave."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from community.forum.choices.reading import Level, Rhythm
from community.forum.models import ForumSettings
from marketplace.accounts.models import Member
from marketplace.core.mail import Reader

DIGEST_TIME: Final = time(8, 0)
DAYS: Final = {Rhythm.DAILY: 1, Rhythm.WEEKLY: 7}


def next_digest_at(member: Member, rhythm: Rhythm, *, now: datetime) -> datetime | None:
    """Return eight in the morning by the member's clock, one day or a week on; None for never."""
    if rhythm not in DAYS:
        return None
    zone = Reader(language=member.language, timezone=member.timezone).zone
    day = now.astimezone(zone).date() + timedelta(days=DAYS[rhythm])
    return datetime.combine(day, DIGEST_TIME, tzinfo=zone)


@transaction.atomic
def choose_settings(
    *, member: Member, digest: Rhythm, after_topic: Level, after_reply: Level, now: datetime
) -> ForumSettings:
    """Keep what the member wants; the digest's next day is counted from now."""
    chosen = {
        "digest": digest,
        "digest_due_at": next_digest_at(member, digest, now=now),
        "after_topic": after_topic,
        "after_reply": after_reply,
    }
    row, _is_new = ForumSettings.objects.update_or_create(
        member=member,
        defaults=chosen,
        create_defaults={**chosen, "new_since": member.date_joined},
    )
    return row


def begin_settings(*, member: Member, now: datetime) -> None:
    """Give who writes for the first time the defaults; what stands already stays."""
    ForumSettings.objects.get_or_create(
        member=member,
        defaults={
            "new_since": member.date_joined,
            "digest_due_at": next_digest_at(member, Rhythm.WEEKLY, now=now),
        },
    )


@transaction.atomic
def renew_feed_address(*, member: Member, now: datetime) -> ForumSettings:
    """Make the addresses of the member's private feeds worthless, and new ones possible."""
    begin_settings(member=member, now=now)
    ForumSettings.objects.filter(member=member).update(feed_version=F("feed_version") + 1)
    return ForumSettings.objects.get(member=member)
