"""How the demo's people read the forum: what is unread, drafts, bookmarks, a digest, a queue."""

from __future__ import annotations

from datetime import timedelta

from community.forum.choices import TopicState
from community.forum.choices.reading import Level, Rhythm
from community.forum.models import Category, ForumSettings, Post, Tag, Topic
from community.forum.services.bookmarks import bookmark_post
from community.forum.services.digests import send_forum_digests
from community.forum.services.drafts import reply_place, save_draft
from community.forum.services.levels import choose_category_level, choose_tag_level
from community.forum.services.notice_mails import mail_told_posts
from community.forum.services.reading import record_reading
from community.forum.services.settings import choose_settings
from config.demo.world import World
from marketplace.moderation.choices import FlagReason
from marketplace.moderation.services import flag

READERS = ("salma", "omar", "tariq", "noor", "maya")
DRAFTS = (
    (
        "salma",
        {
            "title": "كيف أسعّر هوية بصرية لمقهى صغير؟",
            "tags": "تسعير شعار",
            "body": "عندي عميل في أبها يريد شعارا وأكياسا، ولا أعرف هل أحسب بالساعة أم "
            "بالمشروع.\n\nجرّبت أن",
        },
    ),
    (
        "omar",
        {
            "title": "Who keeps the source files after the handover?",
            "body": "My designer says that the source files cost extra. Is that",
        },
    ),
)
FLAGGED = "This is an advertisement for a course, in every second topic."


def seed_forum_reading(world: World) -> None:
    """Let everybody read a part, begin a draft, mark a post, and get a digest; two posts wait."""
    topics = list(Topic.objects.filter(state=TopicState.VISIBLE).order_by("-last_post_at", "pk"))
    for number, name in enumerate(READERS):
        marks = {
            topic.pk: max(1, topic.last_number - (at + number) % 3)
            for at, topic in enumerate(topics)
            if (at + number) % 4
        }
        record_reading(member=world.who(name), marks=marks, now=world.ago(hours=6))
    _follow(world)
    _keep(world, topics)
    _digest(world)
    _report(world)
    mail_told_posts(now=world.now, limit=500)
    world.settle(world.now)


def _follow(world: World) -> None:
    now = world.ago(days=20)
    places = Category.objects.order_by("pk")
    choose_category_level(
        member=world.who("salma"), category=places[0], level=Level.WATCHING, now=now
    )
    choose_category_level(member=world.who("salma"), category=places[1], level=Level.MUTED, now=now)
    tag = Tag.objects.filter(topic_count__gt=0).order_by("-topic_count", "pk")[0]
    choose_tag_level(member=world.who("salma"), tag=tag, level=Level.TRACKING, now=now)
    choose_tag_level(member=world.who("tariq"), tag=tag, level=Level.WATCHING, now=now)


def _keep(world: World, topics: list[Topic]) -> None:
    now = world.ago(hours=2)
    for name, fields in DRAFTS:
        save_draft(
            member=world.who(name), place="topic", fields=fields, revision=0, device="", now=now
        )
    save_draft(
        member=world.who("salma"),
        place=reply_place(topics[0].pk),
        fields={"body": "أظن أن الجواب في الرابط الذي وضعه طارق، لكن"},
        revision=0,
        device="",
        now=now,
    )
    notes = ("أجرّبها مع العميل القادم", "Ask again in spring", "")
    for at, topic in enumerate(topics[:3]):
        post = topic.first_post
        if post is not None:
            due_at = world.now + timedelta(days=7 * at) if at else None
            bookmark_post(
                member=world.who("salma"), post=post, note=notes[at], due_at=due_at, now=now
            )


def _digest(world: World) -> None:
    """Let two digests go out this morning, and set the rhythm of who reads seldom."""
    for name, rhythm in (("dana", Rhythm.DAILY), ("noam", Rhythm.WEEKLY)):
        choose_settings(
            member=world.who(name),
            digest=rhythm,
            after_topic=Level.WATCHING,
            after_reply=Level.TRACKING,
            now=world.ago(days=9),
        )
    due = ForumSettings.objects.filter(member__username__in=("dana", "noam"))
    due.update(digest_due_at=world.ago(hours=1))
    send_forum_digests(now=world.now, limit=20)


def _report(world: World) -> None:
    """Let two members report a post, so that the desk has one of each sort."""
    rows = Post.objects.filter(state="visible", topic__state=TopicState.VISIBLE, number__gt=1)
    post = rows.exclude(author__username__in=("grace", "layla")).order_by("-pk")[0]
    for name in ("grace", "layla"):
        flag(
            kind="forum_post",
            ref=str(post.pk),
            reason=FlagReason.SPAM,
            text=FLAGGED,
            actor=world.who(name),
            now=world.ago(hours=1),
        )
