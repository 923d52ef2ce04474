"""Sums, numbers, dates and spans of time as readers of each language write them.

Everything comes from Babel's locale data. Digits are 0-9 unless the reader chose others: `arab`
is ٠-٩, `arabext` is ۰-۹. The texts carry no bidirectional marks: the template puts what has to
run from left to right into `<bdi dir="ltr">`.
"""

import re
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Final

from babel import dates, lists, numbers
from django.utils.translation import gettext, override

from marketplace.core.money import BASIS_POINTS, Money, exponent

LANGUAGES: Final = ("ar", "en", "he", "ur")

NO_BREAK_SPACE: Final = "\u00a0"
_BIDI_MARKS = re.compile("[\u061c\u200e\u200f]")
_DIGITS: Final = {
    "arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "arabext": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}
# Only inside a number: in a sentence the full stop and the comma are not separators.
_SEPARATORS: Final = str.maketrans(".,%", "٫٬٪")

# Signs that stand before the sum in every language; CLDR's Arabic would write US$ behind it.
_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "ILS": "₪", "TRY": "₺"}
# The riyal's own sign (U+20C1) is in no font of ours yet, so Arabic keeps the letters.
_ARABIC_LETTERS = re.compile("[\u0621-\u064a]")

_DATE_PATTERNS: Final = {
    "short": "d MMM",
    "medium": "d MMM y",
    "long": "d MMMM y",
    "full": "EEEE d MMMM y",
    "weekday": "EEE d MMM",
    "month": "MMMM y",
    "month_alone": "MMM",
    "year": "y",
    "iso": "yyyy-MM-dd",
}
# Hebrew says "on May" between the day and the month.
_HEBREW_MONTH = re.compile(r"(?<=d )(MMM+)")
_COMMA: Final = {"ar": "،", "ur": "،"}

_UNITS: Final = {
    "year": 365 * 24 * 3600,
    "month": 30 * 24 * 3600,
    "day": 24 * 3600,
    "hour": 3600,
    "minute": 60,
}
_NEVER_ROUND_UP: Final = float("inf")


_ALIKE = 1_000


def _locale(lang: str) -> str:
    """Return the language that Babel is asked for; an unknown one is written as English."""
    short = lang[:2]
    return short if short in LANGUAGES else "en"


def _in_digits(text: str, digits: str) -> str:
    table = _DIGITS.get(digits)
    return text.translate(table) if table else text


def _number_in_digits(text: str, digits: str) -> str:
    bare = _BIDI_MARKS.sub("", text)
    return _in_digits(bare.translate(_SEPARATORS), digits) if digits in _DIGITS else bare


def currency_symbol(currency: str, *, lang: str) -> str:
    """Return what stands beside a sum: $, ر.س, Rs or the code; raises UnknownCurrency."""
    exponent(currency)
    sign = _SIGNS.get(currency)
    symbol = sign or numbers.get_currency_symbol(currency, locale=_locale(lang))
    return _BIDI_MARKS.sub("", symbol).strip().rstrip(".")


def format_money(
    amount: int, currency: str, *, lang: str, digits: str = "latn", trim: bool = False
) -> str:
    """Write a sum given in minor units: $1,234.50, 1,234.50 ر.س, SAR 1,234.50.

    All decimal digits of the currency are shown; with `trim` a whole sum goes without them.
    """
    sum_of = Money(amount, currency)
    places = exponent(currency)
    if trim and sum_of.decimal == sum_of.decimal.to_integral_value():
        places = 0
    figure = _number_in_digits(f"{abs(sum_of.decimal):,.{places}f}", digits)
    symbol, minus = currency_symbol(currency, lang=lang), "-" if amount < 0 else ""
    if _ARABIC_LETTERS.search(symbol):
        return f"{minus}{figure}{NO_BREAK_SPACE}{symbol}"
    gap = NO_BREAK_SPACE if symbol[-1].isalpha() else ""
    return f"{minus}{symbol}{gap}{figure}"


def format_number(value: float | Decimal, *, lang: str, digits: str = "latn") -> str:
    """Write a number with thousands apart and at most three decimal digits."""
    # Most numbers of a page are small counts, which every language writes alike.
    if type(value) is int and 0 <= value < _ALIKE:
        return _number_in_digits(str(value), digits)
    text = numbers.format_decimal(value, locale=_locale(lang), numbering_system="latn")
    return _number_in_digits(text, digits)


def format_percent(basis_points: int, *, lang: str, digits: str = "latn") -> str:
    """Write basis points as a percentage: 2000 -> 20%, 1250 -> 12.5%."""
    share = Decimal(basis_points) / BASIS_POINTS
    text = numbers.format_percent(share, "#,##0.##%", locale=_locale(lang), numbering_system="latn")
    return _number_in_digits(text, digits)


def format_date(
    day: date | datetime, *, lang: str, digits: str = "latn", style: str = "medium"
) -> str:
    """Write a day of the Gregorian calendar: 29 نوفمبر 2026.

    Styles: short (29 Nov), medium (29 Nov 2026), long, full (with the weekday), weekday
    (Sun 29 Nov), month (November 2026), month_alone (Nov), year, iso. A datetime is taken in its
    own zone.
    """
    locale = _locale(lang)
    if style == "iso":
        return day.strftime("%Y-%m-%d")
    pattern = _DATE_PATTERNS[style]
    if locale == "he":
        pattern = _HEBREW_MONTH.sub(r"'ב'\1", pattern)
    return _in_digits(_BIDI_MARKS.sub("", dates.format_date(day, pattern, locale=locale)), digits)


def format_time(moment: datetime, *, zone: tzinfo, digits: str = "latn") -> str:
    """Write the hour and minute of a moment in a zone, by the clock of 24 hours."""
    return _in_digits(moment.astimezone(zone).strftime("%H:%M"), digits)


def format_datetime(
    moment: datetime, *, zone: tzinfo, lang: str, digits: str = "latn", style: str = "medium"
) -> str:
    """Write a moment as day and hour in a zone: 21 نوفمبر 2026، 10:02. Styles as in format_date."""
    day = format_date(moment.astimezone(zone), lang=lang, digits=digits, style=style)
    comma = "" if style == "iso" else _COMMA.get(_locale(lang), ",")
    return f"{day}{comma} {format_time(moment, zone=zone, digits=digits)}"


def _count(count: int, unit: str, *, lang: str, add_direction: bool = False) -> str:
    """Write a number of units in the right plural: يومان, 3 أيام."""
    text = dates.format_timedelta(
        timedelta(seconds=count * _UNITS[unit]),
        granularity=unit,  # type: ignore[arg-type]
        threshold=_NEVER_ROUND_UP,
        add_direction=add_direction,
        locale=_locale(lang),
    )
    # CLDR counts "in 1 day" in Hebrew, where nobody says the one.
    return _BIDI_MARKS.sub("", text).replace("יום 1", "יום")


def format_relative(moment: datetime, now: datetime, *, lang: str, digits: str = "latn") -> str:
    """Say how long ago a moment was or in how long it comes, in whole units that have passed.

    Nothing is rounded up: 47 hours before a deadline there is one day left, not two.
    """
    seconds = int((moment - now).total_seconds())
    for unit, length in _UNITS.items():
        count = abs(seconds) // length
        if count:
            signed = count if seconds > 0 else -count
            return _in_digits(_count(signed, unit, lang=lang, add_direction=True), digits)
    with override(_locale(lang)):
        return gettext("just now") if seconds <= 0 else gettext("in a moment")


def format_duration(span: timedelta, *, lang: str, digits: str = "latn", max_units: int = 2) -> str:
    """Write a span in its largest units: يومان و3 ساعات; the rest below them is left away.

    Days are the largest unit. Less than a minute, and a negative span, is "0 minutes".
    """
    seconds = max(0, int(span.total_seconds()))
    parts = []
    for unit in ("day", "hour", "minute"):
        count, seconds = divmod(seconds, _UNITS[unit])
        if count:
            parts.append(_count(count, unit, lang=lang))
    shown = parts[:max_units] or [_count(0, "minute", lang=lang)]
    # Hebrew sets a hyphen between its "and" and a figure.
    text = re.sub(r" ו(?=[0-9])", " ו-", lists.format_list(shown, locale=_locale(lang)))
    return _in_digits(text, digits)
