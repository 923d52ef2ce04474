"""MinHash in plain Python: which texts share many runs of five words.

A *shingle* is a run of five folded words. Of every shingle one extendable hash (SHAKE-128) gives
128 numbers, as 128 independent hash functions would; the least of each place is the *signature*.
Two signatures agree in about the share of places that their texts' shingles have in common
(Jaccard). Bands of two places each, and a sample of the shingles themselves, are the keys by which
the database finds candidates; what is told to people is counted exactly.

datasketch, the usual library, would bring numpy and scipy and a store of its own. Hashing and the
least of each column are done in C by the standard library: about 45 milliseconds for 2,000 words.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from contests.entries.queries.plain import Word, words_of

SIZE: Final = 5
PERMUTATIONS: Final = 128
ROWS: Final = 2
# Of sixteen shingles one is a key by itself: a passage copied into a long text shares few bands.
SAMPLE: Final = 16
MOST_SAMPLES: Final = 400
_AT_ONCE: Final = 2_000
_NUMBERS = struct.Struct(f"<q{PERMUTATIONS}I")
_BAND = struct.Struct(f"<H{ROWS}I")
_KEY = struct.Struct("<q")


@dataclass(frozen=True, slots=True)
class Print:
    """What of a text is kept for finding texts alike."""

    shingles: int
    signature: list[int]
    keys: list[int]


def shingles_in(words: Sequence[Word]) -> list[str]:
    """Return the shingles in order, one for each word that begins one; a short text is one."""
    folded = [word.folded for word in words]
    if len(folded) < SIZE:
        return [" ".join(folded)] if folded else []
    return [" ".join(folded[at : at + SIZE]) for at in range(len(folded) - SIZE + 1)]


def shingles_of(text: str) -> frozenset[str]:
    """Return the set of a text's shingles."""
    return frozenset(shingles_in(words_of(text)))


def print_of(shingles: Iterable[str]) -> Print:
    """Return the signature and the keys of a set of shingles."""
    distinct = list(set(shingles))
    lows: list[int] = []
    samples: list[int] = []
    for begin in range(0, len(distinct), _AT_ONCE):
        rows = [_numbers(shingle) for shingle in distinct[begin : begin + _AT_ONCE]]
        names, *columns = zip(*rows, strict=True)
        samples += [name for name in names if name % SAMPLE == 0]
        least = [min(column) for column in columns]
        lows = [min(pair) for pair in zip(lows, least, strict=True)] if lows else least
    keys = {*_bands(lows), *sorted(samples)[:MOST_SAMPLES]}
    return Print(len(distinct), lows, sorted(keys))


def _numbers(shingle: str) -> tuple[int, ...]:
    return _NUMBERS.unpack(hashlib.shake_128(shingle.encode()).digest(_NUMBERS.size))


def _bands(signature: Sequence[int]) -> list[int]:
    """Return a key for each band: its number and its places, hashed to 64 bits."""
    found = []
    for begin in range(0, len(signature), ROWS):
        packed = _BAND.pack(begin, *signature[begin : begin + ROWS])
        hashed = hashlib.blake2b(packed, digest_size=8, person=b"wz-band").digest()
        found.append(int(_KEY.unpack(hashed)[0]))
    return found


def estimate(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the estimated Jaccard similarity of two signatures."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / PERMUTATIONS


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the exact share of what both have among what either has."""
    return len(one & other) / len(one | other) if one or other else 0.0


def containment(inner: frozenset[str], outer: frozenset[str]) -> float:
    """Return which share of `inner` stands in `outer`, too."""
    return len(inner & outer) / len(inner) if inner else 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """The same run of words in two texts, as each of them writes it."""

    words: int
    mine: str
    theirs: str


def passages_of(mine: str, theirs: str, *, most: int = 5, longest: int = 600) -> list[Passage]:
    """Return the longest runs of words that two texts share, the longest first.

    Runs shorter than a shingle aren't looked for. Long ones are shown by their beginning.
    """
    own, other = words_of(mine), words_of(theirs)
    places: dict[str, list[int]] = {}
    for at, shingle in enumerate(shingles_in(other)):
        places.setdefault(shingle, []).append(at)
    runs: list[tuple[int, int, int]] = []
    at, shingles = 0, shingles_in(own)
    while at < len(shingles):
        found = places.get(shingles[at], [])[:8]
        if not found:
            at += 1
            continue
        length, there = max((_run(own, other, at, start), -start) for start in found)
        runs.append((length, at, -there))
        at += length
    runs.sort(key=lambda run: (-run[0], run[1]))
    return [
        Passage(
            length,
            _shown(mine, own, begin, length, longest),
            _shown(theirs, other, there, length, longest),
        )
        for length, begin, there in runs[:most]
    ]


def _run(own: Sequence[Word], other: Sequence[Word], at: int, there: int) -> int:
    length = 0
    while (
        at + length < len(own)
        and there + length < len(other)
        and own[at + length].folded == other[there + length].folded
    ):
        length += 1
    return length


def _shown(text: str, words: Sequence[Word], begin: int, length: int, longest: int) -> str:
    part = text[words[begin].start : words[begin + length - 1].end]
    return part if len(part) <= longest else part[:longest].rsplit(None, 1)[0] + " …"
