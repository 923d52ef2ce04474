"""How far members have read, how closely they follow what, and how they like to be told."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.choices.reading import Level, Rhythm, Why
from community.forum.models.categories import Category, Tag
from community.forum.models.posts import Post
from community.forum.models.topics import Topic

MEMBER = settings.AUTH_USER_MODEL


class Reading(models.Model):
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="forum_readings")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="readings")
    # The highest number that was on the member's screen. It never falls.
    last_read_number = models.PositiveIntegerField(default=0)
    # Empty until the member, or writing there, has chosen one: then category and tags say.
    level = models.SmallIntegerField(choices=Level.choices, null=True, blank=True)
    # A level that came from writing gives way to none that the member chose.
    is_chosen = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "topic"], name="forum_reading_once"),
            models.CheckConstraint(
                name="forum_reading_level", condition=Q(level=None) | Q(level__in=Level.values)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["topic", "member"],
                name="forum_reading_watched",
                condition=Q(level=Level.WATCHING),
            ),
            models.Index(
                fields=["member", "topic"],
                name="forum_reading_followed",
                condition=Q(level__gte=Level.TRACKING),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} in {self.topic_id}: {self.last_read_number}"


class AreaLevel(models.Model):
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="forum_area_levels")
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, null=True, blank=True, related_name="levels"
    )
    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, null=True, blank=True, related_name="levels"
    )
    level = models.SmallIntegerField(choices=Level.choices)
    # From when on topics there are new to the member: what is older isn't thrown at them.
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "category"],
                name="forum_level_of_category_once",
                condition=Q(tag=None),
            ),
            models.UniqueConstraint(
                fields=["member", "tag"],
                name="forum_level_of_tag_once",
                condition=Q(category=None),
            ),
            models.CheckConstraint(
                name="forum_level_of_one_thing",
                condition=Q(category=None, tag__isnull=False) | Q(category__isnull=False, tag=None),
            ),
            models.CheckConstraint(name="forum_area_level", condition=Q(level__in=Level.values)),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["category", "member"],
                name="forum_level_in_category",
                condition=Q(tag=None),
            ),
            models.Index(
                fields=["tag", "member"], name="forum_level_in_tag", condition=Q(category=None)
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id}: {self.level}"


class ForumSettings(models.Model):
    member = models.OneToOneField(
        MEMBER, on_delete=models.CASCADE, related_name="forum_settings", primary_key=True
    )
    # What a topic becomes for who begins it, and for who replies.
    after_topic = models.SmallIntegerField(choices=Level.choices, default=Level.WATCHING)
    after_reply = models.SmallIntegerField(choices=Level.choices, default=Level.TRACKING)
    digest = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    # When the next one is looked at; empty for never.
    digest_due_at = models.DateTimeField(null=True, blank=True)
    digest_sent_at = models.DateTimeField(null=True, blank=True)
    # What was begun before is new to the member no more.
    new_since = models.DateTimeField()
    # Raised to make private feeds' addresses worthless.
    feed_version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["digest_due_at", "member"],
                name="forum_digest_due",
                condition=~Q(digest_due_at=None),
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="forum_digest_rhythm", condition=Q(digest__in=Rhythm.values)
            )
        ]

    @override
    def __str__(self) -> str:
        return f"forum settings of {self.member_id}"


class Told(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="told")
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="forum_told")
    why = models.CharField(max_length=10, choices=Why.choices)
    at = models.DateTimeField()
    # When the mail goes, unless the post was read by then; empty for no mail, or none any more.
    mail_due_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "member"], name="forum_told_once"),
            models.CheckConstraint(name="forum_told_why", condition=Q(why__in=Why.values)),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["mail_due_at", "id"],
                name="forum_told_mail_due",
                condition=~Q(mail_due_at=None),
            ),
            models.Index(fields=["member", "-id"], name="forum_told_member"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} of {self.post_id}: {self.why}"
