"""Phone numbers, written in digits or said in words, and the many numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from marketplace.core.contact_details import words
from marketplace.core.contact_details.folding import Reading

Range = tuple[int, int]

_GAP: Final = r"[ \u00a0\-().\u2010-\u2015]"
_RUN: Final = re.compile(
    rf"(?<![\w.,/:#$€£₪@-])(?:\+\s?|00)?\(?\d(?:{_GAP}{{0,3}}\d){{6,18}}(?![\w%٪])"
)
# One digit at a time, with anything between: nobody writes a sum like that.
_SINGLES: Final = re.compile(
    r"(?<![\w.,])\d(?:[\s,،./_*•·|~-]{1,3}\d){7,15}(?![\s,،./_*•·|~-]{0,3}\d)"
)
_LETTERED: Final = re.compile(r"(?<![a-z0-9])\+?[0-9ol](?:[ \-.]?[0-9ol]){7,14}(?![a-z0-9])")
_DATE: Final = re.compile(
    r"\b(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)\b"
)
_TIME: Final = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
_YEARS: Final = re.compile(r"(?:1[3-9]|20)\d\d(?:\D{1,3}(?:1[3-9]|20)\d\d)+")
_FOURS: Final = re.compile(r"\d{4}(?:[ -]\d{4}){2,}")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3}){2,}")
_DECIMAL: Final = re.compile(r"\d{1,3}\.\d+")
_AMERICAN: Final = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
_STAMP: Final = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,6}")
# Country codes with what a mobile number begins with, and how many digits follow.
_ABROAD: Final = re.compile(
    r"(?:966|971|962|963|967|970|972|218)[579]\d{8}|96[58]\d{8}|97[34]\d{8}|964[7]\d{9}|961\d{7,8}"
    r"|20[1]\d{9}|212[67]\d{8}|213[567]\d{8}|216\d{8}|249[19]\d{8}|92[3]\d{9}|91[6-9]\d{9}|90[5]\d{9}"
    r"|44[7]\d{9}|33[67]\d{8}|49[1]\d{9,10}"
)
_COUNTED: Final = re.compile(
    rf"(?:\b(?:{words.COUNTED})\b|#)\W{{0,3}}(?:(?:{words.NUMBER_WORD})\b)?\W{{0,4}}$"
)
_NUMBER_OF: Final = re.compile(
    rf"(?:{words.NUMBER_WORD})\W{{1,3}}(?:{words.COUNTED})\b(?:\W{{1,3}}\w{{1,12}})?\W{{0,4}}$"
)
_CALLING: Final = re.compile(rf"(?<!\w)(?:{words.CALLING})(?!\w)")
_SIGN_BEFORE: Final = re.compile(rf"(?:[{words.AMOUNT_SIGNS}]|\b(?:{words.AMOUNTS})\b)\W{{0,2}}$")
_UNIT_AFTER: Final = re.compile(rf"\W{{0,2}}(?:[{words.AMOUNT_SIGNS}]|(?:{words.AMOUNTS})(?!\w))")
# What parts two digits that are said one after the other.
_APART: Final = re.compile(r"[^\s,،.\-–_/]|\n\n")
_WORD: Final = re.compile(r"[^\W_]+")
_BEFORE, _AFTER = 32, 14
_FEWEST_CALLED, _FEWEST_LOCAL, _MOST_LOCAL, _FEWEST_ABROAD, _MOST = 7, 9, 11, 9, 15
_FEWEST_SAID, _FEWEST_WORDS, _LONGEST_GROUP = 7, 3, 4
_FEWEST_TRUE_DIGITS: Final = 6


def find_phones(reading: Reading) -> list[Range]:
    """Return where phone numbers stand. Dates and times are blanked first."""
    for pattern in (_DATE, _TIME):
        for match in pattern.finditer(reading.text):
            reading.blank(*match.span())
    found: list[Range] = []
    for pattern, is_phone in ((_RUN, _is_run), (_SINGLES, _is_singles), (_LETTERED, _is_lettered)):
        for match in pattern.finditer(reading.text):
            if is_phone(reading.text, match):
                found.append(match.span())
                reading.blank(*match.span())
    return found + list(_said(reading))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    start, end = match.span()
    return text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]


def _is_called(before: str, after: str) -> bool:
    return bool(_CALLING.search(before) or _CALLING.search(after))


def _is_run(text: str, match: re.Match[str]) -> bool:
    written, digits = match.group().strip(), _digits(match.group())
    before, after = _around(text, match)
    if _UNIT_AFTER.match(after) or _SIGN_BEFORE.search(before):
        return False
    if written.startswith("+"):
        return _FEWEST_ABROAD <= len(digits) <= _MOST
    if _COUNTED.search(before) or _NUMBER_OF.search(before) or _is_other_number(written, digits):
        return False
    if _is_local(digits) or _is_foreign(digits) or _AMERICAN.fullmatch(written):
        return True
    return _is_called(before, after) and _FEWEST_CALLED <= len(digits) <= _MOST


def _is_local(digits: str) -> bool:
    """Whether it has the shape of a number dialled within a country: 0 and eight to ten more."""
    return digits[0] == "0" and digits[1] != "0" and _FEWEST_LOCAL <= len(digits) <= _MOST_LOCAL


def _is_foreign(digits: str) -> bool:
    if digits.startswith("00"):
        return digits[2] != "0" and _FEWEST_ABROAD <= len(digits) - 2 <= _MOST
    return bool(_ABROAD.fullmatch(digits)) and not _STAMP.fullmatch(digits)


def _is_other_number(written: str, digits: str) -> bool:
    shapes = (_YEARS, _FOURS, _THOUSANDS, _DECIMAL)
    return (
        any(shape.fullmatch(written) for shape in shapes)
        or _counts_up(written)
        or (bool(_STAMP.fullmatch(digits)) and digits == written)
    )


def _counts_up(written: str) -> bool:
    """Whether its parts count, as in 01 02 03 04 05."""
    parts = [int(part) for part in re.findall(r"\d+", written)]
    return len(parts) > 3 and all(  # noqa: PLR2004  three parts may happen to
        later - earlier == parts[1] - parts[0] for earlier, later in pairwise(parts)
    )


def _is_singles(text: str, match: re.Match[str]) -> bool:
    digits = _digits(match.group())
    if _counts_up(match.group()):
        return False
    return _is_local(digits) or _is_foreign(digits) or _is_called(*_around(text, match))


def _is_lettered(_text: str, match: re.Match[str]) -> bool:
    """Whether o and l stand for 0 and 1 in what is else a number."""
    written = match.group()
    if len(_digits(written)) < _FEWEST_TRUE_DIGITS or not re.search("[ol]", written):
        return False
    digits = _digits(written.translate(str.maketrans("ol", "01")))
    return _is_local(digits) or _is_foreign(digits)


def _said(reading: Reading) -> Iterator[Range]:
    """Yield runs of digits said in words, or in words and digits."""
    run: list[tuple[re.Match[str], str, bool]] = []
    repeat = 1
    for match in _WORD.finditer(reading.text):
        joined = not run or not re.search(
            r"[^\s,،.\-–_/]|\n\n", reading.text[run[-1][0].end() : match.start()]
        )
        token = match.group()
        if token in words.REPEATS:
            repeat = words.REPEATS[token]
            continue
        digits, is_word = _token(token, is_first=not run)
        if run and (not digits or not joined):
            yield from _judge(run)
            run = []
        if digits:
            run.append((match, digits * repeat, is_word))
        repeat = 1
    yield from _judge(run)


def _token(token: str, *, is_first: bool) -> tuple[str, bool]:
    """Return the digits that a word stands for, and whether it is a word and no digits."""
    if token.isdigit() and token.isascii():
        return (token, False) if len(token) <= _LONGEST_GROUP else ("", False)
    bare = token[1:] if token[0] == "و" and not is_first and token not in words.DIGITS else token
    return words.DIGITS.get(bare) or words.TENS.get(bare) or "", True


def _judge(run: list[tuple[re.Match[str], str, bool]]) -> Iterator[Range]:
    said = [digits for _match, digits, is_word in run if is_word]
    digits = "".join(part for _match, part, _is_word in run)
    if len(said) < _FEWEST_WORDS or len(digits) < _FEWEST_SAID:
        return
    steps = {int(later) - int(earlier) for earlier, later in pairwise(digits)}
    if len(steps) > 1:
        yield run[0][0].start(), run[-1][0].end()
