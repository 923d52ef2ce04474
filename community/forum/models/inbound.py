"""Answers by mail: the addresses that take them, and what became of each message."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.forum.choices.reading import MailOutcome, MailReason
from community.forum.models.posts import Post
from community.forum.models.topics import Topic
from marketplace.core.ids import PublicIdField

MEMBER = settings.AUTH_USER_MODEL


class ReplyAddress(models.Model):
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="forum_addresses")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="reply_addresses")
    # The part behind the plus: unguessable, small letters and digits.
    secret = models.CharField(max_length=32, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "topic"], name="forum_reply_address_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} in {self.topic_id}"


class InboundMail(models.Model):
    public_id = PublicIdField()
    gateway = models.CharField(max_length=16)
    # Given by the sender's program: the same message that comes again is the same row.
    message_id = models.CharField(max_length=200, unique=True)
    sender = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=300, blank=True, default="")
    # As it came, for who looks into what became of it; forgotten with the row.
    headers = models.TextField(blank=True, default="")
    # The whole message while it waits; empty once it is dealt with.
    raw = models.BinaryField(null=True, blank=True)
    outcome = models.CharField(
        max_length=8, choices=MailOutcome.choices, default=MailOutcome.RECEIVED
    )
    reason = models.CharField(
        max_length=16, choices=MailReason.choices, blank=True, default=MailReason.NONE
    )
    member = models.ForeignKey(
        MEMBER, on_delete=models.SET_NULL, null=True, blank=True, related_name="forum_mails"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    post = models.OneToOneField(
        Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="by_mail"
    )
    files_left_out = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    # When its sender was told why it is no post.
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="forum_mail_outcome", condition=Q(outcome__in=MailOutcome.values)
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["received_at", "id"], name="forum_mail_age"),
            models.Index(fields=["sender", "answered_at"], name="forum_mail_answered"),
            models.Index(fields=["member", "-id"], name="forum_mail_of"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.outcome} {self.public_id}"
