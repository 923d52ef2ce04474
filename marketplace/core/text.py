"""Folding of Arabic, Urdu, Hebrew and Latin text, so that what reads alike is found alike.

`fold` and `fold_for_stemmer` have twins in the database, `wz_fold` and `wz_stem_input`
(fold_sql.py writes them from the tables below): both give the same text for the same text.
Neither leans on a locale, because databases differ in theirs: letters get small by the tables.
"""

import re
import unicodedata
from typing import Final

from marketplace.core.unicode14 import dropped_ranges

# Signs that are written upon or between letters and don't make another word. The class is
# understood alike by Python and by PostgreSQL.
MARKS: Final = (
    r"[\u00AD\u0300-\u036F\u0483-\u0487"  # soft hyphen; accents; Cyrillic titles
    r"\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7"  # Hebrew points and accents
    r"\u0610-\u061A\u0640\u064B-\u065F\u0670\u0674"  # Arabic honorifics, tatweel, vowels, hamza
    r"\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0898-\u089F\u08CA-\u08FF"  # Quranic marks
    r"\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF"  # direction and zero width
    r"\u180B-\u180F\uFE00-\uFE0F"  # variation selectors
    r"\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]"  # more combining marks
)

_FOLDED: Final = (
    # What is left of the Arabic letters after NFKD has taken hamza and madda off their carriers.
    ("ٱٲٳ", "ااا"),
    ("ىی", "يي"),
    ("ةہھۃە", "ههههه"),
    ("کڪ", "كك"),
    ("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"),
    # Hebrew hyphen, geresh and gershayim; curly quotes.
    ("־׳״‘’“”", "-'\"''\"\""),
    # Latin letters that NFKD doesn't take apart.
    ("ØøŁłĐđĦħŦŧı", "oollddhhtti"),
    ("ÆÐÞŊŒẞ", "æðþŋœß"),
    ("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς", "αβγδεζηθικλμνξοπρστυφχψωσ"),
    ("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
    ("ЂЄЅІЈЉЊЋЏҐ", "ђєѕіјљњћџґ"),
)
FOLDED_FROM: Final = "".join(before for before, _ in _FOLDED)
FOLDED_TO: Final = "".join(after for _, after in _FOLDED)

# A haa that ends a word, in folded text.
FINAL_HAA: Final = (
    r"\u0647(?![\u0621-\u064A\u066E-\u06D3\u06EE-\u06EF\u06FA-\u06FF\u0750-\u077F\u0870-\u08C9])"
)
TAA_MARBUTA: Final = "\u0629"

_DROPPED = re.compile("[" + "".join(rf"\U{a:08X}-\U{b:08X}" for a, b in dropped_ranges()) + "]+")
_MARKS = re.compile(MARKS + "+")
_FINAL_HAA = re.compile(FINAL_HAA)
_ASCII_CAPITALS: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_LETTERS: Final = _ASCII_CAPITALS | str.maketrans(FOLDED_FROM, FOLDED_TO)
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Signs that XML 1.0 knows no way to write; a vertical tab comes along with what is pasted.
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def for_xml(text: str) -> str:
    """Return the text without the signs that XML can't write: one of them would end a feed."""
    return _NOT_IN_XML.sub("", text)


def to_ascii_digits(text: str) -> str:
    """Write the Arabic-Indic digits (٠-٩) and the Persian and Urdu ones (۰-۹) as 0-9."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """Return the text as it is compared: small letters, no marks, one form of each letter.

    Alef forms become ا, hamza leaves its carrier, ة ہ ھ become ه, ى and ی become ي, ک becomes ك,
    digits become 0-9, Latin letters lose their accents. Tatweel, vowel signs, niqqud and
    invisible characters go, compatibility forms (ﻻ ﷺ ﬁ １ 𝐀) become ordinary letters.
    Folding twice changes nothing more. Characters newer than Unicode 14 are dropped, and letters
    of scripts other than Latin, Greek and Cyrillic keep their case.
    """
    known = unicodedata.normalize("NFKD", _DROPPED.sub("", text))
    return unicodedata.normalize("NFC", _MARKS.sub("", known).translate(_LETTERS))


def fold_for_stemmer(text: str) -> str:
    """Fold, then write ه at the end of a word as ة, which PostgreSQL's Arabic stemmer takes off.

    So كتابة, كتابه and الكتابة meet in one stem; feeding it the plain fold would part them.
    """
    return _FINAL_HAA.sub(TAA_MARBUTA, fold(text))
