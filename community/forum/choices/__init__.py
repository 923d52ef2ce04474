"""The words of the forum, and which state may follow which by whose hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLE_MAX: Final = 140
TITLE_MIN: Final = 8
BODY_MAX: Final = 20_000
# Of `tangle_of`: a post of this many marks and lines takes less than 150 ms to render.
TANGLE_MAX: Final = 3_500
TAG_LENGTH: Final = 30
TAGS_MAX: Final = 5
REASON_MAX: Final = 500
POLL_QUESTION_MAX: Final = 160
POLL_OPTION_MAX: Final = 120
POLL_OPTIONS_MAX: Final = 20
PAGE_SIZE: Final = 30
TOKEN_LENGTH: Final = 36
# A year beyond 9999, by anybody's clock, can't be read again.
FARTHEST: Final = timedelta(days=3_650)
# A like that was taken back this often stands without counting in the record any more.
LIKE_TIMES_MAX: Final = 20


class CategoryKind(models.TextChoices):
    """What a category is for: only questions have solutions."""

    QUESTIONS = "questions", pgettext_lazy("forum category", "Questions")
    DISCUSSION = "discussion", pgettext_lazy("forum category", "Discussion")


class Group(models.TextChoices):
    """Whom a permission is given to. A level means: of this standing or better."""

    EVERYONE = "everyone", pgettext_lazy("forum group", "Everyone, visitors too")
    MEMBERS = "members", pgettext_lazy("forum group", "Members")
    LEVEL_1 = "level_1", pgettext_lazy("forum group", "Members of standing 1 or better")
    LEVEL_2 = "level_2", pgettext_lazy("forum group", "Members of standing 2 or better")
    LEVEL_3 = "level_3", pgettext_lazy("forum group", "Members of standing 3 or better")
    LEVEL_4 = "level_4", pgettext_lazy("forum group", "Members of standing 4")
    GURUS = "gurus", pgettext_lazy("forum group", "Gurus")
    MANAGERS = "managers", pgettext_lazy("forum group", "Those who look after the forum")


class Right(models.TextChoices):
    """What a permission lets do."""

    SEE = "see", pgettext_lazy("forum right", "See")
    START = "start", pgettext_lazy("forum right", "Start topics")
    REPLY = "reply", pgettext_lazy("forum right", "Reply")


class TopicState(models.TextChoices):
    """Where a topic stands. Only a visible one has readers."""

    VISIBLE = "visible", pgettext_lazy("topic", "In view")
    HELD = "held", pgettext_lazy("topic", "Waiting for a moderator")
    HIDDEN = "hidden", pgettext_lazy("topic", "Taken out of view")
    REMOVED = "removed", pgettext_lazy("topic", "Removed")
    MERGED = "merged", pgettext_lazy("topic", "Merged into another")


class PostState(models.TextChoices):
    """Where a post stands."""

    VISIBLE = "visible", pgettext_lazy("post", "In view")
    HELD = "held", pgettext_lazy("post", "Waiting for a moderator")
    HIDDEN = "hidden", pgettext_lazy("post", "Taken out of view")
    REMOVED = "removed", pgettext_lazy("post", "Removed")


class Hand(models.TextChoices):
    """Whose hand moves a topic or a post."""

    AUTHOR = "author", _("The author")
    MODERATOR = "moderator", _("A moderator")


_AUTHOR: Final = frozenset({Hand.AUTHOR})
_MODERATOR: Final = frozenset({Hand.MODERATOR})
_BOTH: Final = _AUTHOR | _MODERATOR

# from -> {to: who}. An author takes back only what the author removed: services look at that.
POST_TRANSITIONS: Final[Mapping[PostState, Mapping[PostState, frozenset[Hand]]]] = MappingProxyType(
    {
        PostState.VISIBLE: {PostState.REMOVED: _BOTH, PostState.HIDDEN: _MODERATOR},
        PostState.HELD: {PostState.VISIBLE: _MODERATOR, PostState.REMOVED: _BOTH},
        PostState.HIDDEN: {PostState.VISIBLE: _MODERATOR, PostState.REMOVED: _MODERATOR},
        # One that was held waits again when its removal is taken back.
        PostState.REMOVED: {PostState.VISIBLE: _BOTH, PostState.HELD: _BOTH},
    }
)
TOPIC_TRANSITIONS: Final[Mapping[TopicState, Mapping[TopicState, frozenset[Hand]]]] = (
    MappingProxyType(
        {
            TopicState.VISIBLE: {
                TopicState.REMOVED: _BOTH,
                TopicState.HIDDEN: _MODERATOR,
                TopicState.MERGED: _MODERATOR,
            },
            TopicState.HELD: {TopicState.VISIBLE: _MODERATOR, TopicState.REMOVED: _BOTH},
            TopicState.HIDDEN: {TopicState.VISIBLE: _MODERATOR, TopicState.REMOVED: _MODERATOR},
            TopicState.REMOVED: {TopicState.VISIBLE: _BOTH, TopicState.HELD: _BOTH},
            TopicState.MERGED: {TopicState.VISIBLE: _MODERATOR},
        }
    )
)


class HeldFor(models.TextChoices):
    """Why a post waits for a moderator before others see it."""

    NOTHING = "", "-"
    FIRST_POSTS = "first_posts", pgettext_lazy("post held for", "First posts of a new account")
    LINKS = "links", pgettext_lazy("post held for", "Many links from a newcomer")


class EditReason(models.TextChoices):
    """Why a version was written."""

    WRITTEN = "written", pgettext_lazy("version", "First version")
    EDITED = "edited", pgettext_lazy("version", "Edited")
    RESTORED = "restored", pgettext_lazy("version", "An earlier version restored")


class ChosenBy(models.TextChoices):
    """In what part somebody chose a solution."""

    ASKER = "asker", pgettext_lazy("solution chosen by", "The asker")
    GURU = "guru", pgettext_lazy("solution chosen by", "A guru")
    STAFF = "staff", pgettext_lazy("solution chosen by", "The community's team")


class PollResults(models.TextChoices):
    """From when on a poll shows how it stands."""

    ALWAYS = "always", pgettext_lazy("poll results", "At once")
    VOTED = "voted", pgettext_lazy("poll results", "To those who voted")
    CLOSED = "closed", pgettext_lazy("poll results", "When the poll is closed")


class MoveKind(models.TextChoices):
    """How posts came into another topic."""

    MERGE = "merge", pgettext_lazy("topic moved", "Merged")
    SPLIT = "split", pgettext_lazy("topic moved", "Split off")


class Act(models.TextChoices):
    """What somebody who looks after the forum did. Each is a row of the log."""

    RELEASE_POST = "release_post", pgettext_lazy("moderation act", "let a held post through")
    HOLD_POST = "hold_post", pgettext_lazy("moderation act", "let a post wait again")
    HIDE_POST = "hide_post", pgettext_lazy("moderation act", "took a post out of view")
    SHOW_POST = "show_post", pgettext_lazy("moderation act", "brought a post into view again")
    REMOVE_POST = "remove_post", pgettext_lazy("moderation act", "removed a post")
    RESTORE_POST = "restore_post", pgettext_lazy("moderation act", "restored a removed post")
    EDIT_POST = "edit_post", pgettext_lazy("moderation act", "edited a post")
    CLOSE_TOPIC = "close_topic", pgettext_lazy("moderation act", "closed a topic")
    OPEN_TOPIC = "open_topic", pgettext_lazy("moderation act", "opened a topic again")
    PIN_TOPIC = "pin_topic", pgettext_lazy("moderation act", "pinned a topic")
    UNPIN_TOPIC = "unpin_topic", pgettext_lazy("moderation act", "unpinned a topic")
    ARCHIVE_TOPIC = "archive_topic", pgettext_lazy("moderation act", "archived a topic")
    UNARCHIVE_TOPIC = "unarchive_topic", pgettext_lazy("moderation act", "unarchived a topic")
    MOVE_TOPIC = "move_topic", pgettext_lazy("moderation act", "moved a topic")
    RETITLE_TOPIC = "retitle_topic", pgettext_lazy("moderation act", "changed a topic's title")
    MERGE_TOPIC = "merge_topic", pgettext_lazy("moderation act", "merged two topics")
    UNMERGE_TOPIC = "unmerge_topic", pgettext_lazy("moderation act", "took a merge apart")
    SPLIT_TOPIC = "split_topic", pgettext_lazy("moderation act", "split a topic")
    UNSPLIT_TOPIC = "unsplit_topic", pgettext_lazy("moderation act", "put a split together again")
    CHOOSE_SOLUTION = "choose_solution", pgettext_lazy("moderation act", "chose a solution")
    DROP_SOLUTION = "drop_solution", pgettext_lazy("moderation act", "took back a solution")
    CLOSE_POLL = "close_poll", pgettext_lazy("moderation act", "closed a poll")
    CHANGE_CATEGORY = "change_category", pgettext_lazy("moderation act", "changed a category")
