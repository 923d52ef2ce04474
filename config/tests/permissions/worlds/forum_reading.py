"""A topic that everybody reads, a post that waits, and what salma keeps for herself."""

from __future__ import annotations

from community.forum.choices import Group, HeldFor, PostState, Right
from community.forum.models import (
    Category,
    Permission,
    Post,
    QueueDecision,
    Tag,
    Topic,
)
from community.forum.services.bookmarks import bookmark_post
from community.forum.services.drafts import save_draft
from community.forum.services.links import digest_stop_path, feed_token, mute_path
from community.forum.services.writing import start_topic, write_reply
from config.tests.permissions.rules import MODERATOR, OMAR, SALMA
from config.tests.permissions.world import SALMAS_SECRET, World


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _topic(world: World) -> Topic:
    names = {f"name_{code}": "Reading" for code in ("ar", "en", "he", "ur")}
    place = Category.objects.create(slug="reading-room", created_at=world.now, **names)
    rows = ((Group.EVERYONE, Right.SEE), (Group.MEMBERS, Right.START), (Group.MEMBERS, Right.REPLY))
    Permission.objects.bulk_create(
        Permission(category=place, group=group, right=right) for group, right in rows
    )
    return start_topic(
        author=world.who(OMAR),
        category_id=place.pk,
        title="A topic that everybody reads",
        body="Here it stands.",
        tags="reading",
        now=world.now,
    )


def _queue(world: World, topic: Topic) -> None:
    omar, now = world.who(OMAR), world.now
    held = write_reply(topic_id=topic.pk, author=omar, body="I wait.", now=now)
    Post.objects.filter(pk=held.pk).update(state=PostState.HELD, held_for=HeldFor.LINKS)
    gone = write_reply(topic_id=topic.pk, author=omar, body="I was held.", now=now)
    decision = QueueDecision.objects.create(
        post=gone, act="accept", actor=world.who(MODERATOR), at=now
    )
    world.ids |= {"held_post": held.pk, "queue_decision": decision.public_id}


def add_reading(world: World) -> None:
    """Make everything that the table of readers names."""
    salma, omar, now = world.who(SALMA), world.who(OMAR), world.now
    topic = _topic(world)
    first = topic.first_post
    assert first is not None
    _queue(world, topic)
    draft = save_draft(
        member=salma,
        place=f"reply-{topic.pk}",
        fields={"body": f"Begun {SALMAS_SECRET}"},
        revision=0,
        device="",
        now=now,
    )
    mark = bookmark_post(member=salma, post=first, note=SALMAS_SECRET, now=now)
    world.ids |= {
        "read_topic": topic.pk,
        "read_slug": topic.slug,
        "read_number": 1,
        "read_post": first.pk,
        "read_category": topic.category.slug,
        "read_tag": Tag.objects.get(slug="reading").slug,
        "forum_draft": draft.public_id,
        "draft_place": draft.place,
        "new_place": "topic",
        "forum_bookmark": mark.public_id,
        "forum_digest_token": _last(digest_stop_path(omar)),
        "forum_mute_token": _last(mute_path(omar, topic.pk)),
        "feed_form": "atom",
        "feed_token": feed_token(omar),
        "mail_gateway": "signed",
    }


PARTS = (add_reading,)
