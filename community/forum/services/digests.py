"""The digest: what was missed, in one mail a day or a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from community.forum.choices.reading import Rhythm
from community.forum.models import ForumSettings
from community.forum.queries.digests import digest_for
from community.forum.queries.places import places_for
from community.forum.services.links import digest_stop_path
from community.forum.services.settings import DAYS, next_digest_at
from marketplace.notifications.services import queue_mail

log = structlog.get_logger(__name__)

MOST_IN_A_RUN: Final = 50


def send_forum_digests(*, now: datetime, limit: int) -> int:
    """Write the digests that are due; returns how many mails were written.

    Each in a transaction of its own: one that fails is logged and holds up none of the others.
    """
    due = ForumSettings.objects.filter(digest_due_at__lte=now).order_by("digest_due_at", "member")
    members = list(due.values_list("member_id", flat=True)[: min(limit, MOST_IN_A_RUN)])
    return sum(_send_alone(member_id=member_id, now=now) for member_id in members)


def _send_alone(*, member_id: int, now: datetime) -> bool:
    try:
        return _send(member_id=member_id, now=now)
    except Exception:
        log.exception("forum_digest_not_sent", member=member_id)
        return False


@transaction.atomic
def _send(*, member_id: int, now: datetime) -> bool:
    row = (
        ForumSettings.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .select_related("member")
        .filter(member=member_id, digest_due_at__lte=now)
        .first()
    )
    if row is None:
        return False
    rhythm, member = Rhythm(row.digest), row.member
    since = row.digest_sent_at or now - timedelta(days=DAYS.get(rhythm, 7))
    row.digest_due_at = next_digest_at(member, rhythm, now=now)
    row.save(update_fields=["digest_due_at"])
    if rhythm == Rhythm.NEVER or not member.is_active or not member.email:
        return False
    digest = digest_for(member, categories=list(places_for(member).seen), since=since, now=now)
    if digest.is_empty:
        return False

    row.digest_sent_at = now
    row.save(update_fields=["digest_sent_at"])
    stop = digest_stop_path(member)
    queue_mail(
        to=member.email,
        language=member.language,
        message="forum_digest",
        context={"digest": digest, "rhythm": rhythm.value, "unsubscribe_path": stop},
        member=member,
        unsubscribe=stop,
        now=now,
    )
    return True
