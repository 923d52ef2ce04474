"""What a search costs beside a sequential LIKE, and beside reading the same rows by primary key.

All through Django, in one process, in turn: each round asks every shape of query, the LIKE and the
keys, and the ratios are taken inside the round.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from config.bench.machine import Figure, figure

ROUNDS: Final = 8
A_ROUND: Final = 16
LIKES: Final = 2
SCALE: Final = 50
ONE_FORTIETH: Final = "p95 <= 0.025 of LIKE"
TWICE: Final = "<= 2.00"


@dataclass(frozen=True)
class Shape:
    """A kind of query and what is asked for in it."""

    name: str
    ask: Callable[[str], object]
    texts: Sequence[str]


def seconds(act: Callable[[str], object], text: str) -> float:
    """Return how long one query takes."""
    began = time.perf_counter()
    act(text)
    return time.perf_counter() - began


def _like(word: str) -> int:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM gigs_gig WHERE state = 'live' AND description_source LIKE %s",
            [f"%{word}%"],
        )
        return int(cursor.fetchone()[0])


def _words(low: int, high: int, most: int) -> list[str]:
    """Return words that stand in so many titles and keywords, spread over that range."""
    from marketplace.search.models import Word  # noqa: PLC0415

    rows = Word.objects.filter(count__gte=low, count__lte=high).order_by("count", "text")
    found = [word for word in rows.values_list("text", flat=True) if len(word) > 3]  # noqa: PLR2004
    step = max(len(found) // most, 1)
    return found[::step][:most]


def _pairs(low: int, high: int, most: int) -> list[str]:
    """Return pairs of such words that stand together in some title."""
    from marketplace.core.stems import words_of  # noqa: PLC0415
    from marketplace.gigs.models import Gig  # noqa: PLC0415
    from marketplace.search.models import Word  # noqa: PLC0415

    fitting = Word.objects.filter(count__gte=low, count__lte=high)
    known = set(fitting.values_list("text", flat=True))
    pairs = []
    for title in (
        Gig.objects.filter(state="live")
        .order_by("-id")
        .values_list("title", flat=True)[:20_000]
        .iterator()
    ):
        words = [word for word in dict.fromkeys(words_of(title)) if word in known]
        if len(words) > 1:
            pairs.append(" ".join(words[:2]))
        if len(pairs) == most:
            break
    return pairs


def _misspelt(words: Sequence[str]) -> list[str]:
    chance = random.Random(3)  # noqa: S311  a repeatable choice, no secret
    found = []
    for word in words:
        place = chance.randrange(1, len(word) - 1)
        found.append(word[:place] + word[place + 1 :])
    return found


def shapes() -> list[Shape]:
    """Return the kinds of queries that are measured."""
    from marketplace.search.models import Entry, Word  # noqa: PLC0415
    from marketplace.search.queries import Filters, find, suggest  # noqa: PLC0415

    total = Entry.objects.filter(kind="gig").count()
    top = list(Word.objects.order_by("-count", "text").values_list("text", flat=True)[:A_ROUND])
    ordinary = _words(max(total // 400, 2), max(total // 40, 4), A_ROUND)
    rare = _words(2, max(total // 2_000, 3), A_ROUND)
    long = [word for word in ordinary + rare if len(word) > 5]  # noqa: PLR2004

    def page(text: str) -> object:
        return find(Filters(q=text))

    def narrowed(text: str) -> object:
        return find(Filters(q=text, category="design", days=7, price_max=10_000))

    return [
        Shape("one rare word", page, rare),
        Shape("one ordinary word", page, ordinary),
        Shape("one common word", page, top),
        Shape("two common words", page, [f"{a} {b}" for a, b in pairwise(top)]),
        Shape("a common word and three filters", narrowed, top),
        Shape("a common word by price", lambda text: find(Filters(q=text, sort="price_low")), top),
        Shape("a misspelt word", page, _misspelt(long)[:A_ROUND]),
        Shape("no such word", page, [f"zxq{number}wv" for number in range(A_ROUND)]),
        Shape("filters without words", lambda _text: find(Filters(category="design", days=3)), top),
        Shape(
            "filters without words, by rating",
            lambda _text: find(Filters(language="ar", price_max=5_000, sort="rating")),
            top,
        ),
        Shape("suggestions while typing", lambda text: suggest(text[:4]), ordinary),
    ]


def _percentile(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def measure_at(scale: int) -> list[Figure]:
    """Add `scale` hundred services to the demo world, then measure."""
    from config.demo.scale import multiply  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    multiply(times=scale, now=clock.now())
    return measure()


def measure() -> list[Figure]:
    """Measure every shape against a LIKE, and two ordinary words against their keys, in turn."""
    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.gigs.queries import cards_of  # noqa: PLC0415
    from marketplace.search.models import Entry  # noqa: PLC0415
    from marketplace.search.queries import Filters, find  # noqa: PLC0415

    total = Entry.objects.filter(kind="gig").count()
    all_shapes = shapes()
    pairs = _pairs(max(total // 3_000, 2), max(total // 400, 4), A_ROUND) or ["شعار مقهى"]
    moment = clock.now()

    def searched(text: str) -> object:
        return cards_of(find(Filters(q=text), with_counts=False).refs, now=moment)

    refs = {text: find(Filters(q=text), with_counts=False).refs for text in pairs}

    def by_keys(text: str) -> object:
        return cards_of(refs[text], now=moment)

    for shape in all_shapes:
        for text in shape.texts[:6]:
            shape.ask(text)
    to_like: dict[str, list[float]] = {shape.name: [] for shape in all_shapes}
    to_keys: list[float] = []
    for _round in range(ROUNDS):
        like = statistics.median(seconds(_like, word) for word in all_shapes[1].texts[:LIKES])
        for shape in all_shapes:
            times = [seconds(shape.ask, text) for text in shape.texts]
            to_like[shape.name].append(_percentile(times, 95) / like)
        found = [seconds(searched, text) for text in pairs]
        keys = [seconds(by_keys, text) for text in pairs]
        to_keys.append(statistics.median(found) / statistics.median(keys))
    title = f"search of {total}: "
    return [
        *(figure("Q1", f"{title}{name}", ONE_FORTIETH, ratios) for name, ratios in to_like.items()),
        figure("Q1", f"{title}two ordinary words, of their rows by key", TWICE, to_keys),
    ]
