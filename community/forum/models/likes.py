"""A like, kept when it is taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.models.posts import Post


class Like(models.Model):
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="likes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_likes"
    )
    # How often it was given: the contribution of each time has a key of its own.
    times = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["member", "-given_at", "id"], name="forum_like_of_member"),
            models.Index(
                fields=["post", "given_at", "id"],
                name="forum_like_standing",
                condition=Q(ended_at=None),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "member"], name="forum_like_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} likes {self.post_id}"
