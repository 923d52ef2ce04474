"""Shapes of conversations in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.core.api import error_body
from marketplace.messaging.errors import ContactDetailsFound
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
    scan = serializers.CharField(source="scan_state")


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
    as_is = serializers.CharField(max_length=64, required=False, default="")


class Muted(serializers.Serializer[Any]):
    muted = serializers.BooleanField()


class Archived(serializers.Serializer[Any]):
    archived = serializers.BooleanField()


class ReadingShown(serializers.Serializer[Any]):
    """Whether others see what the member has read."""

    shows_reading = serializers.BooleanField()


class BlockOut(serializers.Serializer[Any]):
    """A member who is blocked."""

    username = serializers.CharField(source="blocked.username")
    name = serializers.CharField(source="blocked.display_name")
    created_at = serializers.DateTimeField()


class BlockIn(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=30)


class ReplyShape(serializers.Serializer[Any]):
    """A saved reply."""

    id = serializers.CharField(source="public_id", read_only=True)
    title = serializers.CharField(max_length=60)
    body = serializers.CharField(max_length=2000)


class HitOut(serializers.Serializer[Any]):
    """A message that was found."""

    message = serializers.CharField(source="message_id")
    conversation = serializers.CharField(source="conversation_id")
    title = serializers.CharField()
    author = serializers.CharField()
    excerpt = serializers.CharField()
    created_at = serializers.DateTimeField()


def contact_details_body(found: ContactDetailsFound) -> dict[str, Any]:
    """Return the refusal with what was found, and the consent that sends the text as it is."""
    named = [f"{detail.kind.value}: {detail.text}" for detail in found.details]
    return error_body(found.code, str(found), {"body": named, "as_is": found.as_is})
