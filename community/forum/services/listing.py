"""How topics are read for the index of everything that can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from community.forum.choices import TopicState
from community.forum.models import Topic
from community.forum.queries.places import Places, Reader
from marketplace.accounts.choices import READABLE_STANDINGS
from marketplace.search.choices import Kind
from marketplace.search.services import Document

_EXCERPT: Final = 300


def _shown() -> QuerySet[Topic]:
    """Return what everybody may read: nothing of a private category can be found by anybody."""
    public = Places(Reader(None)).public
    return Topic.objects.filter(
        state=TopicState.VISIBLE, category__in=public, author__standing__in=READABLE_STANDINGS
    )


class TopicSource:
    """Topics in view, in categories that everybody may see."""

    def load(self, refs: Sequence[int]) -> list[Document]:
        """Return those that may be found, in two queries."""
        rows = _shown().filter(pk__in=refs).select_related("category", "first_post")
        found = []
        for row in rows:
            names = (row.category.name_in(code) for code in ("ar", "en", "he", "ur"))
            text = row.first_post.text if row.first_post else ""
            found.append(
                Document(
                    kind=Kind.TOPIC,
                    ref=row.pk,
                    owner_id=row.author_id,
                    title=row.title,
                    path=reverse("forum:topic", args=[row.pk, row.slug]),
                    language=row.language,
                    published_at=row.last_post_at,
                    keywords=" ".join([*row.tags, *names]),
                    body=text,
                    excerpt=" ".join(text.split())[:_EXCERPT],
                )
            )
        return found

    def batches(self, size: int) -> Iterator[list[int]]:
        """Walk through the topics by their numbers."""
        last = 0
        while True:
            rows = _shown().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
            found = list(rows[:size])
            if not found:
                return
            yield found
            last = found[-1]

    def of_owner(self, owner_id: int) -> list[int]:
        """Return the numbers of a member's topics."""
        return list(Topic.objects.filter(author=owner_id).values_list("pk", flat=True))
