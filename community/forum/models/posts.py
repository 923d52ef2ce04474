"""What is said in a topic, how it stood before, and whom it names."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from typing_extensions import override

from community.forum.choices import (
    BODY_MAX,
    REASON_MAX,
    TOKEN_LENGTH,
    EditReason,
    HeldFor,
    PostState,
)
from community.forum.models.topics import Topic
from marketplace.accounts.choices import Language


class Post(models.Model):
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_posts"
    )
    reply_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    source = models.TextField(max_length=BODY_MAX)
    html = models.TextField()
    # Without markup: what excerpts, search and mails show.
    text = models.TextField(blank=True, default="")
    renderer_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=Language.choices)
    # Only services.states writes `state`.
    state = models.CharField(max_length=8, choices=PostState.choices, default=PostState.VISIBLE)
    held_for = models.CharField(
        max_length=12, choices=HeldFor.choices, blank=True, default=HeldFor.NOTHING
    )
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    like_count = models.PositiveIntegerField(default=0)
    is_solution = models.BooleanField(default=False)
    version_count = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()
    # When the words last changed; null while they are the first.
    edited_at = models.DateTimeField(null=True, blank=True)
    # The form's own number: the same form sent twice is one post.
    token = models.CharField(max_length=TOKEN_LENGTH, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["author", "-id"], name="forum_post_of_author"),
            models.Index(fields=["created_at", "id"], name="forum_post_by_time"),
            models.Index(
                fields=["topic"], name="forum_post_solving", condition=Q(is_solution=True)
            ),
            models.Index(fields=["id"], name="forum_post_held", condition=Q(state=PostState.HELD)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "number"], name="forum_post_number"),
            models.UniqueConstraint(
                fields=["author", "token"], name="forum_post_form_once", condition=~Q(token="")
            ),
            models.CheckConstraint(
                name="forum_post_state", condition=Q(state__in=PostState.values)
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.topic_id}.{self.number}"

    def get_absolute_url(self) -> str:
        """Return the address that leads to its place in its topic."""
        return reverse("forum:post", args=[self.pk])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"forum_post:{self.pk}"


class PostVersion(models.Model):
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    # The topic's title then; empty but for a topic's first post.
    title = models.CharField(max_length=140, blank=True, default="")
    source = models.TextField()
    why = models.CharField(max_length=10, choices=EditReason.choices)
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_versions"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "number"], name="forum_version_number")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.post_id} v{self.number}"


class PostPicture(models.Model):
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_pictures"
    )
    # The address of the version that posts show.
    address = models.CharField(max_length=200, unique=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["uploader", "-id"], name="forum_picture_of_member")
        ]

    @override
    def __str__(self) -> str:
        return self.address


class Mention(models.Model):
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mentions")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_mentions"
    )
    at = models.DateTimeField()
    # Null where the writer had used up the day's notices, or the member may not see the topic.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member", "-id"], name="forum_mention_of")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "member"], name="forum_mention_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} in {self.post_id}"
