"""How posted briefs are read for the index of everything that can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.urls import reverse

from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.queries.posted import open_briefs
from marketplace.search.choices import Kind
from marketplace.search.services import Document

EXCERPT: Final = 280


class PostedSource:
    """Open briefs of active members. The price is the most that the client gives.

    A budget in another currency than the platform's can't be compared, so it is none here.
    """

    def load(self, refs: Sequence[int]) -> list[Document]:
        """Return those that may be found, in one query."""
        rows = open_briefs(clock.now()).filter(pk__in=refs).defer("text_html", "text_source")
        currency = rules().default_currency
        return [
            Document(
                kind=Kind.BRIEF,
                ref=row.pk,
                owner_id=row.client_id,
                title=row.title,
                path=reverse("hiring:posted", args=[row.pk, row.slug]),
                language=row.language,
                published_at=row.created_at,
                keywords=" ".join(row.skills),
                body=row.text_plain,
                excerpt=" ".join(row.text_plain.split())[:EXCERPT],
                root=row.category,
                price=row.budget_max if row.currency == currency else None,
            )
            for row in rows
        ]

    def batches(self, size: int) -> Iterator[list[int]]:
        """Walk through open briefs by their numbers."""
        last = 0
        while True:
            rows = open_briefs(clock.now()).filter(pk__gt=last).order_by("pk")
            found = list(rows.values_list("pk", flat=True)[:size])
            if not found:
                return
            yield found
            last = found[-1]

    def of_owner(self, owner_id: int) -> list[int]:
        """Return the numbers of a member's briefs."""
        return list(PostedBrief.objects.filter(client_id=owner_id).values_list("pk", flat=True))
