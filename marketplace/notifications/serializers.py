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
