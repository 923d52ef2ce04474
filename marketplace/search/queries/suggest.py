"""What a reader may mean while typing: completions of the last word, and the best that fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from marketplace.core.conf import rules
from marketplace.core.stems import words_of
from marketplace.core.text import fold
from marketplace.search.choices import LONGEST_QUERY, Kind
from marketplace.search.models import Word
from marketplace.search.queries.filters import Filters
from marketplace.search.queries.find import find
from marketplace.search.queries.kept import EntryCard, cards_of_things

LEAST_LETTERS: Final = 2
COMPLETIONS: Final = 6
THINGS: Final = 5


@dataclass(frozen=True)
class Suggestions:
    """Completed texts, and entries that the first of them finds."""

    texts: list[str] = field(default_factory=list)
    cards: list[EntryCard] = field(default_factory=list)


def complete(text: str) -> list[str]:
    """Return the text with its last word completed, frequent words first. One query.

    Two letters are asked for: the index of beginnings holds words by two letters and their count.
    """
    words = words_of(text[:LONGEST_QUERY])
    if not words or len(words[-1]) < LEAST_LETTERS or text[-1:].isspace():
        return []
    last = words[-1]
    rows = Word.objects.filter(start=last[:2], text__startswith=last, count__gt=0)
    found = rows.order_by("-count", "text").values_list("text", flat=True)[:COMPLETIONS]
    before = " ".join(text.split()[:-1])
    return [f"{before} {word}".strip() for word in found]


def suggest(text: str, *, kind: Kind = Kind.GIG, hidden: tuple[int, ...] = ()) -> Suggestions:
    """Return what a reader may mean, but nothing of `hidden` members.

    At most seven queries, whatever is typed.
    """
    if len(fold(text.strip())) < LEAST_LETTERS:
        return Suggestions()
    texts = complete(text)
    asked = texts[0] if texts else " ".join(text.split())[:LONGEST_QUERY]
    # The first few come from those that are ordered by their words: no more are looked for.
    filters = Filters(kind=kind, q=asked, hidden=hidden)
    found = find(filters, size=THINGS, with_counts=False, most=rules().search_ranked)
    cards = cards_of_things([(str(kind), ref) for ref in found.refs])
    if found.wording.is_corrected:
        texts = [found.wording.text, *texts]
    return Suggestions(list(dict.fromkeys(texts))[:COMPLETIONS], cards)
