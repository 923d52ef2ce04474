"""A poll of a topic, its options, and who voted for what."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.choices import POLL_OPTION_MAX, POLL_QUESTION_MAX, PollResults
from community.forum.models.topics import Topic


class Poll(models.Model):
    topic = models.OneToOneField(Topic, on_delete=models.PROTECT, related_name="poll")
    question = models.CharField(max_length=POLL_QUESTION_MAX)
    # How many options one member may choose.
    most_choices = models.PositiveSmallIntegerField(default=1)
    results = models.CharField(
        max_length=6, choices=PollResults.choices, default=PollResults.ALWAYS
    )
    # When it closes by itself; null for never.
    closes_at = models.DateTimeField(null=True, blank=True)
    # When a person closed it.
    closed_at = models.DateTimeField(null=True, blank=True)
    voter_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="forum_poll_chooses", condition=Q(most_choices__gte=1))
        ]

    @override
    def __str__(self) -> str:
        return self.question


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=POLL_OPTION_MAX)
    vote_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "position"], name="forum_option_position")
        ]

    @override
    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_poll_votes"
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["option", "member"], name="forum_vote_once")
        ]
        indexes: ClassVar = [models.Index(fields=["poll", "member"], name="forum_vote_of_member")]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} for {self.option_id}"
