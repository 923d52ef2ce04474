"""The search itself: a bounded number of candidates, ranked, counted and cut into pages.

`search_collect` (a function of the database) takes the best candidates by static score; only the
first of them are ordered by their words. So no query costs more than looking at a few thousand
narrow rows, however common its words are; docs/search.md tells what that means for what is found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from marketplace.core.conf import rules
from marketplace.search.choices import PAGE_SIZE, Kind, Sort
from marketplace.search.queries.facets import HISTOGRAM, SHOWN, add_up, kept_counts, kept_total
from marketplace.search.queries.filters import Filters
from marketplace.search.queries.tokens import bands_between, quoted, value_token
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
_COLLECT: Final = (
    "SELECT * FROM search_collect(%(head{n})s::tsquery, %(body{n})s::tsquery,"
    " %(low{n})s::bigint, %(high{n})s::bigint, %(cap)s)"
)
_COUNTED: Final = (
    "(SELECT coalesce(json_object_agg(facet, numbers), '{{}}') FROM ("
    " SELECT facet, json_object_agg(value, n) AS numbers FROM ("
    "  SELECT facet, value, count(*) AS n FROM {source} AS found, {histogram}"
    "  WHERE value IS NOT NULL GROUP BY facet, value) AS a GROUP BY facet) AS b)"
)
_BY_WORDS: Final = """
SELECT f.ref, row_number() OVER (ORDER BY f.depth, points DESC NULLS LAST, f.score DESC, f.id DESC)
FROM found AS f LEFT JOIN (
  SELECT e.id,
    ts_rank('{0.05, 0.1, 0.4, 1.0}', e.head, %(rank)s::tsquery) * %(words_weight)s
    + (e.head @@ %(exact)s::tsquery)::int * %(exact_weight)s
    + e.score * %(score_weight)s / 1000.0 AS points
  FROM (SELECT id FROM found ORDER BY depth, score DESC, id DESC LIMIT %(ranked)s) AS best
  JOIN search_entry AS e USING (id)
) AS ranked USING (id)
"""
_BY_VALUE: Final = """
SELECT e.ref, row_number() OVER (ORDER BY {order}) FROM found JOIN search_entry AS e USING (id)
"""
_BY_SCORE: Final = (
    "SELECT ref, row_number() OVER (ORDER BY depth, score DESC, id DESC) FROM found"
)
# A list without words that is longer than what is collected: the index of its order is walked,
# which finds a page soon because so much fits.
_WALK: Final = """
SELECT e.ref FROM search_entry AS e
WHERE e.kind = %(kind)s AND e.head @@ %(head0)s::tsquery
  AND (%(low0)s::bigint IS NULL OR e.price >= %(low0)s)
  AND (%(high0)s::bigint IS NULL OR e.price <= %(high0)s)
ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s
"""


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
) -> Found:
    """Return one page of what fits.

    Two queries for known words, one without words; three more at most where words are unknown, and
    one for a long list in an order of its own. Never more, whatever the number of rows.
    """
    said = wording or (
        word_query(filters.q, is_literal=filters.is_literal) if filters.q else Wording()
    )
    if filters.q and not said.body:
        return Found(filters, [], 0, is_capped=False, wording=said)
    if filters.finds_everything:
        kept = kept_counts(filters.kind)
        if kept:
            return _everything(filters, kept, size)
    return _collected(filters, said, size, with_counts=with_counts)


def _everything(filters: Filters, kept: dict[str, dict[str, int]], size: int) -> Found:
    cap = rules().search_candidates
    total = kept_total(kept)
    counts = {name: add_up(name, numbers) for name, numbers in _by_facet(kept).items()}
    refs = _walk(filters, _question(filters, Wording(), 0), size)
    return Found(filters, refs, min(total, cap), is_capped=total > cap, counts=counts)


def _by_facet(counted: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Return root and category numbers as one facet: slugs of both levels."""
    found = {name: dict(numbers) for name, numbers in counted.items()}
    category = {**found.pop("category", {}), **found.pop("root", {})}
    category.pop("", None)
    return {"category": category, **found}


def _collected(filters: Filters, said: Wording, size: int, *, with_counts: bool) -> Found:
    cap = rules().search_candidates
    facets = [name for name in SHOWN[filters.kind] if _is_narrowing(filters, name)]
    passes = [filters, *(filters.without(*_OWN[name]) for name in facets)] if with_counts else [
        filters
    ]
    params = {
        **{k: v for n, one in enumerate(passes) for k, v in _question(one, said, n).items()},
        **_ranking(said),
        **{"cap": cap + 1, "limit": size, "offset": (filters.page - 1) * size},
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(filters, said, len(passes), with_counts=with_counts), params)
        total, refs, *counted = cursor.fetchone()
    is_capped = total > cap
    if is_capped and not said.body and filters.sort not in ("", Sort.RECOMMENDED):
        refs = _walk(filters, params, size)
    return Found(
        filters,
        list(refs or []),
        min(total, cap),
        is_capped=is_capped,
        wording=said,
        counts=_counts(filters, facets, counted, said) if with_counts else {},
    )


def _is_narrowing(filters: Filters, facet: str) -> bool:
    return any(getattr(filters, name) not in ("", None) for name in _OWN[facet])


def _question(filters: Filters, said: Wording, number: int) -> dict[str, Any]:
    """Return the parameters of one pass over the shelves."""
    values = [quoted(value_token("k", filters.kind)), *_values(filters)]
    head = " & ".join([*([said.head] if said.head else []), *values])
    body = " & ".join([said.body, *values]) if said.body else None
    return {
        f"head{number}": head,
        f"body{number}": body,
        f"low{number}": filters.price_min,
        f"high{number}": filters.price_max,
    }


def _values(filters: Filters) -> list[str]:
    found = []
    if filters.category:
        slug = filters.category
        found.append(
            f"({quoted(value_token('r', slug))} | {quoted(value_token('c', slug))})"
        )
    pairs = (("l", filters.language), ("v", filters.level), ("s", filters.rating))
    found += [quoted(value_token(name, value)) for name, value in pairs if value not in ("", None)]
    if filters.days is not None:
        found.append(quoted(value_token("d", filters.days)))
    if filters.price_min is not None or filters.price_max is not None:
        bands = bands_between(filters.price_min, filters.price_max)
        found.append(f"({' | '.join(quoted(value_token('p', band)) for band in bands)})")
    return found


def compile_filters(filters: Filters) -> str:
    """Return the whole question as one tsquery literal, prices but for their bands.

    Words that nobody has written yet are kept: a saved search waits for them. One query.
    """
    said = word_query(filters.q, is_literal=True) if filters.q else Wording()
    question = _question(filters, said, 0)
    return str(question["body0"] or question["head0"])


def _ranking(said: Wording) -> dict[str, Any]:
    rule = rules()
    return {
        "rank": said.rank,
        "exact": said.exact,
        "ranked": rule.search_ranked,
        "words_weight": rule.search_weight_words,
        "exact_weight": rule.search_weight_exact,
        "score_weight": rule.search_weight_score,
    }


def _statement(filters: Filters, said: Wording, passes: int, *, with_counts: bool) -> str:
    sources = [f"found AS MATERIALIZED ({_COLLECT.format(n=0)})"]
    sources += [f"found{n} AS MATERIALIZED ({_COLLECT.format(n=n)})" for n in range(1, passes)]
    names = ["found", *(f"found{n}" for n in range(1, passes))] if with_counts else []
    counted = [_COUNTED.format(source=name, histogram=HISTOGRAM) for name in names]
    order = _BY_SCORE
    if filters.sort in _ORDERS and (filters.sort != Sort.RECOMMENDED or said.body):
        order = _BY_VALUE.format(order=_ORDERS[filters.sort])
    elif said.body:
        order = _BY_WORDS
    page = (
        "(SELECT array_agg(ref ORDER BY place) FROM (SELECT * FROM placed"
        " WHERE place > %(offset)s AND place <= %(offset)s + %(limit)s) AS page)"
    )
    columns = ", ".join(["(SELECT count(*) FROM found)", page, *counted])
    return f"WITH {', '.join(sources)}, placed (ref, place) AS ({order}) SELECT {columns}"


def _walk(filters: Filters, params: Mapping[str, Any], size: int) -> list[int]:
    order = _ORDERS[filters.sort or Sort.RECOMMENDED]
    given = {
        **params,
        **{"kind": filters.kind, "limit": size, "offset": (filters.page - 1) * size},
    }
    with connection.cursor() as cursor:
        cursor.execute(_WALK.format(order=order), given)
        return [row[0] for row in cursor.fetchall()]


def _counts(
    filters: Filters, facets: Sequence[str], counted: Sequence[Any], said: Wording
) -> dict[str, Mapping[str, int] | None]:
    """Return the numbers of each facet: a narrowing one's from the pass without it."""
    cap = rules().search_candidates
    by_pass = dict(zip(["", *facets], counted, strict=True))
    kept: dict[str, dict[str, dict[str, int]]] = {}
    found: dict[str, Mapping[str, int] | None] = {}
    for name in SHOWN[filters.kind]:
        numbers = by_pass[name if name in facets else ""]
        if kept_total(numbers) <= cap:
            found[name] = add_up(name, _by_facet(numbers).get(name, {}))
            continue
        others = set(filters.active) - set(_OWN[name])
        if said.body or others - {"category"}:
            found[name] = None
            continue
        scope = filters.category if "category" in others else ""
        if scope not in kept:
            kept[scope] = kept_counts(filters.kind, scope)
        known = kept[scope]
        found[name] = add_up(name, _by_facet(known).get(name, {})) if known else None
    return found
