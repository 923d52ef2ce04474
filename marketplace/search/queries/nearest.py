"""What comes nearest where nothing was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from marketplace.core.conf import rules
from marketplace.search.choices import Kind
from marketplace.search.models import Entry
from marketplace.search.queries.filters import Filters
from marketplace.search.queries.find import find
from marketplace.search.queries.words import Wording

# What has most of the words, in the title first; of the same many the best by score.
_ANY: Final = """
SELECT e.ref FROM (
  SELECT id FROM search_gather_1(
    %(kind)s, ARRAY[%(any)s::tsquery], NULL, NULL, NULL, %(cap)s)
) AS found JOIN search_entry AS e USING (id)
WHERE e.owner_id <> ALL(%(hidden)s::bigint[])
ORDER BY ts_rank(e.head, %(rank)s::tsquery) DESC, e.score DESC, e.id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Nearest:
    """Numbers of things, best first, and why they are shown.

    `why` is "unfiltered" (the words without the filters), "any" (one of the words) or "popular".
    """

    refs: list[int] = field(default_factory=list)
    why: str = ""


def find_nearest(filters: Filters, *, wording: Wording, limit: int) -> Nearest:
    """Return what comes nearest to a search that found nothing. At most three queries."""
    if wording.bodies and filters.is_narrowed:
        bare = filters.without(*filters.active, "page")
        found = find(bare, size=limit, with_counts=False, wording=wording)
        if found.refs:
            return Nearest(found.refs, "unfiltered")
    if wording.any:
        refs = _with_any_word(filters, wording, limit)
        if refs:
            return Nearest(refs, "any")
    best = popular(filters.kind, limit=limit, hidden=filters.hidden)
    return Nearest(best, "popular")


def popular(kind: Kind, *, limit: int, hidden: Sequence[int] = ()) -> list[int]:
    """Return the numbers of the best of a kind by static score, but of `hidden` members' things.

    One query.
    """
    rows = Entry.objects.filter(kind=kind).exclude(owner__in=hidden).order_by("-score", "-id")
    return list(rows.values_list("ref", flat=True)[:limit])


def _with_any_word(filters: Filters, wording: Wording, limit: int) -> list[int]:
    params: dict[str, Any] = {
        "kind": filters.kind,
        "hidden": list(filters.hidden),
        "any": wording.any,
        "rank": wording.any,
        "cap": rules().search_ranked,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANY, params)
        return [row[0] for row in cursor.fetchall()]
