"""From what was typed to what is looked for: stems, words that mean the same, corrections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.db import connection

from marketplace.core.conf import rules
from marketplace.core.keyboard import other_layouts
from marketplace.core.spelling import nearest
from marketplace.core.stems import STOP_WORDS, main_stem, stems, words_of
from marketplace.search.choices import MOST_WORDS, GroupKind
from marketplace.search.queries.tokens import exact, in_head, quoted

_QUOTED = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”')
_LONGEST_PHRASE: Final = 3

# One round trip: which stems the index knows, and which groups of words speak of these keys. What
# means the same has plurals of its own: groups of forms are followed once more, word by word.
_LOOK_UP: Final = """
WITH named AS (
  SELECT kind, keys FROM search_wordgroup WHERE is_active AND keys && %(keys)s::varchar[]
)
SELECT 'stem', stem, NULL::varchar[] FROM search_word WHERE stem = ANY(%(stems)s)
UNION ALL SELECT kind, '', keys FROM named
UNION ALL SELECT g.kind, '', g.keys FROM named JOIN search_wordgroup AS g
  ON g.is_active AND g.kind <> 'synonym'
  AND g.keys && string_to_array(array_to_string(named.keys, ' '), ' ')::varchar[]
"""
# One letter apart, which is quickly known; then whatever shares enough groups of three letters.
_NEAR: Final = (
    "SELECT given, near, count FROM search_close_words(%s, %s)",
    "SELECT given, near, count FROM search_near_words(%s, %s)",
)


@dataclass(frozen=True)
class Unit:
    """A word or a quoted phrase of a query; `but_not` leaves out what has it."""

    words: tuple[str, ...]
    is_phrase: bool = False
    but_not: bool = False


@dataclass(frozen=True)
class Lexicon:
    """What the index knows of some words: their stems, what means the same, and other forms."""

    stems: frozenset[str] = frozenset()
    meanings: tuple[frozenset[str], ...] = ()
    forms: tuple[frozenset[str], ...] = ()

    def knows(self, word: str) -> bool:
        """Whether the word, or one that means the same, stands in some text."""
        if not self.stems.isdisjoint(stems(word)):
            return True
        key = main_stem(word)
        return any(key in group for group in (*self.meanings, *self.forms))

    def forms_of(self, key: str) -> set[str]:
        """Return the key with its other forms: broken plurals and other spellings."""
        return {key}.union(*(group for group in self.forms if key in group))

    def others(self, key: str) -> list[str]:
        """Return the keys that mean the same, in one order."""
        own = self.forms_of(key)
        return sorted(own.union(*(group for group in self.meanings if own & group)) - {key})


@dataclass(frozen=True)
class Wording:
    """A text as the index is asked for it. Queries are tsquery literals, empty for no text.

    All of `heads` are asked of title and keywords, all of `bodies` of everything; nothing of
    `left_out` may be there. `any` finds what has one of the words; `rank` orders, `own` are the
    words without others that mean the same, `exact` the words as typed, side by side where they
    were quoted.
    `typed` is set where the text was corrected.
    """

    text: str = ""
    heads: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    any: str = ""
    rank: str = ""
    exact: str = ""
    own: str = ""
    typed: str = ""
    by_layout: bool = False
    unknown: tuple[str, ...] = field(default=())

    @property
    def is_corrected(self) -> bool:
        """Whether something else is looked for than was typed."""
        return bool(self.typed)


def word_query(text: str, *, is_literal: bool = False) -> Wording:
    """Return what a text asks for; corrected where the index doesn't know its words.

    One query for known words, at most four more for unknown ones. With `is_literal` nothing is
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
    return replace(found, typed=text, by_layout=bool(swapped))


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
    return _lexicon(wanted, _keys(units).values())


def _lexicon(wanted: Iterable[str], keys: Iterable[str]) -> Lexicon:
    known: set[str] = set()
    meanings: list[frozenset[str]] = []
    forms: list[frozenset[str]] = []
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, {"stems": list(wanted), "keys": list(keys)})
        for kind, stem, group in cursor.fetchall():
            if kind == "stem":
                known.add(stem)
            else:
                (meanings if kind == GroupKind.SYNONYM else forms).append(frozenset(group))
    return Lexicon(frozenset(known), tuple(meanings), tuple(forms))


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
    lexicon = _lexicon(wanted, [main_stem(word) for words in candidates.values() for word in words])
    for other, words in candidates.items():
        meant = [word for word in words if word not in STOP_WORDS]
        if meant and all(len(word) > 1 and lexicon.knows(word) for word in meant):
            return " ".join(other.split())
    return ""


def _spelt_better(text: str, units: Sequence[Unit], unknown: Sequence[str]) -> str:
    """Return the text with each unknown word in the nearest known spelling; empty without any."""
    better: dict[str, str] = {}
    for ask in _NEAR:
        better |= _nearest_of([word for word in unknown if word not in better], ask)
        if len(better) == len(unknown):
            break
    if not better:
        return ""
    return " ".join(_respell(units, better)) if '"' not in text else ""


def _nearest_of(words: Sequence[str], ask: str) -> dict[str, str]:
    """Return the nearest spelling of those words that have one among what is asked for."""
    with connection.cursor() as cursor:
        cursor.execute(ask, [list(words), rules().search_near_words])
        rows = cursor.fetchall()
    found = {
        word: nearest(word, [(near, count) for given, near, count in rows if given == word])
        for word in words
    }
    return {word: better for word, better in found.items() if better}


def _respell(units: Sequence[Unit], better: Mapping[str, str]) -> Iterable[str]:
    for unit in units:
        sign = "-" if unit.but_not else ""
        for word in unit.words:
            yield sign + better.get(word, word)


def _one_of(alternatives: Iterable[str]) -> str:
    found = list(dict.fromkeys(alternatives))
    return found[0] if len(found) == 1 else f"({' | '.join(found)})"


def _all_of(parts: Iterable[str]) -> str:
    found = list(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else f"({' & '.join(found)})"


# A term is one alternative after the other, each a run of words, each word one of its stems.
Term = list[list[tuple[str, ...]]]


def _key_run(key: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Return the words of a key, each with its other forms; joining words stand in no index."""
    words = [word for word in key.split() if word not in STOP_WORDS] or key.split()
    return [tuple(sorted(lexicon.forms_of(word))) for word in words]


def _terms(units: Sequence[Unit], lexicon: Lexicon) -> list[tuple[Term, bool]]:
    """Return what is asked for, unit by unit, and whether it is left out.

    A run of words that a group knows as one is asked for as itself or as the group's others.
    """
    keys = _keys(units)
    terms: list[tuple[Term, bool]] = []
    start = 0
    while start < len(units):
        unit = units[start]
        lengths = (n for n in (3, 2) if lexicon.others(keys.get((start, n), "\x00")))
        length = next(lengths, 1)
        words = [word for one in units[start : start + length] for word in one.words]
        others = [] if unit.is_phrase else lexicon.others(keys.get((start, length), "\x00"))
        run = [
            tuple(dict.fromkeys([*stems(word), *sorted(lexicon.forms_of(main_stem(word)))]))
            for word in words
            if word not in STOP_WORDS or len(words) == 1
        ]
        runs = [_key_run(other, lexicon) for other in others]
        terms.append(([run, *runs], unit.but_not))
        start += length
    return terms


def _form(form: str, lexeme: Callable[[str], str]) -> str:
    """Write one form, which may be of several words (فيس بوك for فيسبوك)."""
    return _all_of(quoted(lexeme(stem)) for stem in form.split())


def _asked(term: Term, lexeme: Callable[[str], str]) -> str:
    """Write a term as a query; `lexeme` makes the index's lexeme of a stem."""
    runs = [[[_form(stem, lexeme) for stem in forms] for forms in run] for run in term if run]
    if all(len(run) == 1 for run in runs):
        # One word each: the flatter it is written, the sooner it is answered.
        return _one_of(form for run in runs for form in run[0])
    return _one_of(_all_of(map(_one_of, run)) for run in runs)


def _wording(
    text: str, units: Sequence[Unit], lexicon: Lexicon, *, unknown: tuple[str, ...]
) -> Wording:
    terms = _terms(units, lexicon)
    wanted = [term for term, but_not in terms if not but_not and any(term)]
    left_out = [f"!{_asked(term, str)}" for term, but_not in terms if but_not]
    bodies = [_asked(term, str) for term in wanted]
    return Wording(
        text=text,
        heads=tuple(dict.fromkeys(_asked(term, in_head) for term in wanted)),
        bodies=tuple(dict.fromkeys(bodies)),
        left_out=tuple(left_out),
        any=" | ".join(dict.fromkeys(bodies)),
        rank=" | ".join(dict.fromkeys(bodies)),
        own=" & ".join(_asked([term[0]], str) for term in wanted),
        exact=_as_typed(units),
        unknown=unknown,
    )


def _as_typed(units: Sequence[Unit]) -> str:
    """Return the words just as they were typed; quoted ones by their stems, side by side."""
    parts = []
    for unit in units:
        meant = [word for word in unit.words if word not in STOP_WORDS] or list(unit.words)
        if unit.is_phrase:
            parts.append(f"({' <-> '.join(quoted(main_stem(word)) for word in meant)})")
        elif not unit.but_not:
            parts += [quoted(exact(word)) for word in meant]
    return " & ".join(dict.fromkeys(parts))
