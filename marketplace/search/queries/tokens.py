"""Lexemes of the index: stems with their places, exact words, and the values that are filtered by.

Values are lexemes too (`§r:design`), so that one GIN index answers words and filters at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from marketplace.core.stems import STOP_WORDS, stems, words_of
from marketplace.search.choices import DAY_STEPS, PRICE_STEPS, RATING_STEPS

MOST_HEAD_WORDS: Final = 120
MOST_BODY_WORDS: Final = 3_000
_SIGN: Final = "§"
_EXACT: Final = "="
_IN_HEAD: Final = "^"


def quoted(lexeme: str) -> str:
    """Write a lexeme as tsvector and tsquery literals do."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def exact(word: str) -> str:
    """Return the lexeme of a word as it was written, folded."""
    return _EXACT + word


def in_head(stem: str) -> str:
    """Return the lexeme of a stem that stands in title or keywords."""
    return _IN_HEAD + stem


def value_token(facet: str, value: object) -> str:
    """Return the lexeme of one value of one facet."""
    return f"{_SIGN}{facet}:{value}"


def price_band(price: int) -> int:
    """Return the number of the band that a price (minor units) falls into."""
    return sum(price >= step for step in PRICE_STEPS)


def bands_between(low: int | None, high: int | None) -> list[int]:
    """Return the price bands that a range touches; all for none."""
    first = price_band(low) if low is not None else 0
    last = price_band(high) if high is not None else len(PRICE_STEPS)
    return list(range(first, last + 1))


def value_tokens(
    *,
    kind: str,
    root: str,
    category: str,
    language: str,
    level: int,
    rating: int,
    price: int | None,
    days: int | None,
) -> list[str]:
    """Return the lexemes of what an entry is filtered by; days and rating are cumulative."""
    found = [value_token("k", kind), value_token("l", language), value_token("v", level)]
    if root:
        found.append(value_token("r", root))
    if category:
        found.append(value_token("c", category))
    found += [value_token("s", step) for step in RATING_STEPS if rating >= step]
    if price is not None:
        found.append(value_token("p", price_band(price)))
    if days is not None:
        found += [value_token("d", step) for step in DAY_STEPS if days <= step]
    return found


def content_words(text: str, most: int) -> list[str]:
    """Return the words of a text that mean something, at most so many."""
    return [word for word in words_of(text) if word not in STOP_WORDS][:most]


def _weighted(words: Sequence[str], weight: str, *, first: int) -> list[tuple[str, str]]:
    return [
        (stem, f"{place}{weight}")
        for place, word in enumerate(words, start=first)
        for stem in stems(word)
    ]


def _literal(placed: Iterable[tuple[str, str]], bare: Iterable[str]) -> str:
    places: dict[str, list[str]] = {}
    for lexeme, place in placed:
        places.setdefault(lexeme, []).append(place)
    parts = [f"{quoted(lexeme)}:{','.join(found)}" for lexeme, found in places.items()]
    return " ".join([*parts, *(quoted(lexeme) for lexeme in bare)])


def head_literal(title: Sequence[str], keywords: Sequence[str]) -> str:
    """Return the tsvector that candidates are ordered by: title (weight A), keywords (B), exact."""
    placed = _weighted(title, "A", first=1)
    # A gap, so that no phrase reaches from the title into the keywords.
    placed += _weighted(keywords, "B", first=len(title) + 10)
    return _literal(placed, map(exact, dict.fromkeys([*title, *keywords])))


def words_literal(head: Iterable[str], body: Iterable[str], values: Sequence[str]) -> str:
    """Return the tsvector that is looked through: stems, those of the head once more, values."""
    first = dict.fromkeys(stem for word in head for stem in stems(word))
    all_stems = first | dict.fromkeys(stem for word in body for stem in stems(word))
    return _literal((), [*all_stems, *map(in_head, first), *values])
