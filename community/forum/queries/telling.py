"""Whom a post quotes, and who among some members may see a category."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from community.forum.models import Post
from community.forum.queries.places import places_for
from marketplace.accounts.models import Member

# A quotation begins with a line that links to the post it is from.
_QUOTED: Final = re.compile(r"^>.*?\]\((?:/[a-z]{2})?/forum/p/([1-9][0-9]{0,17})/\)", re.MULTILINE)
MOST_QUOTED: Final = 20


def quoted_in(post: Post) -> list[int]:
    """Return the writers whose being quoted is told of, without the post's own.

    Of other topics only those whom the writer's allowance of mentions still reached. Two queries
    at most.
    """
    writers = _writers(post)
    near = {pk for pk, topic_id in writers if topic_id == post.topic_id}
    far = {pk for pk, topic_id in writers if topic_id != post.topic_id} - near
    if far:
        reached = post.mentions.filter(member__in=far).exclude(told_at=None)
        near.update(reached.values_list("member_id", flat=True))
    return sorted(near)


def writers_from_elsewhere(post: Post) -> list[int]:
    """Return the writers of the posts in other topics that a post quotes. One query or none."""
    return sorted({pk for pk, topic_id in _writers(post) if topic_id != post.topic_id})


def _writers(post: Post) -> list[tuple[int, int]]:
    """Return (writer, topic) of each post that is quoted."""
    ids = [int(found) for found in _QUOTED.findall(post.source)][:MOST_QUOTED]
    if not ids:
        return []
    rows = Post.objects.filter(pk__in=ids, topic__state="visible", state="visible")
    found = rows.exclude(author=post.author_id).order_by("pk")
    return list(found.values_list("author_id", "topic_id"))


def may_see_among(category_id: int, member_ids: Sequence[int]) -> list[int] | None:
    """Return who of these members may see a category; None where everybody may.

    A closed category asks for each member; the members of one are few.
    """
    if category_id in places_for(None).public:
        return None
    people = Member.objects.filter(pk__in=member_ids).order_by("pk")
    return [one.pk for one in people if category_id in places_for(one).by_id]
