"""How far one spelling lies from another: letters that sound or look alike count half."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_ALIKE_GROUPS: Final = (
    "ضظزذ",
    "تطة",
    "سصث",
    "دذ",
    "قكغ",
    "حهخ",
    "اعء",
    "وؤ",
    "يى",
    "دض",
    "گك",
    "پب",
    "چج",
    "ٹت",
    "ڈد",
    "ڑر",
    "ںن",
    "ےي",
    "חכקך",
    "טת",
    "אעה",
    "בוו",
    "סשצ",
    "מם",
    "נן",
    "eiy",
    "ckq",
    "sz",
    "oau",
    "bpv",
)
_ALIKE: Final = frozenset(
    (one, other) for group in _ALIKE_GROUPS for one in group for other in group if one != other
)
_WHOLE: Final = 2
_HALF: Final = 1
_SHORT, _MIDDLE = 3, 6


def distance(one: str, other: str) -> int:
    """Return twice the edit distance (insert, drop, replace, swap neighbours).

    Replacing a letter by one that is often taken for it costs half. Optimal string alignment.
    """
    before: list[int] = []
    row = [_WHOLE * column for column in range(len(other) + 1)]
    for i, a in enumerate(one, start=1):
        last, before, row = before, row, [_WHOLE * i]
        for j, b in enumerate(other, start=1):
            change = 0 if a == b else _HALF if (a, b) in _ALIKE else _WHOLE
            best = min(before[j] + _WHOLE, row[j - 1] + _WHOLE, before[j - 1] + change)
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + _WHOLE)
            row.append(best)
    return row[-1]


def furthest(word: str) -> int:
    """Return how far a correction of this word may lie: nothing to guess in a short one."""
    if len(word) < _SHORT:
        return 0
    if len(word) == _SHORT:
        return _HALF
    return _WHOLE if len(word) < _MIDDLE else 2 * _WHOLE


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str:
    """Return the known word that lies nearest, the more frequent of two; empty where none is near.

    `known` holds (word, how many texts have it). The first letter is seldom the wrong one.
    """
    best = ("", furthest(word) + 1, 0, 0)
    for candidate, count in known:
        far = distance(word, candidate)
        place = (far, int(candidate[:1] != word[:1]), -count)
        if far <= furthest(word) and place < best[1:]:
            best = (candidate, *place)
    return best[0]
