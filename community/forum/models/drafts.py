"""What somebody has begun to write, and what they want to come back to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.choices.reading import NOTE_MAX
from community.forum.models.posts import Post
from marketplace.core.ids import PublicIdField


class Draft(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="forum_drafts"
    )
    # Where it will be posted: "topic", "reply-<topic>" or "edit-<post>".
    place = models.CharField(max_length=40)
    # What stands in the form's fields, by their names.
    fields = models.JSONField(default=dict)
    # Counts the writings; who writes over one that they have not seen is told.
    revision = models.PositiveIntegerField(default=1)
    # Which window wrote last: its own writing is no surprise to it.
    device = models.CharField(max_length=36, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "place"], name="forum_draft_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-changed_at", "-id"], name="forum_draft_of")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.place} of {self.member_id}"


class Bookmark(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="forum_bookmarks"
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="bookmarks")
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    # When the member wants to be reminded; empty for never, or not again.
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "post"], name="forum_bookmark_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-id"], name="forum_bookmark_of"),
            models.Index(
                fields=["due_at", "id"], name="forum_bookmark_due", condition=~Q(due_at=None)
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} marks {self.post_id}"
