"""A post that solved the question, with who said so."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.choices import ChosenBy
from community.forum.models.posts import Post
from community.forum.models.topics import Topic


class Solution(models.Model):
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="solutions")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="solutions")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_choices"
    )
    chosen_by = models.CharField(max_length=6, choices=ChosenBy.choices)
    chosen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["topic", "chosen_at", "id"],
                name="forum_solution_standing",
                condition=Q(ended_at=None),
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post"], name="forum_solution_once", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="forum_solution_chosen_by", condition=Q(chosen_by__in=ChosenBy.values)
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.post_id} by {self.chosen_by}"
