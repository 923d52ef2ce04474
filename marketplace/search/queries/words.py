"""From what was typed to what is looked for: stems, words that mean the same, corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from marketplace.core.conf import rules
from marketplace.core.keyboard import other_layouts
from marketplace.core.spelling import nearest
from marketplace.core.stems import STOP_WORDS, main_stem, stems, words_of
from marketplace.search.choices import MOST_WORDS
from marketplace.search.queries.tokens import exact, quoted

_QUOTED = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”')
_LONGEST_PHRASE: Final = 3

# One round trip: which stems the index knows, and which groups of words speak of these keys.
_LOOK_UP: Final = """
SELECT 0, stem, NULL::varchar[] FROM search_word WHERE stem = ANY(%(stems)s)
UNION
SELECT 1, '', keys FROM search_wordgroup WHERE is_active AND keys && %(keys)s::varchar[]
"""
_NEAR: Final = "SELECT given, near, count FROM search_near_words(%s, %s)"


@dataclass(frozen=True)
class Unit:
    """A word or a quoted phrase of a query; `but_not` leaves out what has it."""

    words: tuple[str, ...]
    is_phrase: bool = False
    but_not: bool = False


@dataclass(frozen=True)
class Lexicon:
    """What the index knows of some words: their stems, and other keys by key."""

    stems: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()

    def knows(self, word: str) -> bool:
        """Whether the word, or one that means the same, stands in some text."""
        if not self.stems.isdisjoint(stems(word)):
            return True
        key = main_stem(word)
        return any(key in group for group in self.groups)

    def others(self, key: str) -> list[str]:
        """Return the keys that mean the same, in one order."""
        return sorted({other for group in self.groups if key in group for other in group} - {key})


@dataclass(frozen=True)
class Wording:
    """A text as the index is asked for it. Queries are tsquery literals, empty for no text.

    `head` is asked of title and keywords, `body` of everything, `any` finds what has one of the
    words; `rank` orders, `exact` are the words as typed. `typed` is set where it was corrected.
    """

    text: str = ""
    head: str = ""
    body: str = ""
    any: str = ""
    rank: str = ""
    exact: str = ""
    typed: str = ""
    by_layout: bool = False
    unknown: tuple[str, ...] = field(default=())

    @property
    def is_corrected(self) -> bool:
        """Whether something else is looked for than was typed."""
        return bool(self.typed)


def word_query(text: str, *, is_literal: bool = False) -> Wording:
    """Return what a text asks for; corrected where the index doesn't know its words.

    One query for known words, at most three more for unknown ones. With `is_literal` nothing is
    corrected.
    """
    units = _units(text)
    if not units:
        return Wording(text=text)
    lexicon = _look_up(units)
    unknown = _unknown(units, lexicon)
    if not unknown or is_literal:
        return _wording(text, units, lexicon, unknown=unknown)
    swapped = _on_other_layout(text)
    better = swapped or _spelt_better(text, units, unknown)
    if not better:
        return _wording(text, units, lexicon, unknown=unknown)
    found = word_query(better, is_literal=True)
    values = {name: getattr(found, name) for name in ("head", "body", "any", "rank", "exact")}
    return Wording(
        text=better, typed=text, by_layout=bool(swapped), unknown=found.unknown, **values
    )


def _units(text: str) -> list[Unit]:
    """Take a text apart: quoted phrases, words to leave out, words; at most so many."""
    found: list[Unit] = []
    rest = text
    for match in _QUOTED.finditer(text):
        words = tuple(words_of(next(part for part in match.groups() if part)))
        if words:
            found.append(Unit(words[:MOST_WORDS], is_phrase=len(words) > 1))
        rest = rest.replace(match[0], " ")
    for piece in rest.split():
        but_not = len(piece) > 1 and piece[0] in "-−" and piece[1].isalnum()
        found += [Unit((word,), but_not=but_not) for word in words_of(piece)]
    meant = [unit for unit in found if unit.is_phrase or unit.words[0] not in STOP_WORDS]
    kept = (meant or found)[:MOST_WORDS]
    return kept if any(not unit.but_not for unit in kept) else []


def _keys(units: Sequence[Unit]) -> dict[tuple[int, int], str]:
    """Return the key of each run of up to three plain words, by its beginning and length."""
    keys = {}
    for start in range(len(units)):
        run: list[str] = []
        for unit in units[start : start + _LONGEST_PHRASE]:
            if unit.is_phrase or unit.but_not:
                break
            run.append(main_stem(unit.words[0]))
            keys[start, len(run)] = " ".join(run)
    return keys


def _look_up(units: Sequence[Unit]) -> Lexicon:
    wanted = {stem for unit in units for word in unit.words for stem in stems(word)}
    keys = list(_keys(units).values())
    known, groups = set(), []
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, {"stems": list(wanted), "keys": keys})
        for is_group, stem, group in cursor.fetchall():
            if is_group:
                groups.append(frozenset(group))
            else:
                known.add(stem)
    return Lexicon(frozenset(known), tuple(groups))


def _unknown(units: Sequence[Unit], lexicon: Lexicon) -> tuple[str, ...]:
    words = [word for unit in units if not unit.but_not for word in unit.words]
    meant = [word for word in words if word not in STOP_WORDS]
    return tuple(dict.fromkeys(word for word in meant if not lexicon.knows(word)))


def _on_other_layout(text: str) -> str:
    """Return the text as the same keys write it on another layout, if the index knows all of it."""
    candidates = {other: words_of(other) for other in other_layouts(text)}
    wanted = {stem for words in candidates.values() for word in words for stem in stems(word)}
    if not wanted:
        return ""
    keys = [main_stem(word) for words in candidates.values() for word in words]
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, {"stems": list(wanted), "keys": keys})
        rows = cursor.fetchall()
    lexicon = Lexicon(
        frozenset(stem for is_group, stem, _keys in rows if not is_group),
        tuple(frozenset(group) for is_group, _stem, group in rows if is_group),
    )
    for other, words in candidates.items():
        meant = [word for word in words if word not in STOP_WORDS]
        if meant and all(len(word) > 1 and lexicon.knows(word) for word in meant):
            return " ".join(other.split())
    return ""


def _spelt_better(text: str, units: Sequence[Unit], unknown: Sequence[str]) -> str:
    """Return the text with each unknown word in the nearest known spelling; empty without any."""
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [list(unknown), rules().search_near_words])
        rows = cursor.fetchall()
    better = {}
    for word in unknown:
        found = nearest(word, [(near, count) for given, near, count in rows if given == word])
        if found:
            better[word] = found
    if not better:
        return ""
    return " ".join(_respell(units, better)) if '"' not in text else ""


def _respell(units: Sequence[Unit], better: Mapping[str, str]) -> Iterable[str]:
    for unit in units:
        sign = "-" if unit.but_not else ""
        for word in unit.words:
            yield sign + better.get(word, word)


def _one_of(alternatives: Iterable[str]) -> str:
    found = list(dict.fromkeys(alternatives))
    return found[0] if len(found) == 1 else f"({' | '.join(found)})"


def _stems_of(word: str) -> str:
    return _one_of(quoted(stem) for stem in stems(word))


def _key_query(key: str) -> str:
    parts = [quoted(stem) for stem in key.split()]
    return parts[0] if len(parts) == 1 else f"({' & '.join(parts)})"


def _terms(units: Sequence[Unit], lexicon: Lexicon) -> list[tuple[str, str, bool]]:
    """Return for each unit what is asked of the head, of the body, and whether it is left out.

    A run of words that a group knows as one is asked for as itself or as the group's others.
    """
    keys = _keys(units)
    terms = []
    start = 0
    while start < len(units):
        unit = units[start]
        length = next(
            (n for n in (3, 2) if lexicon.others(keys.get((start, n), "\x00"))), 1
        )
        if unit.is_phrase:
            mains = [quoted(main_stem(word)) for word in unit.words]
            terms.append((f"({' <-> '.join(mains)})", f"({' & '.join(mains)})", unit.but_not))
        elif length > 1:
            run = [_stems_of(one.words[0]) for one in units[start : start + length]]
            others = [_key_query(key) for key in lexicon.others(keys[start, length])]
            query = _one_of([f"({' & '.join(run)})", *others])
            terms.append((query, query, False))
        else:
            key = keys.get((start, 1), "")
            others = [_key_query(other) for other in lexicon.others(key)]
            forms = [quoted(stem) for stem in stems(unit.words[0])]
            query = _one_of([*forms, *others])
            terms.append((query, query, unit.but_not))
        start += length
    return terms


def _wording(
    text: str, units: Sequence[Unit], lexicon: Lexicon, *, unknown: tuple[str, ...]
) -> Wording:
    terms = _terms(units, lexicon)
    wanted = [(head, body) for head, body, but_not in terms if not but_not]
    left_out = [f"!{body}" for _head, body, but_not in terms if but_not]
    words = [word for unit in units if not unit.but_not for word in unit.words]
    return Wording(
        text=text,
        head=" & ".join([*(head for head, _body in wanted), *left_out]),
        body=" & ".join([*(body for _head, body in wanted), *left_out]),
        any=" | ".join(dict.fromkeys(body for _head, body in wanted)),
        rank=" | ".join(dict.fromkeys(head for head, _body in wanted)),
        exact=" & ".join(quoted(exact(word)) for word in dict.fromkeys(words)),
        unknown=unknown,
    )
