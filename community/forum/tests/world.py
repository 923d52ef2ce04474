"""Categories, topics and posts for the tests of this app."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from community.forum.choices import CategoryKind, Group, Right
from community.forum.models import Category, Post, Topic
from community.forum.queries.places import places_for
from community.forum.services.categories import set_permissions
from community.forum.services.writing import start_topic, write_reply
from community.reputation.models import MemberStanding
from marketplace.accounts.models import Member

__all__ = ["answer", "ask", "category", "places_for", "set_permissions", "stands"]

OPEN = (
    (Group.EVERYONE, Right.SEE),
    (Group.MEMBERS, Right.START),
    (Group.MEMBERS, Right.REPLY),
)
CLOSED = tuple((Group.LEVEL_2, right) for right in Right)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def category(
    slug: str = "web",
    *,
    now: datetime,
    kind: str = CategoryKind.QUESTIONS,
    parent: Category | None = None,
    permissions: tuple[tuple[str, str], ...] = OPEN,
    **fields: Any,
) -> Category:
    """Return a category, open to everybody unless told otherwise."""
    names = {f"name_{code}": f"{slug} {code}" for code in ("ar", "en", "he", "ur")}
    made = Category.objects.create(
        slug=slug, kind=kind, parent=parent, created_at=now, **{**names, **fields}
    )
    set_permissions(made, permissions)
    return made


def ask(
    author: Member,
    where: Category,
    *,
    now: datetime,
    title: str = "How do I centre a box?",
    body: str = "I have tried everything.",
    **more: Any,
) -> Topic:
    """Return a question that is asked."""
    return start_topic(author=author, category_id=where.pk, title=title, body=body, now=now, **more)


def answer(
    author: Member, topic: Topic, *, now: datetime, body: str = "Use a grid.", **more: Any
) -> Post:
    """Return an answer."""
    return write_reply(topic_id=topic.pk, author=author, body=body, now=now, **more)


def stands(member: Member, level: int, *, now: datetime) -> None:
    """Let a member stand at a level."""
    MemberStanding.objects.update_or_create(
        member=member, defaults={"level": level, "since": now, "counted_on": now.date()}
    )
