"""What reads alike folds alike, and the database folds exactly as Python does."""

import os
import random
import sys
import unicodedata

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core.fold_sql import CREATE_FOLD, CREATE_STEM_INPUT
from marketplace.core.text import (
    FOLDED_FROM,
    FOLDED_TO,
    fold,
    fold_for_stemmer,
    to_ascii_digits,
)
from marketplace.core.unicode14 import dropped_ranges

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
BATCH = 500
BATCHES = 200 if NIGHTLY else 4  # nightly: 100,000 strings

# Scripts that members write in, and the characters that come with them.
RANGES = [
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x590, 0x5F4),
    (0x600, 0x6FF),
    (0x600, 0x6FF),
    (0x750, 0x77F),
    (0x860, 0x8FF),
    (0x900, 0x97F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x20D0, 0x218F),
    (0x3040, 0x30FF),
    (0xAC00, 0xAC40),
    (0x1100, 0x11FF),
    (0xFB00, 0xFDFF),
    (0xFE00, 0xFEFF),
    (0xFF00, 0xFFEF),
    (0x1D400, 0x1D7FF),
    (0x1F100, 0x1F6FF),
]
CHARACTERS = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
WORDS = ["كتابة", "الكتابه", "تَشْكِيلٍ", "مسؤول", "אָלֶף", "לוגו", "لڑکی", "ہے", "İstanbul", "ﷺ", "١٢۳"]


def fold_in_database(texts: list[str]) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wz_fold(item), wz_stem_input(item)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS given(item, place) ORDER BY place",
            [texts],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def fold_in_python(texts: list[str]) -> list[tuple[str, str]]:
    return [(fold(item), fold_for_stemmer(item)) for item in texts]


def make_text(chance: random.Random) -> str:
    pieces = [
        chance.choice(WORDS) if chance.random() < 0.2 else chance.choice(CHARACTERS)
        for _ in range(chance.randint(0, 24))
    ]
    return "".join(pieces)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("إجمالي", "اجمالي"),
        ("أحمد آمن ٱلله", "احمد امن الله"),
        ("مكتبة", "مكتبه"),
        ("تَشْكِيلٍ", "تشكيل"),
        ("ٱلرَّحْمَٰنِ", "الرحمن"),
        ("كـــتـــاب", "كتاب"),
        ("على", "علي"),
        ("مسؤول مسئول", "مسوول مسيول"),
        ("شيء", "شيء"),
        ("کتاب ہے مسئلۂ بڑی", "كتاب هے مسيله بڑي"),
        ("می\u200cخواهم", "ميخواهم"),
        ("١٢٣ ۴۵۶ 789", "123 456 789"),
        ("ﻻ ﷲ ﷺ", "لا الله صلي الله عليه وسلم"),
        ("שָׁלוֹם עֲלֵיכֶם", "שלום עליכם"),
        ("דו״ח בית־ספר ג׳ירפה", "דו\"ח בית-ספר ג'ירפה"),
        ("Crème Brûlée", "creme brulee"),
        ("ISTANBUL İstanbul ısparta", "istanbul istanbul isparta"),
        ("Łódź Ærø Straße STRAẞE", "lodz æro straße straße"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("ЙОД Ёлка Ґанок Їжак", "иод елка ґанок іжак"),
        ("𝐋𝗈𝗀𝗈 ＡＢＣ ﬁne ²", "logo abc fine 2"),
        ("\u202bمرحبا\u202c\ufeff \u2068x\u2069", "مرحبا x"),
        ("co\u00adoperate", "cooperate"),
        ("日本語 가나다 हिन्दी", "日本語 가나다 हिन्दी"),
        ("C++ / C#", "c++ / c#"),
        ("👍🏽 ok", "👍🏽 ok"),
        ("", ""),
    ],
)
def test_fold_writes_alike_what_reads_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "fed"),
    [
        ("مكتبه مكتبة", "مكتبة مكتبة"),
        ("هذه الكتابه، كتابه!", "هذة الكتابة، كتابة!"),
        ("مهمة", "مهمة"),
        ("راہ", "راة"),
        ("هٹ", "هٹ"),
        ("ه1", "ة1"),
    ],
)
def test_fold_for_stemmer_ends_words_with_taa_marbuta(written: str, fed: str) -> None:
    assert fold_for_stemmer(written) == fed


def test_to_ascii_digits_leaves_the_rest() -> None:
    assert to_ascii_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ²१") == "0123456789 0123456789 ²१"


def test_fold_drops_what_no_database_text_holds() -> None:
    assert fold("a\x00b\ud800c\U000e0041") == "abc"


def test_fold_tables_pair_each_letter_once() -> None:
    assert len(FOLDED_FROM) == len(FOLDED_TO)
    assert len(set(FOLDED_FROM)) == len(FOLDED_FROM)
    assert not set(FOLDED_FROM) & set(FOLDED_TO)


def test_dropped_ranges_cover_what_unicode_14_lacks() -> None:
    dropped = {code for first, last in dropped_ranges() for code in range(first, last + 1)}
    if unicodedata.unidata_version == "14.0.0":
        unassigned = {
            code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cn"
        }
        assert unassigned <= dropped
        first_plane = {code for code in dropped - unassigned if code < 0x10000}
        assert first_plane == {0, *range(0xD800, 0xE000)}
    # Nothing that members write in is lost, whatever Unicode this Python has.
    assert not dropped & {*range(0x600, 0x700), *range(0x5D0, 0x5EB), *range(0x20, 0x250)}


@given(st.text())
def test_fold_is_done_after_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold_for_stemmer(fold_for_stemmer(text)) == fold_for_stemmer(text)


@pytest.mark.django_db
def test_the_database_folds_each_character_as_python_does() -> None:
    last = sys.maxunicode if NIGHTLY else 0xFFFF
    codes = [code for code in range(1, last + 1) if not 0xD800 <= code < 0xE000]
    for start in range(0, len(codes), 20_000):
        texts = [f"ا{chr(code)}ه e{chr(code)}\u0301" for code in codes[start : start + 20_000]]
        assert fold_in_database(texts) == fold_in_python(texts)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(BATCHES))
def test_the_database_folds_texts_as_python_does(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    texts = [make_text(chance) for _ in range(BATCH)]
    assert fold_in_database(texts) == fold_in_python(texts)


@pytest.mark.django_db
def test_a_hundred_thousand_texts_fold_alike_in_one_question() -> None:
    chance = random.Random(100_000)  # noqa: S311 - a repeatable choice, no secret
    texts = [make_text(chance) for _ in range(100_000)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY"
            " AS given(item, folded, place) WHERE wz_fold(item) <> folded",
            [texts, [fold(item) for item in texts]],
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@settings(max_examples=200 if NIGHTLY else 20)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)))
def test_the_database_folds_any_text_as_python_does(texts: list[str]) -> None:
    assert fold_in_database(texts) == fold_in_python(texts)


@pytest.mark.django_db
def test_the_database_stems_the_spellings_of_a_word_alike() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT to_tsvector('arabic', wz_stem_input(word))::text"
            " FROM unnest(%s::text[]) AS given(word)",
            [["كتابة", "كتابه", "الكتابة", "الكتابه", "كِتَابَةٌ", "كتـابة"]],
        )
        assert cursor.fetchall() == [("'كتاب':1",)]


@pytest.mark.django_db
def test_the_database_folds_where_no_schema_is_on_the_path() -> None:
    """Maintenance runs with an empty search_path; an index on the fold must survive it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_catalog")
        cursor.execute("SELECT public.wz_stem_input('مكتبه'), public.wz_fold(NULL)")
        assert cursor.fetchone() == ("مكتبة", None)


@pytest.mark.django_db
def test_the_folding_functions_can_be_made_again_and_indexed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CREATE_FOLD)
        cursor.execute(CREATE_STEM_INPUT)
        cursor.execute(
            "CREATE TEMPORARY TABLE folded (title text,"
            " plain text GENERATED ALWAYS AS (wz_fold(title)) STORED,"
            " words tsvector GENERATED ALWAYS AS"
            " (to_tsvector('arabic', wz_stem_input(title))) STORED)"
        )
        cursor.execute("CREATE INDEX ON folded USING gin (plain gin_trgm_ops)")
        cursor.execute("INSERT INTO folded (title) VALUES ('تصميم شعارٍ إحترافيّ')")
        cursor.execute("SELECT plain FROM folded WHERE plain LIKE '%%احترافي%%'")
        assert cursor.fetchall() == [("تصميم شعار احترافي",)]
