"""Keeping the index true: what may be found enters it, what may not leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from psycopg2.extras import execute_values

from marketplace.core.addresses import without_language
from marketplace.core.events import publish
from marketplace.core.stems import main_stem
from marketplace.search.choices import WITHOUT_LEVEL, WORD_MAX, Kind
from marketplace.search.events import EntryListed
from marketplace.search.models import Entry
from marketplace.search.queries import tokens
from marketplace.search.services.scores import shelf_floors, shelf_for, static_score
from marketplace.search.services.sources import SOURCES, Document, knows_levels, levels_of

BATCH: Final = 1_000
_COLUMNS: Final = (
    *("kind", "ref", "owner_id", "score", "shelf", "root", "category", "language", "level"),
    *("rating", "rating_count", "orders_count", "price", "days", "published_at", "indexed_at"),
    *("title", "excerpt", "path", "head", "words"),
)
_PUT: Final = f"""
INSERT INTO search_entry ({", ".join(_COLUMNS)}, favourites_count) VALUES %s
ON CONFLICT (kind, ref) DO UPDATE SET
{", ".join(f"{name} = EXCLUDED.{name}" for name in _COLUMNS if name not in ("kind", "ref"))}
RETURNING id, ref, xmax = 0
"""  # noqa: S608  names of columns, written above
_ROW: Final = f"""(
{", ".join(["%s"] * (len(_COLUMNS) - 2))}, %s::tsvector, %s::tsvector,
(SELECT count(*) FROM search_favourite AS f WHERE (f.kind, f.ref) = (%s, %s)))
"""  # noqa: S608  placeholders only
# In one order, so that two never wait for each other; of many things no more than so many locks.
_LOCK: Final = """
SELECT count(pg_advisory_xact_lock(hashtextextended('search:' || %(kind)s, place))) FROM (
  SELECT DISTINCT ref %% 64 AS place FROM unnest(%(refs)s::bigint[]) AS given (ref)
  ORDER BY place OFFSET 0
) AS places
"""
# A word that stood in longer texts only may be completed and corrected to from now on.
_PUT_WORDS: Final = """
INSERT INTO search_word (text, stem, start, count) VALUES %s
ON CONFLICT (text) DO UPDATE SET count = 1 WHERE search_word.count = 0 AND EXCLUDED.count > 0
"""


@dataclass(frozen=True)
class _Row:
    values: tuple[Any, ...]
    head: list[str]
    body: list[str]


@transaction.atomic
def refresh(*, kind: Kind, refs: Sequence[int], now: datetime, is_news: bool = True) -> int:
    """Bring the index in line with these things: load them anew, drop what may not be found.

    Locks the numbers until the end of the transaction, whether they stand in the index or not: who
    reads a thing first writes it first. Returns how many stand in the index now. Announces
    EntryListed for what is new there, unless `is_news` is off. Safe to run twice. KeyError for a
    kind that nobody registered.
    """
    source = SOURCES[kind]
    _lock_things(kind, refs)
    documents = source.load(refs)
    kept = {document.ref for document in documents}
    remove(kind=kind, refs=[ref for ref in refs if ref not in kept])
    put(kind=kind, documents=documents, now=now, is_news=is_news)
    return len(kept)


def _lock_things(kind: Kind, refs: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, {"kind": str(kind), "refs": list(refs)})


def remove(*, kind: Kind, refs: Sequence[int]) -> int:
    """Take things out of the index; returns how many stood there."""
    if not refs:
        return 0
    gone, _by_model = Entry.objects.filter(kind=kind, ref__in=refs).delete()
    return gone


@transaction.atomic
def remove_owner(*, owner_id: int) -> int:
    """Take everything of a member out of the index: a suspended one can't be found."""
    gone, _by_model = Entry.objects.filter(owner_id=owner_id).delete()
    return gone


@transaction.atomic
def refresh_owner(*, owner_id: int, now: datetime) -> None:
    """Bring everything of a member in line again, after a suspension was lifted."""
    for kind, source in SOURCES.items():
        refs = source.of_owner(owner_id)
        if refs:
            refresh(kind=kind, refs=refs, now=now, is_news=False)


def put(*, kind: Kind, documents: Sequence[Document], now: datetime, is_news: bool = True) -> None:
    """Write documents of one kind to the index, in the caller's transaction."""
    if not documents:
        return
    levels = _levels(kind, documents)
    floors = shelf_floors(kind)
    ordered = sorted(documents, key=lambda document: document.ref)
    rows = [_row(one, levels.get(one.owner_id, 0), floors, now) for one in ordered]
    with connection.cursor() as cursor:
        raw = cursor.cursor
        written = execute_values(
            raw, _PUT, [row.values for row in rows], _ROW, page_size=BATCH, fetch=True
        )
        _put_words(raw, rows)
    if is_news:
        for entry_id, ref, is_new in written:
            if is_new:
                publish(EntryListed(entry_id=entry_id, kind=kind, ref=ref), now=now)


def _levels(kind: Kind, documents: Sequence[Document]) -> dict[int, int]:
    """Return the owners' levels; while nobody gives levels, those that the index has."""
    if kind in WITHOUT_LEVEL:
        return {}
    owners = list({document.owner_id for document in documents})
    if knows_levels():
        return dict(levels_of(owners))
    rows = Entry.objects.filter(owner_id__in=owners, level__gt=0)
    return dict(rows.filter(kind=kind).values_list("owner_id", "level"))


def _row(document: Document, level: int, floors: list[int | None], now: datetime) -> _Row:
    values = tokens.value_tokens(
        kind=document.kind,
        root=document.root,
        category=document.category,
        language=document.language,
        level=level,
        rating=document.rating,
        price=document.price,
        days=document.days,
    )
    title = tokens.content_words(document.title, tokens.MOST_HEAD_WORDS)
    keywords = tokens.content_words(document.keywords, tokens.MOST_HEAD_WORDS)
    body = tokens.content_words(document.body, tokens.MOST_BODY_WORDS)
    score = static_score(
        orders_count=document.orders_count,
        rating=document.rating,
        rating_count=document.rating_count,
        level=level,
        published_at=document.published_at,
    )
    written = (
        *(str(document.kind), document.ref, document.owner_id, score, shelf_for(score, floors)),
        *(document.root, document.category, document.language, level),
        *(document.rating, document.rating_count, document.orders_count),
        *(document.price, document.days, document.published_at, now),
        *(document.title[:160], document.excerpt[:300], without_language(document.path)[:300]),
        tokens.head_literal(title, keywords),
        tokens.words_literal([*title, *keywords], body, values),
        *(str(document.kind), document.ref),
    )
    return _Row(written, [*title, *keywords], body)


def _put_words(cursor: Any, rows: Sequence[_Row]) -> None:
    """Remember the distinct words, in one order, so that two writers never wait for each other."""
    counts = {word: 0 for row in rows for word in row.body}
    counts |= {word: 1 for row in rows for word in row.head}
    known = _known_words(cursor, counts)
    fresh = [
        (word, main_stem(word)[:WORD_MAX], word[:2], count)
        for word, count in sorted(counts.items())
        if known.get(word, -1) < count
    ]
    if fresh:
        execute_values(cursor, _PUT_WORDS, fresh, page_size=BATCH)


def _known_words(cursor: Any, wanted: dict[str, int]) -> dict[str, int]:
    cursor.execute(
        "SELECT text, least(count, 1) FROM search_word WHERE text = ANY(%s)", [list(wanted)]
    )
    return dict(cursor.fetchall())
