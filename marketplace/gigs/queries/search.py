"""Which gigs a text finds: words by their stems, and near spellings by their letters."""

from __future__ import annotations

from typing import Final

from django.db import connection

from marketplace.core.text import fold

# No search looks at more rows than this, however common its words are.
CANDIDATES: Final = 600
NEAR_CANDIDATES: Final = 200
LONGEST_QUERY: Final = 100

# Words first; only where they find little are letters compared. Both parts are capped before
# anything is ranked, so that a common word costs no more than a rare one. Of gigs with the same
# stem the one that holds the text as it was typed comes first.
_SEARCH: Final = """
WITH words AS MATERIALIZED (
  SELECT gig.id,
    1 + ts_rank(gig.search_vector, query)
      + (position(%(spaced)s in ' ' || gig.search_text || ' ') > 0)::int AS score
  FROM (
    SELECT id, search_vector, search_text FROM gigs_gig
    WHERE state = 'live'
      AND search_vector @@ websearch_to_tsquery('pg_catalog.arabic', wz_stem_input(%(text)s))
    LIMIT %(cap)s
  ) AS gig,
  websearch_to_tsquery('pg_catalog.arabic', wz_stem_input(%(text)s)) AS query
), near AS MATERIALIZED (
  SELECT id, letters.score FROM gigs_near(%(folded)s, %(near_cap)s) AS letters (id, score)
  WHERE (SELECT count(*) FROM words) < 20
)
SELECT id FROM (
  SELECT id, score FROM words
  UNION ALL
  SELECT id, score FROM near WHERE id NOT IN (SELECT id FROM words)
) AS found
ORDER BY score DESC, id DESC
LIMIT %(cap)s
"""


def candidate_ids(text: str) -> list[int]:
    """Return the ids of live gigs that the text finds, best first, at most CANDIDATES.

    A gig is found by the stems of its title, tags, category and description, or by letters near
    those of its title and tags. An empty text finds nothing.
    """
    words = text.strip()[:LONGEST_QUERY].replace("\x00", "")
    folded = fold(words)
    if not folded:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _SEARCH,
            {
                "text": words,
                "folded": folded,
                "spaced": f" {folded} ",
                "cap": CANDIDATES,
                "near_cap": NEAR_CANDIDATES,
            },
        )
        return [row[0] for row in cursor.fetchall()]
