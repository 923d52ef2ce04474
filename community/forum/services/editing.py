"""Posts are changed: each version is kept, and any of them can be restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from community.forum.choices import REASON_MAX, Act, EditReason, PostState
from community.forum.errors.writing import (
    EditOvertaken,
    EditTooLate,
    NothingChanged,
    NotYourPost,
)
from community.forum.events.writing import PostEdited, TopicChanged
from community.forum.models import Post, PostVersion, Topic
from community.forum.policies.writing import can_edit_post
from community.forum.queries.places import Places, places_for
from community.forum.services.acting import note_act
from community.forum.services.counting import count_tags, keep_tags
from community.forum.services.mentioning import keep_mentions
from community.forum.services.states import lock_post
from community.forum.services.texts import (
    Written,
    clean_title,
    read_tags,
    refuse_new_links,
    write_text,
)
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.ratelimit import spend
from marketplace.core.slugs import unicode_slug

# Each edit is a version that is kept.
EDITS: Final = "60 per hour"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What an edit wants; title and tags only of a topic's first post, else None."""

    body: str
    title: str | None = None
    tags: str | None = None
    reason: str = ""
    why: EditReason = EditReason.EDITED


@transaction.atomic
def edit_post(
    *,
    post_id: int,
    actor: Member,
    body: str,
    title: str | None = None,
    tags: str | None = None,
    reason: str = "",
    seen_version: int | None = None,
    now: datetime,
) -> Post:
    """Change a post's words; of a topic's first post the title and tags too.

    `seen_version` is the version that the editor began from: another one meanwhile refuses. What
    somebody else's hand changed stands in the log. Locks topic and post. Raises NotFound,
    NotYourPost, EditTooLate, EditOvertaken, NothingChanged, LinksWouldWait, TooManyRequests (an
    hour's limit for all but the forum's staff), what a text refuses.
    """
    change = Change(body=body, title=title, tags=tags, reason=reason)
    return _change(post_id, actor, change, seen_version, now)


@transaction.atomic
def restore_version(*, post_id: int, actor: Member, number: int, now: datetime) -> Post:
    """Bring an earlier version's words back, as a new version. Raises as `edit_post` does."""
    version = PostVersion.objects.filter(post=post_id, number=number).first()
    if version is None:
        raise NotFound
    change = Change(body=version.source, title=version.title or None, why=EditReason.RESTORED)
    return _change(post_id, actor, change, None, now)


def _change(
    post_id: int, actor: Member, change: Change, seen_version: int | None, now: datetime
) -> Post:
    topic, post = lock_post(post_id)
    places = places_for(actor)

    _refuse(topic, post, places, seen_version, now)
    written = write_text(change.body)
    is_first = topic.first_post_id == post.pk
    title = clean_title(change.title) if is_first and change.title is not None else topic.title
    tags = read_tags(change.tags) if is_first and change.tags is not None else topic.tags
    if (written.source, title, tags) == (post.source, topic.title, topic.tags):
        raise NothingChanged
    if post.state == PostState.VISIBLE and post.author_id == actor.pk:
        refuse_new_links(places.reader, post, written)
    if not places.reader.is_staff:
        spend(rate=EDITS, name="forum_edit", who=actor.public_id)

    _write_version(post, change, written, title if is_first else "", actor=actor, now=now)
    if is_first:
        rename_topic(topic, title=title, tags=tags, now=now)
    if post.author_id != actor.pk:
        note_act(actor=actor, act=Act.EDIT_POST, post=post, reason=change.reason, now=now)
    publish(
        PostEdited(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=post.author.public_id,
            editor_id=actor.public_id,
        ),
        now=now,
    )
    if post.state == PostState.VISIBLE:
        keep_mentions(post, topic, written.named, reader=places.reader, places=places, now=now)
    return post


def _write_version(
    post: Post, change: Change, written: Written, title: str, *, actor: Member, now: datetime
) -> None:
    """Let a locked post say its new words, and keep them as a version."""
    post.source, post.html, post.text = (
        written.source,
        written.rendered.html,
        written.rendered.text,
    )
    post.renderer_version = written.rendered.version
    post.version_count += 1
    post.edited_at = now
    post.save(
        update_fields=["source", "html", "text", "renderer_version", "version_count", "edited_at"]
    )
    PostVersion.objects.create(
        post=post,
        number=post.version_count,
        title=title,
        source=written.source,
        why=change.why,
        reason=" ".join(change.reason.split())[:REASON_MAX],
        editor=actor,
        written_at=now,
    )


def _refuse(
    topic: Topic, post: Post, places: Places, seen_version: int | None, now: datetime
) -> None:
    reader = places.reader
    if topic.category_id not in places.by_id:
        raise NotFound
    if post.state != PostState.VISIBLE and post.author_id != reader.pk and not reader.is_staff:
        raise NotFound
    if post.author_id != reader.pk and not reader.is_staff:
        raise NotYourPost
    if not can_edit_post(reader, topic, post, now=now):
        raise EditTooLate
    if seen_version is not None and seen_version != post.version_count:
        raise EditOvertaken


def rename_topic(topic: Topic, *, title: str, tags: list[str], now: datetime) -> None:
    """Give a locked topic another title and other tags, where they differ."""
    if (title, tags) == (topic.title, topic.tags):
        return
    gone, fresh = set(topic.tags) - set(tags), set(tags) - set(topic.tags)
    topic.title, topic.slug, topic.tags = title, unicode_slug(title, fallback="topic"), tags
    topic.changed_at = now
    topic.save(update_fields=["title", "slug", "tags", "changed_at"])
    publish(
        TopicChanged(
            topic_id=topic.pk,
            author_id=topic.author.public_id,
            title=topic.title,
            state=topic.state,
        ),
        now=now,
    )
    keep_tags(sorted(fresh), now=now)
    if topic.state == "visible":
        for slug in sorted(gone | fresh):
            count_tags([slug], 1 if slug in fresh else -1)
