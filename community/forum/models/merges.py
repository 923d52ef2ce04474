"""Posts that went into another topic, so that they can go back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.choices import REASON_MAX, MoveKind
from community.forum.models.posts import Post
from community.forum.models.topics import Topic


class TopicMerge(models.Model):
    kind = models.CharField(max_length=5, choices=MoveKind.choices)
    source = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="moves_out")
    target = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="moves_in")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_merges"
    )
    reason = models.CharField(max_length=REASON_MAX)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="forum_merge_two_topics", condition=~Q(source=models.F("target"))
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.source_id} into {self.target_id}"


class MovedPost(models.Model):
    merge = models.ForeignKey(TopicMerge, on_delete=models.PROTECT, related_name="moved")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="moves")
    from_number = models.PositiveIntegerField()
    to_number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merge", "post"], name="forum_moved_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.post_id}: {self.from_number} to {self.to_number}"
