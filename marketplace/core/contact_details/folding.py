"""The text as the rules read it, letter by letter, with the way back to what was written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from marketplace.core.text import fold, to_ascii_digits

# Letters of other alphabets that look like Latin ones, after folding.
_LOOKALIKES: Final = str.maketrans("аеорсухіјѕкмтнвԁɡαορτυικνεχ", "aeopcyxijskmthbdgaoptuikvex")


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """Return what one letter is read as; invisible ones and marks are read as nothing."""
    if letter.isascii():
        return letter.lower()
    folded = fold(letter).translate(_LOOKALIKES)
    return folded if folded or letter.isspace() else ""


@dataclass
class Reading:
    """A folded text. `places[i]` is where its letter `i` stands in what was written.

    `text` loses, as blanks of the same length, what a rule has dealt with.
    """

    source: str
    text: str
    places: list[int]

    def written(self, start: int, end: int) -> str:
        """Return a stretch as it was written, without what nobody sees, digits as 0-9."""
        kept = [self.source[place] for place in dict.fromkeys(self.places[start:end])]
        return to_ascii_digits("".join(kept)).strip()

    def blank(self, start: int, end: int) -> None:
        """Take a stretch out of what the other rules read."""
        self.text = f"{self.text[:start]}{' ' * (end - start)}{self.text[end:]}"


def read(source: str) -> Reading:
    """Fold a text for the rules."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(source):
        for folded in _letter(letter):
            letters.append(folded)
            places.append(place)
    return Reading(source, "".join(letters), places)


def folded_words(*lines: str) -> str:
    """Return an alternation of words, folded as texts are, the longest first."""
    words = {
        "".join(map(_letter, word.replace("_", " "))) for line in lines for word in line.split()
    }
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
