"""Facts about topics and posts. Members by public id, topics and posts by number.

What is announced is in view: a held post is announced when a moderator lets it through.
"""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class TopicStarted(Event):
    """A topic is in view for the first time."""

    topic_id: int
    post_id: int
    author_id: str
    title: str
    category: str


@dataclass(frozen=True, kw_only=True)
class ReplyWritten(Event):
    """A reply is in view for the first time; `asker_id` is the topic's author."""

    topic_id: int
    post_id: int
    author_id: str
    author_name: str
    asker_id: str
    title: str
    category: str


@dataclass(frozen=True, kw_only=True)
class PostHeld(Event):
    """A post waits for a moderator."""

    topic_id: int
    post_id: int
    author_id: str
    held_for: str


@dataclass(frozen=True, kw_only=True)
class PostEdited(Event):
    topic_id: int
    post_id: int
    author_id: str
    editor_id: str


@dataclass(frozen=True, kw_only=True)
class PostHidden(Event):
    """A post is out of view; `state` is hidden or removed, `by` the member who did it."""

    topic_id: int
    post_id: int
    author_id: str
    title: str
    state: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PostShown(Event):
    """A post that was out of view is in view again."""

    topic_id: int
    post_id: int
    author_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PostLiked(Event):
    topic_id: int
    post_id: int
    author_id: str
    giver_id: str
    giver_name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SolutionChosen(Event):
    """`author_id` wrote it, `chooser_id` said that it solves the question of `asker_id`."""

    topic_id: int
    post_id: int
    author_id: str
    chooser_id: str
    chooser_name: str
    asker_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SolutionTakenBack(Event):
    topic_id: int
    post_id: int
    author_id: str
    by: str
    title: str


@dataclass(frozen=True, kw_only=True)
class MemberMentioned(Event):
    """Somebody is to be told that a post names them."""

    topic_id: int
    post_id: int
    member_id: str
    author_id: str
    author_name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class TopicChanged(Event):
    """Title, place, tags or state of a topic are other than before; also when it was merged."""

    topic_id: int
    author_id: str
    title: str
    state: str


@dataclass(frozen=True, kw_only=True)
class CategoryChanged(Event):
    """A category has other names, another place or other permissions.

    `after` is the last topic below it that the index has looked at again because of that.
    """

    category_id: int
    after: int = 0
