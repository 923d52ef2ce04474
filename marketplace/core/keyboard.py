"""Words typed on the wrong keyboard layout: شعار as `auhv`, logo as مخلخ, לוגו as `kudu`."""

from __future__ import annotations

import re
from typing import Final

_KEYS: Final = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
_ARABIC_KEYS: Final = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
_HEBREW_LATIN: Final = "ertyuiopasdfghjkl;zxcvbnm,."
_HEBREW_KEYS: Final = "קראטוןםפשדגכעיחלךףזסבהנמצתץ"
_LAM_ALEF: Final = "b"

_TO_ARABIC = str.maketrans({**dict(zip(_KEYS, _ARABIC_KEYS, strict=True)), _LAM_ALEF: "لا"})
_FROM_ARABIC = str.maketrans(
    {
        **dict(zip(_ARABIC_KEYS, _KEYS, strict=True)),
        "أ": "h",
        "إ": "h",
        "آ": "h",
        "ي": "d",
        "ﻻ": "b",
    }
)
_TO_HEBREW = str.maketrans(dict(zip(_HEBREW_LATIN, _HEBREW_KEYS, strict=True)) | {"w": "'"})
_FROM_HEBREW = str.maketrans(dict(zip(_HEBREW_KEYS, _HEBREW_LATIN, strict=True)))

_HAS_ARABIC = re.compile(r"[\u0621-\u064A]")
_HAS_HEBREW = re.compile(r"[א-ת]")
_HAS_LATIN = re.compile(r"[a-z]")


def _latin_from_arabic(text: str) -> str:
    return re.sub("ل[اأإآ]", _LAM_ALEF, text).translate(_FROM_ARABIC)


def other_layouts(text: str) -> list[str]:
    """Return what the same keys give on the other layouts, the likelier first.

    Latin keys are read as Arabic and as Hebrew; Arabic and Hebrew ones as Latin, then as each
    other. A text of two scripts was typed on purpose: nothing.
    """
    small = text.strip().lower()
    has_latin = bool(_HAS_LATIN.search(small))
    has_arabic = bool(_HAS_ARABIC.search(small))
    has_hebrew = bool(_HAS_HEBREW.search(small))
    if has_latin + has_arabic + has_hebrew != 1:
        return []
    if has_latin:
        return [small.translate(_TO_ARABIC), small.translate(_TO_HEBREW)]
    if has_arabic:
        latin = _latin_from_arabic(small)
        return [latin, latin.translate(_TO_HEBREW)]
    latin = small.translate(_FROM_HEBREW)
    return [latin, latin.translate(_TO_ARABIC)]
