"""The counts that topics, categories and tags carry, brought in line with what is in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, F, Min, Q, Sum

from community.forum.choices import PostState, TopicState
from community.forum.models import Category, Post, Solution, Tag, Topic

COUNTED = (
    *("reply_count", "like_count", "solved_at", "last_post", "last_author"),
    *("last_post_at", "asker_spoke_at", "last_number", "changed_at"),
)


def recount_topic(topic: Topic, *, now: datetime) -> None:
    """Count a locked topic's posts again and save the counts; its highest number never falls."""
    shown = Post.objects.filter(topic=topic, state=PostState.VISIBLE)
    replies = ~Q(pk=topic.first_post_id)
    counts = shown.aggregate(replies=Count("pk", filter=replies), likes=Sum("like_count"))
    last = shown.order_by("-number").first()
    own = shown.filter(author=topic.author_id).order_by("-created_at", "-pk").first()
    solved = Solution.objects.filter(topic=topic, ended_at=None, post__state=PostState.VISIBLE)
    topic.reply_count, topic.like_count = counts["replies"], counts["likes"] or 0
    # What was chosen stands in a discussion too, and counts once the topic is a question again.
    first = solved.aggregate(first=Min("chosen_at"))["first"]
    topic.solved_at = first if topic.is_question else None
    topic.last_post, topic.last_author = last, last.author if last else None
    topic.last_post_at = last.created_at if last else topic.created_at
    topic.asker_spoke_at = own.created_at if own else topic.created_at
    topic.changed_at = now
    topic.save(update_fields=COUNTED)


def count_place(topic: Topic, *, before: str, after: str) -> None:
    """Let the counts of a topic's category and tags follow its state. Call it last."""
    step = (after == TopicState.VISIBLE) - (before == TopicState.VISIBLE)
    if step:
        count_category(topic.category_id, step)
        count_tags(topic.tags, step)


def count_category(category_id: int, step: int) -> None:
    """Add to the number of topics of a category."""
    rows = Category.objects.filter(pk=category_id)
    rows.update(topic_count=F("topic_count") + step)


def count_tags(slugs: Sequence[str], step: int) -> None:
    """Add to the numbers of topics of tags, one after the other in one order."""
    for slug in sorted(set(slugs)):
        Tag.objects.filter(slug=slug).update(topic_count=F("topic_count") + step)


def keep_tags(slugs: Sequence[str], *, now: datetime) -> None:
    """Let tags exist that a topic carries."""
    rows = [Tag(slug=slug, created_at=now) for slug in sorted(set(slugs))]
    Tag.objects.bulk_create(rows, ignore_conflicts=True)


def count_view(*, topic_id: int) -> None:
    """Count a reader of a topic."""
    Topic.objects.filter(pk=topic_id).update(view_count=F("view_count") + 1)
