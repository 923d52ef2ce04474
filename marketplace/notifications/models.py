"""What members are told.

A *notification* is one line that tells a member what happened; its sentences are made when it is
read, in the reader's language, from its kind and its params. A *preference* says how often a
channel brings a group; without a row the channel's default holds. An *outgoing mail* is a rendered
message that waits for its turn, and what became of it. A *push subscription* is one browser of a
member's that takes push messages; an *outgoing push* is a message to one of them.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from typing_extensions import override

from marketplace.core.ids import PublicIdField
from marketplace.notifications.choices import Frequency, MailState, NotificationGroup, PushState


class Notification(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        "accounts.Member", on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=80)
    group = models.CharField(max_length=16, choices=NotificationGroup.choices)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # A path on this site without the language prefix, so that it opens in the reader's language.
    url = models.CharField(max_length=300)
    # While one with this key is unread, a second one says nothing new.
    coalesce_on = models.CharField(max_length=80, blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # When it goes into a digest; empty when none waits for it.
    digest_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "kind", "coalesce_on"],
                condition=models.Q(read_at=None) & ~models.Q(coalesce_on=""),
                name="notifications_coalesced_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-id"], name="notifications_member"),
            models.Index(
                fields=["member", "-id"],
                name="notifications_unread",
                condition=models.Q(read_at=None),
            ),
            models.Index(
                fields=["digest_at", "member"],
                name="notifications_digest_due",
                condition=~models.Q(digest_at=None),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("notifications:open", args=[self.public_id])


class Preference(models.Model):
    member = models.ForeignKey(
        "accounts.Member", on_delete=models.CASCADE, related_name="notification_preferences"
    )
    group = models.CharField(max_length=16, choices=NotificationGroup.choices)
    channel = models.CharField(max_length=16)
    frequency = models.CharField(max_length=8, choices=Frequency.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "group", "channel"], name="notifications_preference_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.group} by {self.channel}: {self.frequency}"


class OutgoingMail(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        "accounts.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    to = models.EmailField()
    language = models.CharField(max_length=2)
    message = models.CharField(max_length=80)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    # The same at each attempt, so that a mail server or a reader can tell a second copy.
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Queued: when to send. Being sent: when its sender must be taken for gone.
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="notifications_mail_due",
                condition=models.Q(state__in=["queued", "sending"]),
            ),
            models.Index(fields=["created_at"], name="notifications_mail_age"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.message} {self.public_id}"


class PushSubscription(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        "accounts.Member", on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    # Given by a browser, and so by anyone: sent to through core.fetch only.
    endpoint = models.CharField(max_length=700, unique=True)
    p256dh = models.CharField(max_length=128)
    auth = models.CharField(max_length=48)
    device = models.CharField(max_length=80, blank=True, default="")
    created_at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return self.device or self.public_id


class OutgoingPush(models.Model):
    subscription = models.ForeignKey(
        PushSubscription, on_delete=models.CASCADE, related_name="messages"
    )
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="+")
    payload = models.TextField()
    state = models.CharField(max_length=8, choices=PushState.choices, default=PushState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Queued: when to send. Being sent: when its sender must be taken for gone.
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="notifications_push_due",
                condition=models.Q(state__in=["queued", "sending"]),
            ),
            models.Index(fields=["created_at"], name="notifications_push_age"),
        ]

    @override
    def __str__(self) -> str:
        return f"push {self.pk}"
