"""Drafts and bookmarks of one member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.urls import reverse

from community.forum.choices import PostState, TopicState
from community.forum.models import Bookmark, Draft, Post, Topic
from community.forum.queries.places import Places, places_for
from community.forum.queries.reading import ComposerDraft
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound

ON_A_PAGE: Final = 30
NEW_TOPIC: Final = "topic"


def composer_draft(member: Member, place: str) -> ComposerDraft:
    """Return the member's draft at a place; what was posted since is no draft. Two queries."""
    own, posted_at = _own_last(member, place)
    draft = Draft.objects.filter(member=member, place=place).first()
    if draft is None or (posted_at is not None and draft.changed_at <= posted_at):
        return ComposerDraft(place, {}, 0, own)
    return ComposerDraft(place, draft.fields, draft.revision, own)


def _own_last(member: Member, place: str) -> tuple[int, datetime | None]:
    """Return what the member posted last at a place, and when."""
    kind, _dash, number = place.partition("-")
    if kind == "edit":
        rows = Post.objects.filter(pk=number).aggregate(
            last=Max("version_count"), at=Max("edited_at")
        )
    elif kind == "reply":
        rows = Post.objects.filter(author=member, topic=int(number)).aggregate(
            last=Max("pk"), at=Max("created_at")
        )
    else:
        rows = Topic.objects.filter(author=member).aggregate(last=Max("pk"), at=Max("created_at"))
    return rows["last"] or 0, rows["at"]


def get_draft_for(member: Member, place: str) -> Draft:
    """Return the member's draft at a place. Raises NotFound."""
    found = Draft.objects.filter(member=member, place=place).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list of drafts: where it goes on, and how it begins."""

    public_id: str
    place: str
    title: str
    excerpt: str
    changed_at: datetime
    url: str


def drafts_of(member: Member) -> QuerySet[Draft]:
    """Return the member's drafts, the last written first."""
    return Draft.objects.filter(member=member).order_by("-changed_at", "-pk")


def draft_page(member: Member, *, number: str) -> tuple[Page[Draft], list[DraftLine]]:
    """Return a page of drafts with where each goes on, in six queries at most.

    A draft is kept wherever its writer says: what the writer may not see is not named.
    """
    page = Paginator(drafts_of(member), ON_A_PAGE).get_page(number)
    rows = list(page.object_list)
    places = places_for(member)
    topics = Topic.objects.in_bulk(_numbers(rows, "reply"))
    topics = {pk: topic for pk, topic in topics.items() if _may_name(places, topic)}
    posts = Post.objects.select_related("topic").in_bulk(_numbers(rows, "edit"))
    posts = {pk: post for pk, post in posts.items() if _may_name(places, post.topic, post)}
    return page, [_line(row, topics, posts) for row in rows]


def _may_name(places: Places, topic: Topic, post: Post | None = None) -> bool:
    """Whether the reader sees a topic, and a post of it."""
    reader, thing = places.reader, post or topic
    if topic.category_id not in places.by_id:
        return False
    is_shown = topic.state in (TopicState.VISIBLE, TopicState.MERGED)
    if post is not None:
        is_shown = topic.state == TopicState.VISIBLE and post.state == PostState.VISIBLE
    return is_shown or thing.author_id == reader.pk or reader.is_staff


def _numbers(rows: Sequence[Draft], kind: str) -> list[int]:
    found = [row.place.partition("-") for row in rows]
    return [int(number) for one, _dash, number in found if one == kind]


def _line(row: Draft, topics: Mapping[int, Topic], posts: Mapping[int, Post]) -> DraftLine:
    kind, _dash, number = row.place.partition("-")
    title, url = row.fields.get("title", ""), reverse("forum:start")
    topic = topics.get(int(number)) if kind == "reply" else None
    post = posts.get(int(number)) if kind == "edit" else None
    if topic is not None:
        title, url = topic.title, f"{topic.get_absolute_url()}#write"
    elif post is not None:
        title, url = post.topic.title, reverse("forum:edit", args=[post.pk])
    return DraftLine(
        public_id=row.public_id,
        place=kind,
        title=title,
        excerpt=str(row.fields.get("body", ""))[:400],
        changed_at=row.changed_at,
        url=url,
    )


def count_drafts(member: Member) -> int:
    """Count the member's drafts."""
    return Draft.objects.filter(member=member).count()


def bookmarks_of(member: Member) -> QuerySet[Bookmark]:
    """Return the member's marks with their posts, the newest first."""
    rows = Bookmark.objects.filter(member=member).select_related("post__topic", "post__author")
    return rows.order_by("-pk")


def bookmarks_seen(member: Member, *, categories: Sequence[int]) -> QuerySet[Bookmark]:
    """Return the marks at posts that the member may still see, the newest first."""
    return bookmarks_of(member).filter(
        post__topic__category__in=categories,
        post__state="visible",
        post__topic__state="visible",
    )


def bookmark_page(member: Member, *, categories: Sequence[int], number: str) -> Page[Bookmark]:
    """Return a page of marks at posts that the member may still see. Two queries."""
    return Paginator(bookmarks_seen(member, categories=categories), ON_A_PAGE).get_page(number)


def bookmark_at(member: Member, post_id: int) -> Bookmark | None:
    """Return the member's mark at a post, if there is one."""
    return Bookmark.objects.filter(member=member, post=post_id).first()


def get_bookmark_for(member: Member, public_id: str) -> Bookmark:
    """Return the member's mark. Raises NotFound."""
    found = bookmarks_of(member).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found
