"""What those who look after the forum do to topics. Each act is logged, and can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from community.forum.choices import Act, TopicState
from community.forum.errors.writing import MayNotStart, NothingChanged, TopicStateRefuses
from community.forum.events.writing import TopicChanged
from community.forum.models import Category, ModerationAct, Topic
from community.forum.queries.places import places_for
from community.forum.services.acting import last_act, note_act, refuse_others
from community.forum.services.counting import count_category, recount_topic
from community.forum.services.editing import rename_topic
from community.forum.services.states import lock_topic
from community.forum.services.texts import clean_title, read_tags
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish

# The column of each mark, and the acts that set it and take it off.
MARKS: Final[dict[str, tuple[str, Act, Act]]] = {
    "close": ("closed_at", Act.CLOSE_TOPIC, Act.OPEN_TOPIC),
    "pin": ("pinned_at", Act.PIN_TOPIC, Act.UNPIN_TOPIC),
    "archive": ("archived_at", Act.ARCHIVE_TOPIC, Act.UNARCHIVE_TOPIC),
}


@transaction.atomic
def mark_topic(
    *,
    topic_id: int,
    actor: Member,
    mark: str,
    is_on: bool,
    reason: str = "",
    undoes: ModerationAct | None = None,
    now: datetime,
) -> ModerationAct:
    """Close, pin or archive a topic, or take that back (`mark`: a key of MARKS).

    Locks the topic. Raises NotFound, NotForumStaff, TopicStateRefuses, NothingChanged.
    """
    column, set_act, end_act = MARKS[mark]
    topic = lock_topic(topic_id)
    _refuse(topic, actor)
    if (getattr(topic, column) is not None) == is_on:
        raise NothingChanged

    setattr(topic, column, now if is_on else None)
    topic.changed_at = now
    topic.save(update_fields=[column, "changed_at"])
    undone = undoes or (None if is_on else last_act(set_act, topic=topic))
    act = note_act(
        actor=actor,
        act=set_act if is_on else end_act,
        topic=topic,
        reason=reason,
        undoes=undone,
        now=now,
    )
    _publish(topic, now)
    return act


def last_of_mark(topic: Topic, mark: str) -> ModerationAct | None:
    """Return the last act that set or ended a mark of a topic."""
    _column, set_act, end_act = MARKS[mark]
    rows = ModerationAct.objects.filter(topic=topic, act__in=(set_act, end_act))
    return rows.order_by("-pk").first()


@transaction.atomic
def move_topic(
    *,
    topic_id: int,
    actor: Member,
    category_id: int,
    reason: str = "",
    undoes: ModerationAct | None = None,
    now: datetime,
) -> ModerationAct:
    """Move a topic to another category; its author's contributions stay with the old one.

    Locks the topic. Raises NotFound, NotForumStaff, TopicStateRefuses, NothingChanged, MayNotStart
    for a category that is archived.
    """
    topic = lock_topic(topic_id)
    _refuse(topic, actor)
    places = places_for(actor)
    place = places.by_id.get(category_id)
    if place is None:
        raise NotFound
    if place.id == topic.category_id:
        raise NothingChanged
    if place.is_archived:
        raise MayNotStart(field="category")

    before = places.by_id.get(topic.category_id)
    before_id = topic.category_id
    topic.category = Category.objects.get(pk=place.id)
    topic.is_question = place.is_questions
    topic.changed_at = now
    topic.save(update_fields=["category", "is_question", "changed_at"])
    recount_topic(topic, now=now)
    act = note_act(
        actor=actor,
        act=Act.MOVE_TOPIC,
        topic=topic,
        reason=reason,
        detail={"from": before.slug if before else "", "to": place.slug, "from_id": before_id},
        undoes=undoes,
        now=now,
    )
    _publish(topic, now)
    if topic.state == TopicState.VISIBLE:
        for number in sorted((before_id, place.id)):
            count_category(number, 1 if number == place.id else -1)
    return act


@transaction.atomic
def retitle_topic(
    *,
    topic_id: int,
    actor: Member,
    title: str,
    tags: str | None = None,
    reason: str = "",
    undoes: ModerationAct | None = None,
    now: datetime,
) -> ModerationAct:
    """Give a topic another title, and other tags where they are given.

    Locks the topic. Raises NotFound, NotForumStaff, TopicStateRefuses, NothingChanged,
    TitleTooShort, TooManyTags, TagUnreadable.
    """
    topic = lock_topic(topic_id)
    _refuse(topic, actor)
    title = clean_title(title)
    wanted = topic.tags if tags is None else read_tags(tags)
    if (title, wanted) == (topic.title, topic.tags):
        raise NothingChanged

    before = {"from": topic.title, "from_tags": " ".join(topic.tags)}
    act = note_act(
        actor=actor,
        act=Act.RETITLE_TOPIC,
        topic=topic,
        reason=reason,
        detail={**before, "to": title, "to_tags": " ".join(wanted)},
        undoes=undoes,
        now=now,
    )
    rename_topic(topic, title=title, tags=wanted, now=now)
    return act


@transaction.atomic
def rearrange_topic(
    *,
    topic_id: int,
    actor: Member,
    category_id: int | None,
    words: tuple[str, str] | None,
    reason: str = "",
    now: datetime,
) -> None:
    """Move a topic and give it other `words` (title, tags), both or neither; None leaves as it is.

    Raises as `move_topic` and `retitle_topic` do.
    """
    if category_id is not None:
        move_topic(topic_id=topic_id, actor=actor, category_id=category_id, reason=reason, now=now)
    if words is not None:
        title, tags = words
        retitle_topic(
            topic_id=topic_id, actor=actor, title=title, tags=tags, reason=reason, now=now
        )


def _refuse(topic: Topic, actor: Member) -> None:
    refuse_others(actor)
    if topic.state not in (TopicState.VISIBLE, TopicState.HELD, TopicState.HIDDEN):
        raise TopicStateRefuses(state=TopicState(topic.state).label)


def _publish(topic: Topic, now: datetime) -> None:
    publish(
        TopicChanged(
            topic_id=topic.pk,
            author_id=topic.author.public_id,
            title=topic.title,
            state=topic.state,
        ),
        now=now,
    )
