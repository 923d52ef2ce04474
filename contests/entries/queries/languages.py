"""In which language a text is written: by its script, and by the small words of each language.

Our own, because only four languages matter here and they are told apart by script and a hundred
small words; libraries that know a hundred languages weigh 20 to 900 MB, and the light ones mistake
Urdu without vowel signs for Persian or Arabic.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from marketplace.core.text import MARKS

OTHER: Final = ""
# Fewer words say nothing.
FEWEST_WORDS: Final = 12
# At least so many words of a hundred are small words in running text of a language.
_LEAST_SHARE: Final = {"en": 0.16, "ar": 0.04, "ur": 0.08, "fa": 0.1}

_MARKS = re.compile(MARKS + "+")
_ARABIC = re.compile(r"[\u0620-\u064A\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F]+")
_HEBREW = re.compile(r"[\u05D0-\u05EA]+(?:[\"'״׳][\u05D0-\u05EA]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:['’][A-Za-z]+)?")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u058F\u0900-\u1FFF\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]+")
# Letters that only one of the languages in Arabic script writes.
_URDU_LETTERS = re.compile(r"[ٹڈڑںےۓھہۂۃ]")
_ARABIC_LETTERS = re.compile(r"[ةىأإؤيك]")
_PERSIAN_WORDS = "در به از که را این است با برای شد می های بود یک تا کرد خود ها آن او هم"

_ARABIC_WORDS = """
في من على إلى الى عن مع ما لا أن ان إن كان كانت هو هي هذا هذه ذلك تلك التي الذي الذين أو او
ثم قد كل بعد قبل بين حتى عند لم لن كما لكن ولكن إذا اذا لأن منه منها فيه فيها له لها به بها
عليه عليها أنه انه أنها غير أي اي يكون وهو وهي ومن وفي ولا وما وكان أكثر بل هل نحن أنا انا
أنت هم حين حيث منذ دون أيضا فقط ليس ليست إلا الا أما إما
"""
_URDU_WORDS = """
کے کی کا میں ہے اور سے کو نے پر یہ کہ ہیں ایک تھا تھی تھے بھی جو کر وہ اس ان نہیں تو ہو ہی
کیا گیا لیے لئے اپنے اپنی اپنا کوئی ہم آپ مجھے جب تک اب پھر کچھ بہت ساتھ بعد رہا رہے رہی ہوں
گا گی گے دیا کرنا کرتے کرتا جس جن والے والا والی
"""
_ENGLISH_WORDS = """
the of and to a in is it that for on with as was be by this are at not from or an have had
his her they we you he she i but which their has were been its will would can could one all
my your our there what when who if so no do than then them these those
"""
_SMALL: Final[dict[str, frozenset[str]]] = {
    "ar": frozenset(_ARABIC_WORDS.split()),
    "ur": frozenset(_URDU_WORDS.split()),
    "fa": frozenset(_PERSIAN_WORDS.split()),
    "en": frozenset(_ENGLISH_WORDS.split()),
}


@dataclass(frozen=True)
class Speech:
    """Which share of a text's words is of which language; "" for any other."""

    words: int
    shares: dict[str, float]

    @property
    def main(self) -> str:
        """The language of most words."""
        return max(self.shares, key=lambda code: self.shares[code], default=OTHER)

    def share(self, language: str) -> float:
        """Return the share of one language, 0 to 1."""
        return self.shares.get(language, 0.0)


def speech_of(text: str) -> Speech:
    """Return the languages of a text. Each line is judged by itself where it can be."""
    bare = _MARKS.sub("", text)
    counted: Counter[str] = Counter()
    counted["he"] = len(_HEBREW.findall(bare))
    counted[OTHER] = len(_OTHER_SCRIPT.findall(bare))
    overall = _arabic_script(_ARABIC.findall(bare), OTHER)
    for line in bare.splitlines():
        words = _ARABIC.findall(line)
        if words:
            counted[_arabic_script(words, overall)] += len(words)
    latin = [word.lower() for word in _LATIN.findall(bare)]
    counted["en" if _hits(latin, "en") >= _LEAST_SHARE["en"] else OTHER] += len(latin)
    total = sum(counted.values())
    return Speech(total, {code: count / total for code, count in counted.items() if count})


def _hits(words: list[str], language: str) -> float:
    return sum(word in _SMALL[language] for word in words) / len(words) if words else 0.0


def _arabic_script(words: list[str], otherwise: str) -> str:
    """Tell Arabic, Urdu and Persian apart; Persian is another language here."""
    scores = {code: _hits(words, code) / _LEAST_SHARE[code] for code in ("ar", "ur", "fa")}
    joined = " ".join(words)
    scores["ur"] += 6 * len(_URDU_LETTERS.findall(joined)) / max(len(joined), 1)
    scores["ar"] += 6 * len(_ARABIC_LETTERS.findall(joined)) / max(len(joined), 1)
    best = max(scores, key=lambda code: scores[code])
    if scores[best] < (1 if otherwise == OTHER else 0.5):
        return otherwise
    return OTHER if best == "fa" else best
