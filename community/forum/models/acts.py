"""The log of those who look after the forum. Rows are never changed: a trigger sees to that."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override

from community.forum.choices import REASON_MAX, Act
from community.forum.models.categories import Category
from community.forum.models.posts import Post
from community.forum.models.topics import Topic


class ModerationAct(models.Model):
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_acts"
    )
    act = models.CharField(max_length=16, choices=Act.choices)
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    # Whose topic or post it was.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    # What it was before and is now, by names of columns.
    detail = models.JSONField(default=dict)
    # Whether everybody may read the row in the public log.
    is_public = models.BooleanField(default=True)
    # The act that this one takes back.
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-id"], name="forum_act_public", condition=models.Q(is_public=True)
            ),
            models.Index(fields=["topic", "-id"], name="forum_act_of_topic"),
            models.Index(fields=["actor", "-id"], name="forum_act_of_actor"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.act} by {self.actor_id}"
