"""A small forum for the tests of those who read."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage

from community.forum.choices import Group, Right
from community.forum.models import Category, Permission, Post, ReplyAddress, Topic
from community.forum.services.notice_mails import reply_address
from community.forum.services.writing import start_topic, write_reply
from marketplace.accounts.models import Member
from marketplace.core.outbox import deliver_due

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ANSWERS_AT = "forum@wazzifni.example"


def make_category(
    slug: str = "help", *, parent: Category | None = None, group: str = Group.EVERYONE
) -> Category:
    """Make a category: everybody, or a group alone, sees it and writes there."""
    names = {f"name_{code}": slug for code in ("ar", "en", "he", "ur")}
    made = Category.objects.create(
        slug=slug, parent=parent, created_at=datetime.fromisoformat("2026-01-01T00:00Z"), **names
    )
    writers = Group.MEMBERS if group == Group.EVERYONE else group
    rows = [(group, Right.SEE), (writers, Right.START), (writers, Right.REPLY)]
    Permission.objects.bulk_create(
        Permission(category=made, group=who, right=what) for who, what in rows
    )
    return made


def topic_by(
    author: Member,
    category: Category,
    *,
    now: datetime,
    title: str = "A question of mine",
    tags: str = "",
) -> Topic:
    """Start a topic."""
    return start_topic(
        author=author,
        category_id=category.pk,
        title=title,
        body="How do I begin with it, and what comes first?",
        tags=tags,
        now=now,
    )


def reply_by(
    author: Member,
    topic: Topic,
    *,
    now: datetime,
    body: str = "First this, then that.",
    to: Post | None = None,
) -> Post:
    """Write a reply."""
    return write_reply(
        topic_id=topic.pk,
        author=author,
        body=body,
        reply_to_id=to.pk if to else None,
        now=now,
    )


def settle(now: datetime) -> None:
    """Let everybody hear of what happened."""
    deliver_due(now=now)


def letter(
    member: Member,
    topic: Topic,
    text: str = "It works like this.",
    *,
    now: datetime,
    sender: str = "",
    **headers: str,
) -> bytes:
    """Return an answer by mail from a member to a topic."""
    to = reply_address(member=member, topic=topic, now=now)
    message = EmailMessage()
    message["From"] = f"Somebody <{sender or member.email}>"
    message["To"] = to
    message["Subject"] = f"Re: {topic.title}"
    message["Message-ID"] = f"<{ReplyAddress.objects.count()}.{len(text)}@mail.example>"
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()
