"""Which texts are like an entry's: candidates by their keys, then counted exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.db import connection

from contests.entries.choices import STANDING
from contests.entries.models import Entry, Sketch
from contests.entries.queries.plain import plain_text
from contests.entries.queries.shingles import (
    SIZE,
    Passage,
    containment,
    jaccard,
    passages_of,
    shingles_of,
)
from marketplace.articles.choices import ArticleState

# So many candidates are read and counted, those with the most common keys first.
MOST_CANDIDATES: Final = 25
MOST_SHOWN: Final = 5
# What thousands of texts have in common, a quotation of the contest's own words, is looked up no
# further than so many rows for each key: the work for one entry must not grow with all others.
EACH_KEY: Final = 25
# Less than this is a saying or a title.
_LEAST: Final = 0.02


# MATERIALIZED plans the inner part for all its rows, by the index; the limit then ends it early.
_NEAR: Final = """
SELECT near.id
  FROM unnest(%(keys)s::bigint[]) AS wanted (key)
 CROSS JOIN LATERAL (
   WITH held AS MATERIALIZED (
     SELECT id, entry_id, article_id FROM entries_sketch WHERE bands @> ARRAY[wanted.key])
   SELECT held.id
     FROM held
     LEFT JOIN entries_entry AS e ON e.id = held.entry_id
     LEFT JOIN articles_article AS a ON a.id = held.article_id
    WHERE (e.contest_id = %(contest)s AND e.state = ANY(%(standing)s) AND e.id <> %(entry)s)
       OR ((a.state = %(published)s OR a.author_id = %(entrant)s)
           AND a.id IS DISTINCT FROM %(article)s::bigint)
    LIMIT %(each)s) AS near
 GROUP BY near.id
 ORDER BY count(*) DESC, near.id
 LIMIT %(most)s
"""


@dataclass(frozen=True)
class Match:
    """A text that is like an entry's. Shares in percent, rounded down."""

    # "entry" or "article", with its public id and number.
    kind: str
    ref: str
    title: str
    address: str
    is_own: bool
    # How much of the entry stands there, and how much of that text stands in the entry.
    percent: int
    other_percent: int
    jaccard: int
    longest: int
    at: str
    passages: list[Passage] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return it as evidence keeps it."""
        return asdict(self)


def candidates_of(entry: Entry, keys: Sequence[int]) -> list[Sketch]:
    """Return sketches with keys in common, those with most first.

    Of the contest's other entries, of published articles, and of the entrant's own drafts.
    """
    rows = Sketch.objects.select_related("entry", "article").defer("signature", "bands")
    found = rows.in_bulk(ids := _near(entry, keys))
    return [found[pk] for pk in ids]


def _near(entry: Entry, keys: Sequence[int]) -> list[int]:
    """Return the ids of the sketches with most keys in common; each key tells EACH_KEY at most."""
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAR,
            {
                "keys": list(keys),
                "contest": entry.contest_id,
                "standing": [state.value for state in STANDING],
                "entry": entry.pk,
                "entrant": entry.entrant_id,
                "published": ArticleState.PUBLISHED.value,
                # The entry itself, where it stands.
                "article": entry.article_id,
                "each": EACH_KEY,
                "most": MOST_CANDIDATES,
            },
        )
        return [pk for (pk,) in cursor.fetchall()]


def matches_of(entry: Entry, keys: Sequence[int]) -> list[Match]:
    """Return the texts that are like the entry's, the most alike first; own ones last."""
    found = list(_matches(entry, keys))
    found.sort(key=lambda match: (match.is_own, -match.percent, -match.longest, match.ref))
    return found[:MOST_SHOWN]


def _matches(entry: Entry, keys: Sequence[int]) -> Iterator[Match]:
    mine = shingles_of(entry.text)
    if not mine:
        return
    found = candidates_of(entry, keys)
    entered = {sketch.entry.article_id for sketch in found if sketch.entry is not None}
    for sketch in found:
        if sketch.article_id and sketch.article_id in entered:
            # Told as the entry that it is.
            continue
        text = _text_of(sketch)
        theirs = shingles_of(text)
        inside, outside = containment(mine, theirs), containment(theirs, mine)
        if max(inside, outside) < _LEAST:
            continue
        passages = passages_of(entry.text, text)
        yield Match(
            **_about(sketch, entry),
            percent=int(inside * 100),
            other_percent=int(outside * 100),
            jaccard=int(jaccard(mine, theirs) * 100),
            longest=max((passage.words for passage in passages), default=SIZE),
            passages=passages,
        )


def _text_of(sketch: Sketch) -> str:
    if sketch.entry is not None:
        return sketch.entry.text
    return plain_text(sketch.article.source) if sketch.article is not None else ""


def _about(sketch: Sketch, entry: Entry) -> dict[str, Any]:
    other, article = sketch.entry, sketch.article
    if other is not None:
        return {
            "kind": "entry",
            "ref": other.public_id,
            "title": other.title,
            "address": other.get_absolute_url(),
            "is_own": other.entrant_id == entry.entrant_id,
            "at": other.submitted_at.isoformat(),
        }
    if article is None:
        raise ValueError(sketch.pk)
    at = article.published_at or article.created_at
    return {
        "kind": "article",
        "ref": article.public_id,
        "title": article.title,
        "address": article.get_absolute_url(),
        "is_own": article.author_id == entry.entrant_id,
        "at": at.isoformat(),
    }
