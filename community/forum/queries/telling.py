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
    """Return the writers of the posts that a post quotes, without its own. One query or none."""
    ids = [int(found) for found in _QUOTED.findall(post.source)][:MOST_QUOTED]
    if not ids:
        return []
    rows = Post.objects.filter(pk__in=ids, topic__state="visible", state="visible")
    return sorted(set(rows.exclude(author=post.author_id).values_list("author_id", flat=True)))


def may_see_among(category_id: int, member_ids: Sequence[int]) -> list[int] | None:
    """Return who of these members may see a category; None where everybody may.

    A closed category asks for each member; the members of one are few.
    """
    if category_id in places_for(None).public:
        return None
    people = Member.objects.filter(pk__in=member_ids).order_by("pk")
    return [one.pk for one in people if category_id in places_for(one).by_id]
