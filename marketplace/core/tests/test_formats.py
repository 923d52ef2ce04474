"""What readers of each language see of sums, numbers, dates and spans."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.formats import (
    LANGUAGES,
    currency_symbol,
    format_date,
    format_datetime,
    format_duration,
    format_money,
    format_number,
    format_percent,
    format_relative,
    format_time,
)
from marketplace.core.money import CURRENCIES, UnknownCurrency, parse_amount

NOW = datetime(2026, 11, 21, 7, 2, tzinfo=UTC)
RIYADH = ZoneInfo("Asia/Riyadh")
SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "currency", "lang", "digits", "text"),
    [
        (123450, "USD", "ar", "latn", "$1,234.50"),
        (123450, "USD", "en", "latn", "$1,234.50"),
        (123450, "USD", "he", "latn", "$1,234.50"),
        (123450, "USD", "ur", "latn", "$1,234.50"),
        (123450, "USD", "ar", "arab", "$١٬٢٣٤٫٥٠"),
        (123450, "USD", "ur", "arabext", "$۱٬۲۳۴٫۵۰"),
        (-700, "USD", "ar", "latn", "-$7.00"),
        (1200000, "SAR", "ar", "latn", f"12,000.00{SPACE}ر.س"),
        (1200000, "SAR", "ar", "arab", f"١٢٬٠٠٠٫٠٠{SPACE}ر.س"),
        (-5, "SAR", "ar", "latn", f"-0.05{SPACE}ر.س"),
        (1200000, "SAR", "en", "latn", f"SAR{SPACE}12,000.00"),
        (1200000, "SAR", "he", "latn", f"SAR{SPACE}12,000.00"),
        (5, "KWD", "ar", "latn", f"0.005{SPACE}د.ك"),
        (5000, "AED", "ar", "latn", f"50.00{SPACE}د.إ"),
        (5000, "EGP", "ar", "latn", f"50.00{SPACE}ج.م"),
        (5000, "PKR", "ur", "latn", f"Rs{SPACE}50.00"),
        (5000, "ILS", "he", "latn", "₪50.00"),
        (0, "EUR", "en", "latn", "€0.00"),
    ],
)
def test_format_money(amount: int, currency: str, lang: str, digits: str, text: str) -> None:
    assert format_money(amount, currency, lang=lang, digits=digits) == text


def test_format_money_trims_whole_sums_only() -> None:
    assert format_money(12000, "USD", lang="ar", trim=True) == "$120"
    assert format_money(12050, "USD", lang="ar", trim=True) == "$120.50"
    assert format_money(1200000, "SAR", lang="ar", trim=True) == f"12,000{SPACE}ر.س"


def test_format_money_refuses_an_unknown_currency() -> None:
    with pytest.raises(UnknownCurrency):
        format_money(1, "XXX", lang="ar")
    with pytest.raises(UnknownCurrency):
        currency_symbol("XXX", lang="ar")


@given(
    st.integers(-(10**13), 10**13),
    st.sampled_from(sorted(CURRENCIES)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["latn", "arab", "arabext"]),
)
def test_format_money_is_readable_again_and_bare_of_marks(
    amount: int, currency: str, lang: str, digits: str
) -> None:
    text = format_money(amount, currency, lang=lang, digits=digits)
    assert not re.search("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\u20c1]", text)
    figure = text.replace(currency_symbol(currency, lang=lang), "").replace(SPACE, "")
    assert parse_amount(figure, currency, allow_negative=True) == amount


@pytest.mark.parametrize("lang", LANGUAGES)
def test_format_number_and_percent_use_the_readers_digits(lang: str) -> None:
    assert format_number(1234567.5, lang=lang) == "1,234,567.5"
    assert format_number(Decimal("-0.25"), lang=lang) == "-0.25"
    assert format_number(1234, lang=lang, digits="arab") == "١٬٢٣٤"
    assert format_number(0.5, lang=lang, digits="arabext") == "۰٫۵"
    assert format_percent(2000, lang=lang) == "20%"
    assert format_percent(1250, lang=lang) == "12.5%"
    assert format_percent(-3, lang=lang) == "-0.03%"
    assert format_percent(1250, lang=lang, digits="arab") == "١٢٫٥٪"


@pytest.mark.parametrize(
    ("lang", "style", "text"),
    [
        ("ar", "short", "29 نوفمبر"),
        ("ar", "medium", "29 نوفمبر 2026"),
        ("ar", "full", "الأحد 29 نوفمبر 2026"),
        ("ar", "weekday", "الأحد 29 نوفمبر"),
        ("ar", "month", "نوفمبر 2026"),
        ("en", "short", "29 Nov"),
        ("en", "medium", "29 Nov 2026"),
        ("en", "long", "29 November 2026"),
        ("en", "weekday", "Sun 29 Nov"),
        ("he", "short", "29 בנוב׳"),
        ("he", "long", "29 בנובמבר 2026"),
        ("he", "month", "נובמבר 2026"),
        ("he", "full", "יום ראשון 29 בנובמבר 2026"),
        ("ur", "medium", "29 نومبر 2026"),
        ("ur", "weekday", "اتوار 29 نومبر"),
        ("ur", "iso", "2026-11-29"),
        ("fr", "medium", "29 Nov 2026"),
    ],
)
def test_format_date(lang: str, style: str, text: str) -> None:
    assert format_date(date(2026, 11, 29), lang=lang, style=style) == text


def test_format_date_refuses_an_unknown_style() -> None:
    with pytest.raises(KeyError):
        format_date(date(2026, 11, 29), lang="ar", style="mediun")


def test_format_datetime_is_told_in_the_zone_it_is_given() -> None:
    assert format_datetime(NOW, zone=RIYADH, lang="ar") == "21 نوفمبر 2026، 10:02"
    assert format_datetime(NOW, zone=UTC, lang="en", style="short") == "21 Nov, 07:02"
    assert format_datetime(NOW, zone=RIYADH, lang="ar", digits="arab") == "٢١ نوفمبر ٢٠٢٦، ١٠:٠٢"
    assert format_datetime(NOW, zone=RIYADH, lang="he", style="iso") == "2026-11-21 10:02"
    midnight = datetime(2026, 11, 21, 21, 30, tzinfo=UTC)
    assert format_datetime(midnight, zone=RIYADH, lang="en") == "22 Nov 2026, 00:30"
    assert format_time(midnight, zone=RIYADH) == "00:30"


@pytest.mark.parametrize(
    ("seconds", "texts"),
    [
        (60, ["خلال دقيقة واحدة", "in 1 minute", "בעוד דקה", "1 منٹ میں"]),
        (-3599, ["قبل 59 دقيقة", "59 minutes ago", "לפני 59 דקות", "59 منٹ پہلے"]),
        (2 * 3600, ["خلال ساعتين", "in 2 hours", "בעוד שעתיים", "2 گھنٹے میں"]),
        (24 * 3600, ["خلال يوم واحد", "in 1 day", "בעוד יום", "1 دن میں"]),
        (47 * 3600 + 3599, ["خلال يوم واحد", "in 1 day", "בעוד יום", "1 دن میں"]),
        (-2 * 86400, ["قبل يومين", "2 days ago", "לפני יומיים", "2 دنوں پہلے"]),
        (3 * 86400, ["خلال 3 أيام", "in 3 days", "בעוד 3 ימים", "3 دنوں میں"]),
        (11 * 86400, ["خلال 11 يومًا", "in 11 days", "בעוד 11 ימים", "11 دنوں میں"]),
        (-61 * 86400, ["قبل شهرين", "2 months ago", "לפני חודשיים", "2 مہینے پہلے"]),
        (-400 * 86400, ["قبل سنة واحدة", "1 year ago", "לפני שנה", "1 سال پہلے"]),
    ],
)
def test_format_relative_counts_whole_units(seconds: int, texts: list[str]) -> None:
    moment = NOW + timedelta(seconds=seconds)
    assert [format_relative(moment, NOW, lang=lang) for lang in LANGUAGES] == texts


def test_format_relative_has_words_for_now() -> None:
    assert format_relative(NOW, NOW, lang="en") == "just now"
    assert format_relative(NOW - timedelta(seconds=59), NOW, lang="en") == "just now"
    assert format_relative(NOW + timedelta(seconds=59), NOW, lang="en") == "in a moment"
    assert format_relative(NOW - timedelta(hours=5), NOW, lang="ar", digits="arab") == "قبل ٥ ساعات"


@pytest.mark.parametrize(
    ("span", "texts"),
    [
        (timedelta(), ["0 دقيقة", "0 minutes", "0 דקות", "0 منٹ"]),
        (timedelta(seconds=-9), ["0 دقيقة", "0 minutes", "0 דקות", "0 منٹ"]),
        (timedelta(days=1), ["يوم", "1 day", "1 יום", "1 دن"]),
        (timedelta(days=2), ["يومان", "2 days", "יומיים", "2 دن"]),
        (timedelta(days=3), ["3 أيام", "3 days", "3 ימים", "3 دن"]),
        (timedelta(days=14), ["14 يومًا", "14 days", "14 ימים", "14 دن"]),
        (timedelta(days=100), ["100 يوم", "100 days", "100 ימים", "100 دن"]),
        (
            timedelta(days=2, hours=3, minutes=59),
            ["يومان و3 ساعات", "2 days and 3 hours", "יומיים ו-3 שעות", "2 دن اور 3 گھنٹے"],
        ),
        (
            timedelta(hours=2, minutes=1),
            ["ساعتان ودقيقة", "2 hours and 1 minute", "שעתיים ו-1 דקה", "2 گھنٹے اور 1 منٹ"],
        ),
    ],
)
def test_format_duration_uses_the_right_plural(span: timedelta, texts: list[str]) -> None:
    assert [format_duration(span, lang=lang) for lang in LANGUAGES] == texts


def test_format_duration_shows_as_many_units_as_asked() -> None:
    span = timedelta(days=1, hours=2, minutes=3)
    assert format_duration(span, lang="en", max_units=1) == "1 day"
    assert format_duration(span, lang="en", max_units=3) == "1 day, 2 hours, and 3 minutes"
    assert format_duration(span, lang="ar", digits="arab", max_units=3) == "يوم وساعتان و٣ دقائق"
