"""Shapes of notifications in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class NotificationOut(serializers.Serializer[Any]):
    """A notification in the member's language; `url` is a path on this site."""

    id = serializers.CharField(source="public_id")
    kind = serializers.CharField()
    group = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    url = serializers.CharField()
    created_at = serializers.DateTimeField()
    is_read = serializers.BooleanField()


class ReadOut(serializers.Serializer[Any]):
    """How many notifications became read."""

    read = serializers.IntegerField()


class DeviceIn(serializers.Serializer[Any]):
    """What a browser's `PushSubscription` says of itself."""

    endpoint = serializers.CharField(max_length=700)
    p256dh = serializers.CharField(max_length=128)
    auth = serializers.CharField(max_length=48)
    device = serializers.CharField(max_length=80, allow_blank=True, default="")


class DeviceOut(serializers.Serializer[Any]):
    """A browser that takes push messages."""

    id = serializers.CharField(source="public_id")
    device = serializers.CharField()
    created_at = serializers.DateTimeField()


class PushOut(serializers.Serializer[Any]):
    """The key that browsers subscribe with ("" on a server without), and one's devices."""

    public_key = serializers.CharField()
    devices = DeviceOut(many=True)
