"""Topics, posts and acts as programs see and send them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.forum.choices import (
    BODY_MAX,
    REASON_MAX,
    TITLE_MAX,
    CategoryKind,
    PollResults,
    PostState,
    TopicState,
)


class ForumPersonOut(serializers.Serializer[Any]):
    username = serializers.CharField()
    display_name = serializers.CharField()


class CategoryOut(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    kind = serializers.CharField()
    topic_count = serializers.IntegerField()
    is_archived = serializers.BooleanField()
    may_start = serializers.BooleanField()
    may_reply = serializers.BooleanField()


class ForumTopicOut(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    slug = serializers.CharField()
    category = serializers.CharField(source="category.slug")
    author = ForumPersonOut()
    language = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    state = serializers.ChoiceField(choices=TopicState.choices)
    is_question = serializers.BooleanField()
    solved_at = serializers.DateTimeField(allow_null=True)
    pinned_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    archived_at = serializers.DateTimeField(allow_null=True)
    merged_into = serializers.IntegerField(source="merged_into_id", allow_null=True)
    has_poll = serializers.BooleanField()
    reply_count = serializers.IntegerField()
    like_count = serializers.IntegerField()
    view_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    last_post_at = serializers.DateTimeField()


class ForumPostOut(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    topic = serializers.IntegerField(source="topic_id")
    number = serializers.IntegerField()
    author = ForumPersonOut()
    reply_to = serializers.IntegerField(source="reply_to_id", allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    html = serializers.CharField()
    language = serializers.CharField()
    state = serializers.ChoiceField(choices=PostState.choices)
    like_count = serializers.IntegerField()
    is_solution = serializers.BooleanField()
    version_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)


class PostVersionOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    why = serializers.CharField()
    reason = serializers.CharField()
    editor = serializers.CharField(source="editor_name")
    written_at = serializers.DateTimeField()
    is_current = serializers.BooleanField()


class PollOptionOut(serializers.Serializer[Any]):
    position = serializers.IntegerField()
    text = serializers.CharField()
    votes = serializers.IntegerField(allow_null=True)
    is_mine = serializers.BooleanField()


class PollOut(serializers.Serializer[Any]):
    question = serializers.CharField()
    most_choices = serializers.IntegerField()
    voter_count = serializers.IntegerField()
    closes_at = serializers.DateTimeField(allow_null=True)
    is_open = serializers.BooleanField()
    options = PollOptionOut(many=True)


class ForumActOut(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    act = serializers.CharField()
    topic = serializers.IntegerField(source="topic_id", allow_null=True)
    post = serializers.IntegerField(source="post_id", allow_null=True)
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class ForumPictureOut(serializers.Serializer[Any]):
    address = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class PollIn(serializers.Serializer[Any]):
    question = serializers.CharField(max_length=160)
    options = serializers.ListField(child=serializers.CharField(max_length=120), max_length=20)
    most_choices = serializers.IntegerField(min_value=1, max_value=20, default=1)
    results = serializers.ChoiceField(choices=PollResults.choices, default=PollResults.ALWAYS)
    closes_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class StartTopicIn(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=TITLE_MAX)
    category = serializers.SlugField()
    body = serializers.CharField(max_length=BODY_MAX, trim_whitespace=False)
    tags = serializers.ListField(child=serializers.CharField(), default=list, max_length=10)
    poll = PollIn(required=False, allow_null=True, default=None)


class ReplyIn(serializers.Serializer[Any]):
    body = serializers.CharField(max_length=BODY_MAX, trim_whitespace=False)
    reply_to = serializers.IntegerField(required=False, allow_null=True, default=None)


class EditPostIn(serializers.Serializer[Any]):
    body = serializers.CharField(max_length=BODY_MAX, trim_whitespace=False)
    title = serializers.CharField(
        max_length=TITLE_MAX, required=False, allow_null=True, default=None
    )
    tags = serializers.ListField(
        child=serializers.CharField(), required=False, allow_null=True, default=None
    )
    reason = serializers.CharField(max_length=REASON_MAX, allow_blank=True, default="")
    version = serializers.IntegerField(required=False, allow_null=True, default=None)


class ForumReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON_MAX, allow_blank=True, default="")


class VersionIn(serializers.Serializer[Any]):
    number = serializers.IntegerField(min_value=1)


class VoteIn(serializers.Serializer[Any]):
    options = serializers.ListField(child=serializers.IntegerField(), max_length=20)


class MoveTopicIn(ForumReasonIn):
    category = serializers.SlugField()


class RetitleTopicIn(ForumReasonIn):
    title = serializers.CharField(max_length=TITLE_MAX)
    tags = serializers.ListField(
        child=serializers.CharField(), required=False, allow_null=True, default=None
    )


class MergeTopicIn(ForumReasonIn):
    into = serializers.IntegerField(min_value=1)


class SplitTopicIn(ForumReasonIn):
    posts = serializers.ListField(child=serializers.IntegerField(), max_length=500)
    title = serializers.CharField(max_length=TITLE_MAX)
    category = serializers.SlugField()


class CategoryIn(serializers.Serializer[Any]):
    """`permissions` are pairs "group:right"; none: what holds above it."""

    slug = serializers.SlugField(max_length=40)
    kind = serializers.ChoiceField(choices=CategoryKind.choices)
    parent = serializers.SlugField(required=False, allow_null=True, default=None)  # type: ignore[assignment]
    position = serializers.IntegerField(min_value=0, max_value=9_999, default=0)
    names = serializers.DictField(child=serializers.CharField(max_length=60))
    abouts = serializers.DictField(
        child=serializers.CharField(max_length=240, allow_blank=True), default=dict
    )
    permissions = serializers.ListField(child=serializers.CharField(), default=list)
    is_archived = serializers.BooleanField(default=False)


class ForumPictureIn(serializers.Serializer[Any]):
    image = serializers.FileField()
