"""What a member leaves in the forum when they go and their texts go with them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from community.forum.models import Poll, Post, PostVersion, Topic
from community.forum.services.states import lock_post
from marketplace.accounts.models import Member

_EMPTY: Final = {"source": "", "html": "", "text": ""}


@transaction.atomic
def erase_writing(*, member: Member, now: datetime) -> int:
    """Empty a former member's posts and their versions; returns how many.

    The posts stay in their places without a word, so that what others answered keeps its sense;
    titles of topics stay, as what others talk about. Polls go with their words. Locks each post
    after its topic.
    """
    ids = list(Post.objects.filter(author=member).order_by("pk").values_list("pk", flat=True))
    for post_id in ids:
        _topic, post = lock_post(post_id)
        Post.objects.filter(pk=post.pk).update(**_EMPTY, edited_at=now)
        PostVersion.objects.filter(post=post).update(source="", reason="")
    polls = Poll.objects.filter(topic__author=member)
    Topic.objects.filter(poll__in=polls).update(has_poll=False)
    polls.delete()
    return len(ids)
