"""One mail a day with what happened, for those who like it so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.core.sweeps import one_by_one
from marketplace.notifications.channels.mail.outgoing import write_mail
from marketplace.notifications.channels.mail.unsubscribe import unsubscribe_path
from marketplace.notifications.models import Notification
from marketplace.notifications.policies import hears
from marketplace.notifications.queries import lines, reader_of


def send_due_digests(*, now: datetime, limit: int) -> int:
    """Queue a digest for each member whose time has come; returns how many were queued.

    What the member has read in page meanwhile is not told again.
    """
    due = Notification.objects.filter(digest_at__lte=now).order_by("member_id")
    members = due.values_list("member_id", flat=True).distinct()[:limit]
    return one_by_one(
        list(members),
        lambda member_id: _send_digest(member_id=member_id, now=now),
        fault="digest_not_sent",
    )


@transaction.atomic
def _send_digest(*, member_id: int, now: datetime) -> bool:
    rows = list(
        Notification.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(member_id=member_id, digest_at__lte=now)
        .order_by("id")
    )
    member = Member.objects.get(pk=member_id)

    if not rows:
        return False

    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(digest_at=None)
    unread = [row for row in rows if row.read_at is None]
    if not unread or not member.email or not hears(member):
        return False
    reader = reader_of(member)
    with translation.override(reader.language):
        told = lines(unread, member=member, lang=reader.language)
    stop = unsubscribe_path(member, {row.group for row in unread})
    write_mail(
        to=member.email,
        reader=reader,
        message="digest",
        context={"lines": told, "unsubscribe_path": stop},
        member=member,
        unsubscribe=stop,
        now=now,
    )
    return True
