"""Outgoing webhooks.

An *endpoint* is an address of a member's that wants to hear of some events, with the secret that
signs what is sent there. A *delivery* is one message to one endpoint, sent until it is taken or
given up; an *attempt* is what came of sending it once.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.webhooks.choices import DeliveryState, DisabledBy

LONGEST_EXCERPT = 2000


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    """Endpoints by what they listen to."""

    def listening_to(self, event: str) -> EndpointQuerySet:
        """Keep the endpoints that want this event and can get it."""
        return self.filter(is_active=True, member__is_active=True, events__contains=[event])


class Endpoint(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        "accounts.Member", on_delete=models.CASCADE, related_name="webhook_endpoints"
    )
    url = models.CharField(max_length=500)
    description = models.CharField(max_length=80, blank=True, default="")
    events = ArrayField(models.CharField(max_length=60), default=list)
    secret = models.CharField(max_length=300, editable=False)
    old_secret = models.CharField(max_length=300, blank=True, default="", editable=False)
    old_secret_until = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    disabled_by = models.CharField(
        max_length=10, choices=DisabledBy.choices, blank=True, default=DisabledBy.NOBODY
    )
    last_success_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = EndpointQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        return reverse("webhooks:endpoint", args=[self.public_id])


class WebhookDelivery(models.Model):
    public_id = PublicIdField()
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=60)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts_left = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="webhooks_delivery_due",
                condition=models.Q(state__in=["waiting", "sending"]),
            ),
            models.Index(fields=["endpoint", "-id"], name="webhooks_delivery_log"),
            models.Index(fields=["created_at"], name="webhooks_delivery_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.public_id}"

    @property
    def message_id(self) -> str:
        """The id that the receiver knows it by: the same each time it is sent."""
        return f"msg_{self.public_id}"


class Attempt(models.Model):
    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    excerpt = models.TextField(blank=True, default="")
    error = models.CharField(max_length=60, blank=True, default="")
    milliseconds = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.status or self.error} {self.at}"
