"""The search itself: a bounded number of candidates, ranked, counted and cut into pages.

Functions of the database take the best candidates by static score (`collect`); only the first of
them are ordered by their words. So no query costs more than looking at a few thousand
narrow rows, however common its words are; docs/search.md tells what that means for what is found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from marketplace.core.conf import rules
from marketplace.search.choices import PAGE_SIZE, Sort
from marketplace.search.queries.collect import gathering, question_of
from marketplace.search.queries.facets import (
    SHOWN,
    add_up,
    columns_of,
    histogram,
    kept_counts,
    kept_total,
)
from marketplace.search.queries.filters import Filters
from marketplace.search.queries.words import Wording, word_query

# The filters by which a facet's own numbers are not narrowed.
_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "category": ("category",),
    "price": ("price_min", "price_max"),
    "days": ("days",),
    "language": ("language",),
    "level": ("level",),
    "rating": ("rating",),
}
_ORDERS: Final[Mapping[str, str]] = {
    Sort.RECOMMENDED: "e.score DESC, e.id DESC",
    Sort.NEWEST: "e.published_at DESC, e.id DESC",
    Sort.PRICE_LOW: "e.price ASC NULLS LAST, e.id DESC",
    Sort.PRICE_HIGH: "e.price DESC NULLS LAST, e.id ASC",
    Sort.RATING: "e.rating DESC, e.rating_count DESC, e.id DESC",
    Sort.FASTEST: "e.days ASC NULLS LAST, e.score DESC, e.id DESC",
}
# Nothing is counted by value where there is more than is collected: that would be a part only.
_COUNTED: Final = (
    "CASE WHEN (SELECT count(*) FROM {source}) < %(cap)s THEN"
    " (SELECT coalesce(json_agg(json_build_array(facet, value, n)), '[]')"
    " FROM ({histogram}) AS counted WHERE value IS NOT NULL) END"
)
# Whether the words alone find more than is collected; asked only where the list itself doesn't.
_IS_BEYOND: Final = (
    "CASE WHEN (SELECT count(*) FROM found) <= %(most)s"
    " THEN search_beyond(%(kind)s, %(wide)s::tsquery[], %(most)s) END"
)
_BY_WORDS: Final = """
SELECT f.ref, row_number() OVER (ORDER BY f.depth, points DESC NULLS LAST, f.score DESC, f.id DESC)
FROM found AS f LEFT JOIN (
  SELECT e.id,
    ts_rank('{0.05, 0.1, 0.4, 1.0}', h.head, %(rank)s::tsquery) * %(words_weight)s
    + (h.head @@ %(own)s::tsquery)::int * %(exact_weight)s
    + (h.head @@ %(exact)s::tsquery)::int * %(exact_weight)s
    + e.score * %(score_weight)s / 1000.0 AS points
  FROM (SELECT id FROM found ORDER BY depth, score DESC, id DESC LIMIT %(ranked)s) AS best
  JOIN search_entry AS e USING (id)
  -- Fetched from where it lies once, not once for each use.
  CROSS JOIN LATERAL (SELECT e.head || ''::tsvector AS head OFFSET 0) AS h
) AS ranked USING (id)
"""
_BY_VALUE: Final = """
SELECT e.ref, row_number() OVER (ORDER BY {order}) FROM found JOIN search_entry AS e USING (id)
"""
_BY_SCORE: Final = "SELECT ref, row_number() OVER (ORDER BY depth, score DESC, id DESC) FROM found"
# A list without words that is longer than what is collected: the index of its order is walked,
# which finds a page soon because so much fits.
# What an entry fits a filter by, besides the words of the index.
_FITS: Final[Mapping[str, str]] = {
    "category": "(e.root = %(category)s OR e.category = %(category)s)",
    "language": "e.language = %(language)s",
    "level": "e.level = %(level)s",
    "rating": "e.rating >= %(rating)s",
    "days": "e.days <= %(days)s",
    "price_min": "e.price >= %(price_min)s",
    "price_max": "e.price <= %(price_max)s",
}
_WALK: Final = (
    "SELECT e.ref FROM search_entry AS e WHERE {fits} ORDER BY {order}"
    " LIMIT %(limit)s OFFSET %(offset)s"
)
_WALKED: Final = (
    *("kind", "category", "language", "level", "rating", "days", "price_min", "price_max"),
)


@dataclass(frozen=True)
class Found:
    """One page of what was found: numbers of things, best first.

    `total` is capped; `is_capped` says that there are more. `counts` holds the numbers of each
    facet, None for a facet whose numbers would cost too much.
    """

    filters: Filters
    refs: list[int]
    total: int
    is_capped: bool
    wording: Wording = field(default_factory=Wording)
    counts: Mapping[str, Mapping[str, int] | None] = field(default_factory=dict)


def find(
    filters: Filters,
    *,
    size: int = PAGE_SIZE,
    with_counts: bool = True,
    wording: Wording | None = None,
    most: int | None = None,
) -> Found:
    """Return one page of what fits; of `most` candidates, for a caller whom the rest doesn't help.

    Two queries for known words, one without words; one more at most where filters narrow the list,
    four where words are unknown, and one for a long list in an order of its own. Never more,
    whatever the number of rows.
    """
    said = wording or (
        word_query(filters.q, is_literal=filters.is_literal) if filters.q else Wording()
    )
    if filters.q and not said.bodies:
        return Found(filters, [], 0, is_capped=False, wording=said)
    if filters.finds_everything:
        kept = kept_counts(filters.kind)
        if kept:
            return _everything(filters, kept, size)
    cap = most or rules().search_candidates
    return _collected(filters, said, size, cap=cap, with_counts=with_counts)


def _everything(filters: Filters, kept: dict[str, dict[str, int]], size: int) -> Found:
    cap = rules().search_candidates
    total = kept_total(kept)
    counts = {name: add_up(name, numbers) for name, numbers in _by_facet(kept).items()}
    refs = _walk(filters, size)
    return Found(filters, refs, min(total, cap), is_capped=total > cap, counts=counts)


def _by_facet(counted: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Return root and category numbers as one facet: slugs of both levels."""
    found = {name: dict(numbers) for name, numbers in counted.items()}
    category = {**found.pop("category", {}), **found.pop("root", {})}
    category.pop("", None)
    return {"category": category, **found}


def _collected(filters: Filters, said: Wording, size: int, *, cap: int, with_counts: bool) -> Found:
    question = question_of(filters, said)
    params = {
        **question,
        **_ranking(said),
        "cap": cap + 1,
        "limit": size,
        "offset": (filters.page - 1) * size,
    }
    facets = SHOWN[filters.kind] if with_counts else ()
    narrowing = [name for name in facets if _is_narrowing(filters, name)]
    if narrowing:
        wide = question_of(filters.without(*filters.active), said)
        params |= {"wide": wide["bodies"] or wide["heads"], "most": cap}
    with connection.cursor() as cursor:
        cursor.execute(_statement(filters, said, question, facets, narrowing), params)
        total, refs, counted, is_beyond = cursor.fetchone()
    is_capped = total > cap
    if is_capped and not said.bodies and filters.sort not in ("", Sort.RECOMMENDED):
        refs = _walk(filters, size)
    return Found(
        filters,
        list(refs or []),
        min(total, cap),
        is_capped=is_capped,
        wording=said,
        counts=_counts(
            filters,
            said,
            None if is_capped else _numbers(counted or ()),
            [] if is_capped or is_beyond else narrowing,
        )
        if with_counts
        else {},
    )


def _is_narrowing(filters: Filters, facet: str) -> bool:
    return any(getattr(filters, name) not in ("", None) for name in _OWN[facet])


def compile_filters(filters: Filters) -> str:
    """Return the whole question as one tsquery literal, prices but for their bands.

    Words are corrected as the page corrects them; those that nobody has written yet are kept: a
    saved search waits for them. Empty for a text without words, which finds nothing. At most four
    queries.
    """
    said = word_query(filters.q, is_literal=filters.is_literal) if filters.q else Wording()
    if filters.q and not said.bodies:
        return ""
    question = question_of(filters, said)
    return " & ".join(question["bodies"] or question["heads"])


def _ranking(said: Wording) -> dict[str, Any]:
    rule = rules()
    return {
        "rank": said.rank,
        "own": said.own,
        "exact": said.exact,
        "ranked": rule.search_ranked,
        "words_weight": rule.search_weight_words,
        "exact_weight": rule.search_weight_exact,
        "score_weight": rule.search_weight_score,
    }


def _statement(
    filters: Filters,
    said: Wording,
    question: dict[str, Any],
    facets: Sequence[str],
    narrowing: Sequence[str],
) -> str:
    # The numbers of a facet that narrows the list are taken without it.
    others = columns_of([name for name in facets if name not in narrowing])
    counted = (
        _COUNTED.format(source="found", histogram=histogram("found", others)) if others else "NULL"
    )
    is_beyond = _IS_BEYOND if narrowing else "NULL"
    order = _BY_SCORE
    if filters.sort in _ORDERS and (filters.sort != Sort.RECOMMENDED or said.bodies):
        order = _BY_VALUE.format(order=_ORDERS[filters.sort])
    elif said.bodies:
        order = _BY_WORDS
    page = (
        "(SELECT array_agg(ref ORDER BY place) FROM (SELECT * FROM placed"
        " WHERE place > %(offset)s AND place <= %(offset)s + %(limit)s) AS page)"
    )
    columns = f"(SELECT count(*) FROM found), {page}, {counted}, {is_beyond}"  # noqa: S608  constants of ours
    return f"WITH {gathering('found', question)}, placed (ref, place) AS ({order}) SELECT {columns}"


def _walk(filters: Filters, size: int) -> list[int]:
    order = _ORDERS[filters.sort or Sort.RECOMMENDED]
    given = {name: getattr(filters, name) for name in _WALKED}
    given |= {"limit": size, "offset": (filters.page - 1) * size, "hidden": list(filters.hidden)}
    shown = ["e.owner_id <> ALL(%(hidden)s)"] if filters.hidden else []
    fitting = [_FITS[name] for name in filters.active]
    with connection.cursor() as cursor:
        fits = " AND ".join(["e.kind = %(kind)s", *fitting, *shown])
        cursor.execute(_WALK.format(fits=fits, order=order), given)
        return [row[0] for row in cursor.fetchall()]


def _counts(
    filters: Filters,
    said: Wording,
    main: Mapping[str, Mapping[str, int]] | None,
    widened: Sequence[str],
) -> dict[str, Mapping[str, int] | None]:
    """Return the numbers of each facet; a narrowing one's are taken without it.

    `main` holds those of what was found, None for more than is collected; `widened` are the
    narrowing facets that can be counted by the words alone. Without words a long
    list goes by kept numbers, of everything or of the chosen category; where there are none for
    it, nothing is counted.
    """
    names = SHOWN[filters.kind]
    plain = [name for name in names if not _is_narrowing(filters, name)]
    numbers = {} if main is None else dict.fromkeys(plain, main)
    if widened:
        numbers |= _counted_without(filters, said, widened)
    kept: dict[str, dict[str, dict[str, int]]] = {}
    found: dict[str, Mapping[str, int] | None] = {}
    for name in names:
        others = set(filters.active) - set(_OWN[name])
        if name in numbers:
            found[name] = add_up(name, _by_facet(numbers[name]).get(name, {}))
        elif said.bodies or others - {"category"}:
            found[name] = None
        else:
            scope = filters.category if "category" in others else ""
            if scope not in kept:
                kept[scope] = kept_counts(filters.kind, scope)
            known = kept[scope]
            found[name] = add_up(name, _by_facet(known).get(name, {})) if known else None
    return found


def _counted_without(
    filters: Filters, said: Wording, facets: Sequence[str]
) -> dict[str, dict[str, dict[str, int]]]:
    """Return the numbers of each of these facets, counted without its own filter. One query.

    All are counted over what the words alone find; where that is too much, nothing is returned.
    One query.
    """
    cap = rules().search_candidates
    question = question_of(filters.without(*filters.active), said)
    given = {name: getattr(filters, name) for name in _WALKED}
    params: dict[str, Any] = {**given, **question, "cap": cap + 1}
    parts = []
    for name in facets:
        kept = [_FITS[other] for other in filters.active if other not in _OWN[name]]
        fitting = f"(SELECT * FROM base AS e WHERE {' AND '.join(['true', *kept])}) AS fitting"  # noqa: S608
        counted = histogram(fitting, columns_of([name]))
        parts.append(_COUNTED.format(source="base", histogram=counted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {gathering('base', question)}"  # noqa: S608  constants of ours
            f" SELECT (SELECT count(*) FROM base), {', '.join(parts)}",
            params,
        )
        total, *counted = cursor.fetchone()
    return dict(zip(facets, map(_numbers, counted), strict=True)) if total <= cap else {}


def _numbers(rows: Sequence[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for facet, value, count in rows:
        found.setdefault(facet, {})[value] = count
    return found
