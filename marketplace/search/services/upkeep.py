"""What is put right now and then: shelves, counts of words and values; and the index anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import accumulate
from typing import Final

from django.db import connection, transaction

from marketplace.core.conf import rules
from marketplace.search.choices import SHELF_SIZES, Kind
from marketplace.search.models import Entry, KeptCount
from marketplace.search.queries.facets import SAID, histogram
from marketplace.search.services.index import BATCH, refresh, remove
from marketplace.search.services.sources import SOURCES

# Best first; ties by number, as everywhere.
_RESTACK: Final = """
WITH placed AS (
  SELECT id, row_number() OVER (ORDER BY score DESC, id DESC) AS place
  FROM search_entry WHERE kind = %(kind)s
), wanted AS (
  SELECT id, width_bucket(place - 1, %(ends)s::bigint[]) AS shelf FROM placed
)
UPDATE search_entry AS e SET shelf = w.shelf FROM wanted AS w
WHERE e.id = w.id AND e.shelf <> w.shelf
"""
# Exact words are lexemes that begin with "="; what stands in no title any more isn't proposed.
_COUNT_WORDS: Final = """
WITH counted AS (
  SELECT substr(word, 2) AS text, ndoc FROM ts_stat('SELECT head FROM search_entry')
  WHERE word LIKE '=%%'
)
UPDATE search_word AS w SET count = coalesce(c.ndoc, 0)
FROM search_word AS old LEFT JOIN counted AS c USING (text)
WHERE w.id = old.id AND w.count <> coalesce(c.ndoc, 0)
"""
_SCOPED: Final = """(
  SELECT e.*, s.scope FROM search_entry AS e,
  LATERAL (SELECT '' UNION SELECT e.root UNION SELECT e.category) AS s (scope)
  WHERE e.kind = %(kind)s
) AS scoped"""
_COUNT_VALUES: Final = f"""
INSERT INTO search_keptcount (kind, scope, facet, value, count)
SELECT %(kind)s, scope, facet, value, n
FROM ({histogram(_SCOPED, list(SAID), also="scope")}) AS counted WHERE value IS NOT NULL
"""  # noqa: S608  constants of this app


@transaction.atomic
def restack(*, kind: Kind) -> int:
    """Put every entry of a kind on the shelf that its score belongs on; returns how many moved."""
    with connection.cursor() as cursor:
        cursor.execute(_RESTACK, {"kind": kind, "ends": list(accumulate(SHELF_SIZES))})
        return int(cursor.rowcount)


@transaction.atomic
def count_words() -> int:
    """Count again in how many titles and keywords each word stands; returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_WORDS)
        return int(cursor.rowcount)


@transaction.atomic
def keep_counts(*, kind: Kind) -> int:
    """Keep the number of entries per value and category, where there are too many to count anew.

    Returns how many numbers are kept; none while a search can count for itself.
    """
    KeptCount.objects.filter(kind=kind).delete()
    if Entry.objects.filter(kind=kind).count() < rules().search_candidates:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_VALUES, {"kind": kind})
        return int(cursor.rowcount)


def rebuild(
    *, kinds: Iterable[Kind], now: datetime, say: Callable[[str], object] = str
) -> dict[str, int]:
    """Make the index anew from its sources, while it is being used; returns {kind: entries}.

    Announces nothing: what stood there before is no news. What no source knows any more goes.
    """
    made = {}
    for kind in kinds:
        total = 0
        for refs in SOURCES[kind].batches(BATCH):
            total += refresh(kind=kind, refs=refs, now=now, is_news=False)
            say(f"{kind}: {total}")
        stale = Entry.objects.filter(kind=kind, indexed_at__lt=now).values_list("ref", flat=True)
        remove(kind=kind, refs=list(stale))
        made[str(kind)] = total
        restack(kind=kind)
        keep_counts(kind=kind)
    count_words()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry, search_word")
    return made
