"""Marks, levels, drafts and bookmarks as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.forum.choices.reading import (
    DRAFT_MAX,
    LEVEL_CHOICES,
    NOTE_MAX,
    Level,
    Rhythm,
)
from community.forum.models import Bookmark, Draft, ForumSettings


class ReadMarkIn(serializers.Serializer[Any]):
    topic = serializers.IntegerField(min_value=1, max_value=2**62)
    number = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ReadMarksIn(serializers.Serializer[Any]):
    marks = serializers.ListField(child=ReadMarkIn(), allow_empty=False, max_length=60)


class ReadMarkOut(serializers.Serializer[Any]):
    topic = serializers.IntegerField()
    number = serializers.IntegerField()


class ForumWaitingOut(serializers.Serializer[Any]):
    unread = serializers.IntegerField(help_text="Followed topics with unread posts, 100 at most.")
    new = serializers.IntegerField(help_text="Topics that wait to be opened, 100 at most.")


class ForumLevelIn(serializers.Serializer[Any]):
    level = serializers.ChoiceField(choices=LEVEL_CHOICES)


class ForumLevelOut(serializers.Serializer[Any]):
    level = serializers.ChoiceField(choices=LEVEL_CHOICES)


class ForumDraftIn(serializers.Serializer[Any]):
    fields_ = serializers.DictField(child=serializers.CharField(allow_blank=True))
    revision = serializers.IntegerField(
        min_value=0, max_value=2_000_000_000, help_text="The revision that was read, 0 for none."
    )
    device = serializers.CharField(max_length=36, required=False, default="")

    def get_fields(self) -> dict[str, Any]:
        """Name the texts “fields”, which is a serializer's own word."""
        found = super().get_fields()
        found["fields"] = found.pop("fields_")
        return found

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse what no composer sends."""
        if sum(len(text) for text in attrs["fields"].values()) > DRAFT_MAX * 2:
            raise serializers.ValidationError({"fields": ["too long"]})
        return attrs


class ForumDraftOut(serializers.Serializer[Draft]):
    public_id = serializers.CharField()
    place = serializers.CharField()
    texts = serializers.DictField(child=serializers.CharField(), source="fields")
    revision = serializers.IntegerField()
    changed_at = serializers.DateTimeField()


class ForumBookmarkIn(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=NOTE_MAX, required=False, allow_blank=True, default="")
    due_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class ForumBookmarkOut(serializers.Serializer[Bookmark]):
    public_id = serializers.CharField()
    post = serializers.IntegerField(source="post_id")
    topic = serializers.IntegerField(source="post.topic_id")
    title = serializers.CharField(source="post.topic.title")
    note = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class ForumSettingsIn(serializers.Serializer[Any]):
    digest = serializers.ChoiceField(choices=Rhythm.choices)
    after_topic = serializers.ChoiceField(choices=LEVEL_CHOICES)
    after_reply = serializers.ChoiceField(choices=LEVEL_CHOICES)


class ForumSettingsOut(serializers.Serializer[ForumSettings]):
    digest = serializers.ChoiceField(choices=Rhythm.choices)
    after_topic = serializers.SerializerMethodField()
    after_reply = serializers.SerializerMethodField()

    def get_after_topic(self, settings: ForumSettings) -> str:
        """Return the level by its word."""
        return Level(settings.after_topic).word

    def get_after_reply(self, settings: ForumSettings) -> str:
        """Return the level by its word."""
        return Level(settings.after_reply).word
