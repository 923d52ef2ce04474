"""Shapes of webhooks in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.webhooks.models import Attempt, Endpoint, WebhookDelivery
from marketplace.webhooks.services import NewSecret


class EndpointOut(serializers.Serializer[Endpoint]):
    """An endpoint without its secret."""

    id = serializers.CharField(source="public_id")
    url = serializers.CharField()
    description = serializers.CharField()
    events = serializers.ListField(child=serializers.CharField())
    is_active = serializers.BooleanField()
    disabled_by = serializers.CharField()
    last_success_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class EndpointIn(serializers.Serializer[dict[str, Any]]):
    """Where messages go, and about what."""

    url = serializers.CharField(max_length=500)
    events = serializers.ListField(child=serializers.CharField(max_length=60), max_length=100)
    description = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class SecretOut(serializers.Serializer[NewSecret]):
    """An endpoint with its new secret, this once."""

    webhook = EndpointOut(source="endpoint")
    secret = serializers.CharField()


class AttemptOut(serializers.Serializer[Attempt]):
    """What came of sending a message once."""

    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True)
    excerpt = serializers.CharField()
    error = serializers.CharField()
    milliseconds = serializers.IntegerField()


class DeliveryOut(serializers.Serializer[WebhookDelivery]):
    """A message to an endpoint."""

    id = serializers.CharField(source="public_id")
    message_id = serializers.CharField()
    event = serializers.CharField()
    state = serializers.CharField()
    payload = serializers.JSONField()
    attempts_left = serializers.IntegerField()
    due_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()
    delivered_at = serializers.DateTimeField(allow_null=True)


class DeliveryDetailOut(DeliveryOut):
    """A message to an endpoint with what came of each sending, the latest first."""

    log = AttemptOut(many=True)
