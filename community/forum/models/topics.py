"""A topic: a question or a conversation, with its counts as columns."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from typing_extensions import override

from community.forum.choices import TAG_LENGTH, TITLE_MAX, TopicState
from community.forum.models.categories import Category
from marketplace.accounts.choices import Language

_LISTED = Q(state=TopicState.VISIBLE)


class Topic(models.Model):
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="topics")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_topics"
    )
    title = models.CharField(max_length=TITLE_MAX)
    slug = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=Language.choices)
    # Slugs of tags, kept here so that a list needs no join.
    tags = ArrayField(models.CharField(max_length=TAG_LENGTH), default=list, blank=True)
    # Only services.states writes `state`.
    state = models.CharField(max_length=8, choices=TopicState.choices, default=TopicState.VISIBLE)
    # Whose hand removed it: an author takes back only what the author removed.
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_question = models.BooleanField(default=True)
    has_poll = models.BooleanField(default=False)
    pinned_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_topics"
    )
    # The first of the solutions that stand.
    solved_at = models.DateTimeField(null=True, blank=True)
    first_post = models.OneToOneField(
        "forum.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="opens"
    )
    last_post = models.ForeignKey(
        "forum.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    last_author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    last_post_at = models.DateTimeField()
    # The highest number ever given to a post here; numbers are never given again.
    last_number = models.PositiveIntegerField(default=0)
    # Visible posts but the first; likes that stand on visible posts.
    reply_count = models.PositiveIntegerField(default=0)
    like_count = models.PositiveIntegerField(default=0)
    view_count = models.PositiveIntegerField(default=0)
    # The author's last post here: who is silent for days leaves the choice to gurus.
    asker_spoke_at = models.DateTimeField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-last_post_at", "-id"], name="forum_topic_latest", condition=_LISTED
            ),
            models.Index(
                fields=["category", "-last_post_at", "-id"],
                name="forum_topic_in_category",
                condition=_LISTED,
            ),
            models.Index(
                fields=["-last_post_at", "-id"],
                name="forum_topic_unsolved",
                condition=_LISTED
                & Q(is_question=True, solved_at=None, closed_at=None, archived_at=None),
            ),
            models.Index(
                fields=["-created_at", "-id"],
                name="forum_topic_unanswered",
                condition=_LISTED & Q(reply_count=0, closed_at=None, archived_at=None),
            ),
            models.Index(
                fields=["category", "-pinned_at"],
                name="forum_topic_pinned",
                condition=_LISTED & ~Q(pinned_at=None),
            ),
            models.Index(fields=["author", "-id"], name="forum_topic_of_author"),
            models.Index(
                fields=["id"], name="forum_topic_held", condition=Q(state=TopicState.HELD)
            ),
            GinIndex(fields=["tags"], name="forum_topic_tags"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="forum_topic_state", condition=Q(state__in=TopicState.values)
            ),
            models.CheckConstraint(
                name="forum_topic_merged_somewhere",
                condition=Q(state=TopicState.MERGED, merged_into__isnull=False)
                | (~Q(state=TopicState.MERGED) & Q(merged_into=None)),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("forum:topic", args=[self.pk, self.slug])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"forum_topic:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it takes replies."""
        return (
            self.state == TopicState.VISIBLE and self.closed_at is None and self.archived_at is None
        )
