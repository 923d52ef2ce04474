"""What beat wakes for those who read: mails, digests, reminders, forgetting."""

from __future__ import annotations

from datetime import datetime

from community.forum.services import bookmarks, digests, drafts, inbound, notice_mails
from marketplace.core.sweeps import sweep


@sweep("forum.mail_posts", every=20, queue="mail")
def mail_told_posts(*, now: datetime, limit: int) -> int:
    """Write the mails about posts whose waiting time is over."""
    return notice_mails.mail_told_posts(now=now, limit=limit)


@sweep("forum.send_digests", every=60, queue="mail")
def send_forum_digests(*, now: datetime, limit: int) -> int:
    """Write the digests of members for whom it is eight in the morning."""
    return digests.send_forum_digests(now=now, limit=limit)


@sweep("forum.remind", every=30, queue="default")
def remind_of_bookmarks(*, now: datetime, limit: int) -> int:
    """Remind members of the posts that they wanted to come back to."""
    return bookmarks.remind_of_bookmarks(now=now, limit=limit)


@sweep("forum.forget_drafts", every=3600, queue="bulk")
def forget_old_drafts(*, now: datetime, limit: int) -> int:
    """Delete drafts that nobody has touched for long."""
    return drafts.forget_old_drafts(now=now, limit=limit)


@sweep("forum.forget_mails", every=3600, queue="bulk")
def forget_old_mails(*, now: datetime, limit: int) -> int:
    """Delete what is kept of inbound mails past their keeping time."""
    return inbound.forget_old_mails(now=now, limit=limit)
