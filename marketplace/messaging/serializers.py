"""Shapes of conversations in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.messaging.models import Attachment
from marketplace.messaging.queries import Person, ThreadMessage


class PersonOut(serializers.Serializer[Person]):
    name = serializers.CharField()
    username = serializers.CharField()


class ConversationOut(serializers.Serializer[Any]):
    """A conversation in the member's inbox."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    subject_kind = serializers.CharField()
    subject_ref = serializers.CharField()
    people = PersonOut(many=True)
    last_line = serializers.CharField()
    last_message_at = serializers.DateTimeField()
    unread_count = serializers.IntegerField()
    is_muted = serializers.BooleanField()


class AttachmentOut(serializers.Serializer[Attachment]):
    """A file of a message; `url` asks for a session of a participant."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField()
    url = serializers.CharField(source="get_absolute_url")


class MessageOut(serializers.Serializer[Any]):
    """A message; `author` is null for the platform itself."""

    id = serializers.CharField(source="public_id")
    author = serializers.SerializerMethodField()
    is_mine = serializers.BooleanField()
    body = serializers.CharField(source="source")
    html = serializers.CharField()
    card_kind = serializers.CharField()
    card_ref = serializers.CharField()
    attachments = AttachmentOut(many=True)
    created_at = serializers.DateTimeField()

    def get_author(self, message: ThreadMessage) -> dict[str, Any] | None:
        """Return who wrote it."""
        if not message.author_username:
            return None
        return {"name": message.author_name, "username": message.author_username}


class MessageIn(serializers.Serializer[Any]):
    """A message to be sent. `client_key` makes sending it twice harmless."""

    body = serializers.CharField(allow_blank=True, default="", trim_whitespace=False)
    files = serializers.ListField(child=serializers.FileField(), required=False, default=list)
    client_key = serializers.CharField(max_length=40, required=False, default="")
