"""Texts as they are judged: plain, without their writer's name, counted in words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from marketplace.core.markdown import render
from marketplace.core.text import MARKS, fold

# Stands where a name stood. No letters, so that it counts as no word.
BLANK: Final = "[…]"
# Letters and figures with the signs upon them: \w alone ends at each vowel sign.
_WORD = re.compile(rf"(?:\w|{MARKS})+")
# Bounded parts: without, a word of a hundred thousand letters takes minutes.
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,30}://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<!\w)@\w{2,}")
_BLANK_LINES = re.compile(r"\n{3,}")
# A shorter name of one word is a word of the language as often as a name.
SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the text, folded for comparing."""

    start: int
    end: int
    folded: str


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return "".join(fold(word).split())


def words_of(text: str) -> list[Word]:
    """Return the words of a text. What folding leaves nothing of is no word."""
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        folded = _folded(found.group())
        if folded:
            yield Word(found.start(), found.end(), folded)


def count_words(text: str) -> int:
    """Count words as everywhere on the platform: what stands between spaces and has a letter."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def plain_text(source: str) -> str:
    """Return the text of Markdown without markup and addresses, a blank line between blocks."""
    return without_addresses(render(source).text.replace("\n", "\n\n"))


def without_addresses(text: str) -> str:
    """Take addresses out; they lead to people."""
    bare = _ADDRESS.sub("", text)
    lines = (" ".join(line.split()) for line in bare.splitlines())
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def without_names(text: str, names: Iterable[str]) -> str:
    """Blank the writer's names, however they are spelled, and handles such as @salma.

    A name is found as whole words, in any case and with any vowel signs.
    """
    bare = _HANDLE.sub(BLANK, text)
    wanted = {tuple(word.folded for word in _words(name)) for name in names}
    wanted = {name for name in wanted if len(name) > 1 or len("".join(name)) >= SHORTEST_NAME}
    for name in sorted(wanted, key=len, reverse=True):
        bare = _blank(bare, name)
    return bare


def _blank(text: str, name: tuple[str, ...]) -> str:
    words = words_of(text)
    pieces: list[str] = []
    done, index, size = 0, 0, len(name)
    while index <= len(words) - size:
        found = words[index : index + size]
        if tuple(word.folded for word in found) == name:
            pieces += [text[done : found[0].start], BLANK]
            done = found[-1].end
            index += size
        else:
            index += 1
    return "".join([*pieces, text[done:]])


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
