"""How articles are read for the index of everything that can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from marketplace.articles.models import Article
from marketplace.core.categories import BY_SLUG
from marketplace.search.choices import Kind
from marketplace.search.services import Document


def _shown() -> QuerySet[Article]:
    return Article.objects.in_public()


class ArticleSource:
    """What readers find: published articles, also what former members left."""

    def load(self, refs: Sequence[int]) -> list[Document]:
        """Return those that may be found, in one query."""
        rows = _shown().filter(pk__in=refs).select_related("author")
        found = []
        for row in rows.defer("html", "headings"):
            category = BY_SLUG.get(row.category)
            found.append(
                Document(
                    kind=Kind.ARTICLE,
                    ref=row.pk,
                    owner_id=row.author_id,
                    title=row.title,
                    path=reverse("articles:detail", args=[row.pk, row.slug or "-"]),
                    language=row.language,
                    published_at=row.published_at or row.updated_at,
                    keywords=f"{category.name if category else ''} {row.author.display_name}",
                    body=f"{row.summary} {row.source}",
                    excerpt=row.summary,
                    root=row.category,
                )
            )
        return found

    def batches(self, size: int) -> Iterator[list[int]]:
        """Walk through published articles by their numbers."""
        last = 0
        while True:
            rows = _shown().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
            found = list(rows[:size])
            if not found:
                return
            yield found
            last = found[-1]

    def of_owner(self, owner_id: int) -> list[int]:
        """Return the numbers of a member's articles."""
        return list(Article.objects.filter(author_id=owner_id).values_list("pk", flat=True))
