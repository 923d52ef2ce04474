"""Words and their stems, in folded text of all four languages alike.

Arabic: the light stemmer of Larkey, Ballesteros and Connell ("light10", SIGIR 2002), which takes
off the article with what is joined to it and the endings of number and gender; ه at the end of a
word counts as ة. PostgreSQL's own Arabic stemmer leaves والكتابة and شعارات whole. English:
Snowball. Hebrew and Urdu: their endings of number; Hebrew final letters become ordinary ones.

A word may have several stems, the first being the main one: what is only perhaps an ending or a
preposition (لمتجرك, הלוגו) is written down both ways, where a text is kept and where it is asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import snowballstemmer

from marketplace.core.text import fold

LONGEST_WORD: Final = 40
MOST_STEMS: Final = 5
_LEAST: Final = 3

_GERSHAYIM = re.compile(r"(?<=[א-ת])[\"'](?=[א-ת])|(?<=[^\W_])'(?=[^\W_])")
# A word, with the signs that make C++ and C# what they are.
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_ARABIC = re.compile(r"[\u0620-\u064A\u066E-\u06D3]")
_URDU = re.compile(r"[ٹڈڑںےپچگژ]")
_HEBREW = re.compile(r"[א-ת]")

_ARTICLES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
# An ending and the fewest letters that it may leave: many words end in ان, ون or ين by themselves.
_ENDINGS: Final = (
    ("ها", 3),
    ("ان", 4),
    ("ات", 2),
    ("ون", 4),
    ("ين", 4),
    ("يه", 3),
    ("ه", 2),
    ("ي", 3),
)
_POSSESSIVE: Final = ("كما", "هما", "ها", "كم", "هم", "نا", "ك")
_PREPOSITIONS: Final = ("ل", "ب", "ف", "ك", "و")
_URDU_ENDINGS: Final = ("ياں", "وں", "يں", "ے")
_HEBREW_PREFIXES: Final = ("וה", "שה", "כש", "ה", "ו", "ב", "ל", "מ", "ש", "כ")
_HEBREW_ENDINGS: Final = ("יות", "ים", "ות", "ה", "ת")
_HEBREW_FINALS: Final = str.maketrans("ךםןףץ", "כמנפצ")
_english = snowballstemmer.stemmer("english")

# Folded words that join others and find nothing by themselves.
STOP_WORDS: Final = frozenset(
    """
    في من الي علي عن مع او ثم ان لا ما هذا هذه ذلك تلك التي الذي هو هي كل بعد قبل عند حتي اذا لم لن
    قد كان كانت يكون بين غير لي لك له لها و يا كما اي ايضا نحن انا انت الا بل
    the a an and or of for to in on at by with from is are be it this that i you my your we our as
    של את על עם או גם כי לא אני אתה זה זו הוא היא אל מן כל
    كا كي كے كو ميں سے پر اور يه وه هے هيں نے تو بهي ايك
    """.split()  # noqa: SIM905  words are read best as words
)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, in order; what is longer than any word is cut."""
    joined = _GERSHAYIM.sub("", fold(text))
    return [word[:LONGEST_WORD] for word in _WORD.findall(joined)]


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stems of one folded word, the main one first; never none."""
    if _HEBREW.search(word):
        found = _hebrew(word)
    elif _ARABIC.search(word):
        found = [*_urdu(word), *_arabic(word)]
    elif word.isascii() and word.isalpha():
        found = [_english.stemWord(word)]
    else:
        found = [word]
    return tuple(dict.fromkeys(found))[:MOST_STEMS]


def main_stem(word: str) -> str:
    """Return the stem that a word is known by."""
    return stems(word)[0]


def key_of(text: str) -> str:
    """Return a phrase as its main stems: what synonyms are looked up by."""
    return " ".join(main_stem(word) for word in words_of(text))


def _strip_end(word: str, endings: tuple[str, ...], *, least: int = _LEAST) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _light10(word: str) -> str:
    if word.startswith("و") and len(word) > _LEAST:
        rest = word[1:]
        # A waw that begins the word itself stays: only before an article is it surely "and".
        word = rest if rest.startswith(("ال", "بال", "لل")) else word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST - (article != "لل"):
            word = word[len(article) :]
            break
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
    return word


def _arabic(word: str) -> list[str]:
    """Return the light stem, then what is left without a possessive and without a preposition."""
    owned = _strip_end(word, _POSSESSIVE, least=2)
    forms = [word]
    if owned != word:
        # مدونتك: the ت is the ة of مدونة.
        forms += [owned, _strip_end(owned, ("ت",), least=2)]
    if word[:1] in _PREPOSITIONS and len(owned) > _LEAST + 1 and not word.startswith("لل"):
        forms += [form[1:] for form in forms[1:] or forms]
    return [_light10(form) for form in forms]


def _urdu(word: str) -> list[str]:
    if not _URDU.search(word):
        return []
    return [_strip_end(word, (*_URDU_ENDINGS, "ا", "ه", "ي"))]


def _hebrew(word: str) -> list[str]:
    found = [word]
    found += [
        word[len(prefix) :]
        for prefix in _HEBREW_PREFIXES
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST
    ]
    ended = [
        _strip_end(_strip_end(one, _HEBREW_ENDINGS), ("י",), least=4).translate(_HEBREW_FINALS)
        for one in found
    ]
    return list(dict.fromkeys(ended))
