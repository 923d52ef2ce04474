"""What was decided at the forum's desk, so that it can be taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.choices import REASON_MAX
from community.forum.choices.reading import QueueAct
from community.forum.models.posts import Post
from marketplace.core.ids import PublicIdField

MEMBER = settings.AUTH_USER_MODEL


class QueueDecision(models.Model):
    public_id = PublicIdField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="queue_decisions")
    act = models.CharField(max_length=6, choices=QueueAct.choices)
    # Whether it answered reports, else a post that was held.
    is_of_flags = models.BooleanField(default=False)
    # The moderators' decision that goes with it, by its public id; empty for none.
    decision = models.CharField(max_length=12, blank=True, default="")
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    actor = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="forum_queue_act", condition=Q(act__in=QueueAct.values)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["post", "-id"], name="forum_queue_of_post"),
            models.Index(fields=["actor", "-id"], name="forum_queue_by"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.act} {self.post_id}"
