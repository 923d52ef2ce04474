"""Marks at posts that somebody wants to come back to, with a note and a reminder."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.forum.choices import FARTHEST, PostState, TopicState
from community.forum.choices.reading import NOTE_MAX
from community.forum.errors.reading import BookmarksFull, ReminderInThePast
from community.forum.errors.writing import MomentTooFar
from community.forum.models import Bookmark, Post
from community.forum.queries.telling import may_see_among
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.notifications.services import notify

REMINDER = "forum.reminder"


@transaction.atomic
def bookmark_post(
    *, member: Member, post: Post, note: str = "", due_at: datetime | None = None, now: datetime
) -> Bookmark:
    """Mark a post; marking it again changes the note and the reminder of the mark that stands.

    Locks the member, so that the limit holds for two windows at once. Raises ReminderInThePast,
    MomentTooFar, BookmarksFull.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    own = Bookmark.objects.filter(member=member)

    if due_at is not None and due_at <= now:
        raise ReminderInThePast(field="due_at")
    if due_at is not None and due_at > now + FARTHEST:
        raise MomentTooFar(field="due_at")
    found = own.filter(post=post).first()
    if found is None and own.count() >= rules().forum_bookmarks_max:
        raise BookmarksFull(count=rules().forum_bookmarks_max)

    if found is None:
        return Bookmark.objects.create(
            member=member, post=post, note=note.strip()[:NOTE_MAX], due_at=due_at, created_at=now
        )
    found.note = note.strip()[:NOTE_MAX]
    found.due_at = due_at
    found.save(update_fields=["note", "due_at"])
    return found


def remove_bookmark(*, member: Member, public_id: str) -> None:
    """Take a mark away. Raises NotFound, for a stranger's too."""
    deleted, _tables = Bookmark.objects.filter(member=member, public_id=public_id).delete()
    if not deleted:
        raise NotFound


@transaction.atomic
def remind_of_bookmarks(*, now: datetime, limit: int) -> int:
    """Tell members of the posts that they wanted to be reminded of; returns how many were due.

    Locks the rows that are due, passing over those that another sweep holds; each is told once.
    Of a post that went out of view or was closed to the member nothing is told.
    """
    due = list(
        Bookmark.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .filter(due_at__lte=now)
        .select_related("member", "post__topic")
        .order_by("due_at", "id")[:limit]
    )
    for mark in due:
        mark.due_at = None
        if not _is_seen(mark):
            continue
        notify(
            member=mark.member,
            kind=REMINDER,
            params={"title": mark.post.topic.title, "note": mark.note},
            url=mark.post.get_absolute_url(),
            coalesce_on=f"forum-mark:{mark.public_id}",
            now=now,
        )
        mark.reminded_at = now
    Bookmark.objects.bulk_update(due, ["due_at", "reminded_at"])
    return len(due)


def _is_seen(mark: Bookmark) -> bool:
    topic = mark.post.topic
    if mark.post.state != PostState.VISIBLE or topic.state != TopicState.VISIBLE:
        return False
    members = may_see_among(topic.category_id, [mark.member_id])
    return members is None or mark.member_id in members
