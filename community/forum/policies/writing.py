"""Who may write, change, like, choose and remove: pages and API ask the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from community.forum.choices import ChosenBy, PostState, TopicState
from community.forum.models import Topic
from community.forum.queries.places import Places, Reader
from marketplace.core.conf import rules

SHOWN_TO_AUTHOR = (PostState.VISIBLE, PostState.HELD)


class PostFacts(Protocol):
    """What is asked of a post: its row, or as a page shows it."""

    @property
    def author_id(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def removed_by_id(self) -> int | None: ...
    @property
    def removed_at(self) -> datetime | None: ...
    @property
    def is_solution(self) -> bool: ...
    @property
    def created_at(self) -> datetime: ...


def is_newcomer(reader: Reader) -> bool:
    """Whether the limits of newcomers hold."""
    if reader.is_staff or reader.is_guru:
        return False
    return reader.level < rules().forum_known_level


def can_reply(places: Places, topic: Topic) -> bool:
    """Whether the reader may reply to the topic now. A closed one takes replies of nobody."""
    return topic.is_open and places.may_reply(topic.category_id)


def edit_ends_at(reader: Reader, post: PostFacts) -> datetime:
    """Return until when an author may change their post."""
    limits = rules()
    if is_newcomer(reader):
        return post.created_at + timedelta(hours=limits.forum_newcomer_edit_hours)
    return post.created_at + timedelta(days=limits.forum_edit_days)


def can_edit_post(reader: Reader, topic: Topic, post: PostFacts, *, now: datetime) -> bool:
    """Whether the reader may change the post: its author for a time, the forum's staff always."""
    if reader.is_staff:
        return post.state != PostState.REMOVED
    if post.author_id != reader.pk or post.state not in SHOWN_TO_AUTHOR:
        return False
    return topic.archived_at is None and now < edit_ends_at(reader, post)


def can_remove_post(reader: Reader, topic: Topic, post: PostFacts) -> bool:
    """Whether the reader may remove the post. Who began a topic may while nobody has replied."""
    if reader.is_staff:
        return post.state != PostState.REMOVED
    if post.author_id != reader.pk or post.state not in SHOWN_TO_AUTHOR:
        return False
    return post.number > 1 or topic.reply_count == 0


def can_restore_post(reader: Reader, post: PostFacts, *, now: datetime) -> bool:
    """Whether the reader may bring a removed post back: its author only after their own hand."""
    if post.state != PostState.REMOVED or post.removed_at is None:
        return False
    if reader.is_staff:
        return True
    is_own = post.author_id == reader.pk == post.removed_by_id
    return is_own and now < post.removed_at + timedelta(hours=rules().forum_removal_undo_hours)


def can_like_post(reader: Reader, post: PostFacts) -> bool:
    """Whether the reader may like the post."""
    return (
        reader.member is not None
        and post.author_id != reader.pk
        and post.state == PostState.VISIBLE
    )


def silent_until(topic: Topic, post: PostFacts) -> datetime:
    """Return from when on an asker who says nothing more leaves the choice to others.

    Counted from the asker's last word, or from the answer if that came later.
    """
    days = timedelta(days=rules().forum_solution_silence_days)
    return max(topic.asker_spoke_at, post.created_at) + days


def part_in_choosing(
    reader: Reader, topic: Topic, post: PostFacts, *, now: datetime
) -> ChosenBy | None:
    """Return in what part the reader may choose this post as a solution now, None for none."""
    if not topic.is_question or topic.state != TopicState.VISIBLE or post.number == 1:
        return None
    if reader.member is None or post.state != PostState.VISIBLE:
        return None
    if topic.author_id == reader.pk:
        return ChosenBy.ASKER
    if not (reader.is_guru or reader.is_staff) or now < silent_until(topic, post):
        return None
    return ChosenBy.GURU if reader.is_guru else ChosenBy.STAFF


def can_choose(reader: Reader, topic: Topic, post: PostFacts, *, now: datetime) -> bool:
    """Whether the reader may choose this post as a solution now."""
    return not post.is_solution and part_in_choosing(reader, topic, post, now=now) is not None


def can_take_solution_back(
    reader: Reader, topic: Topic, post: PostFacts, *, chooser_id: int | None = None
) -> bool:
    """Whether the reader may say that it is no solution: the asker, the chooser, the staff."""
    if not post.is_solution or post.state != PostState.VISIBLE or reader.member is None:
        return False
    return reader.is_staff or reader.pk in (topic.author_id, chooser_id)


def can_see_history(reader: Reader, post: PostFacts) -> bool:
    """Whether earlier versions may be read: of what is in view by everybody who may read it."""
    return post.state == PostState.VISIBLE or reader.is_staff or post.author_id == reader.pk
