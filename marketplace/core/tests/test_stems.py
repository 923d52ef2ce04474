"""Stems by the rules of the languages: what is one word for a reader is one word for a search."""

from __future__ import annotations

import pytest

from marketplace.core.keyboard import other_layouts
from marketplace.core.spelling import distance, furthest, nearest
from marketplace.core.stems import key_of, main_stem, stems, words_of


def meet(one: str, other: str) -> bool:
    """Whether one of two words would find the other."""
    (first,), (second,) = words_of(one), words_of(other)
    return not set(stems(first)).isdisjoint(stems(second))


# Each row: the word as a dictionary has it, and forms that the grammar makes of it.
ARABIC = [
    ("كتابة", "كتابه الكتابة والكتابة بالكتابة للكتابة كتابات كتاباتها كِتَابَةٌ كتـــابة"),
    ("خدمة", "خدمه خدمات الخدمات للخدمات خدماتها خدمتها خدمتك خدماتكم"),
    ("ترجمة", "الترجمة ترجمه ترجمات بالترجمة ترجمتها"),
    ("شعار", "الشعار شعارات شعارها شعارك شعاركم لشعارك بشعارك للشعار"),
    ("مدونة", "مدونتك مدونات المدونة مدونتها لمدونتك"),
    ("مترجم", "مترجمون مترجمين المترجمون مترجمان مترجمات"),
    ("معلم", "معلمون المعلمين معلمات"),
    ("عربي", "عربية العربية عربيه"),
    ("إعلان", "اعلان الإعلان إعلانات الاعلانات إعلانك"),
    ("متجر", "المتجر متجرك لمتجرك متجرها متجرنا"),
    ("مقال", "مقالة مقالات المقالات مقالاتها"),
    ("تصميم", "التصميم تصميمات تصميمها تصميمك"),
    ("موقع", "الموقع موقعك موقعها لموقعك"),
    ("مسؤول", "المسؤول مسؤولون مسؤولين"),
    ("هوية", "الهوية هويه هويتك هويتها"),
    ("تعليق", "التعليق تعليقات تعليقاتها"),
    ("صوتي", "صوتية الصوتي الصوتية"),
    ("قهوة", "قهوه القهوة بالقهوة قهوتك"),
    ("لغة", "لغات اللغات لغتها"),
    ("شركة", "شركات الشركات شركتك لشركتك"),
]
HEBREW = [
    ("לוגו", "הלוגו ללוגו בלוגו מלוגו והלוגו שהלוגו"),
    ("עיצוב", "העיצוב עיצובים בעיצוב לעיצוב עיצובי"),
    ("תרגום", "תרגומים התרגום לתרגום בתרגום"),
    ("כתיבה", "כתיבת הכתיבה לכתיבה"),
    ("מודעה", "מודעות המודעה מודעת"),
    ("אתר", "אתרים האתר לאתר"),
    ("שָׁלוֹם", "שלום השלום"),
    ("חוזה", "החוזה חוזים"),
]
URDU = [
    ("کتاب", "کتابیں کتابوں كتاب"),
    ("دکان", "دکانیں دکانوں"),
    ("زبان", "زبانیں زبانوں"),
    ("تصویر", "تصویریں تصویروں"),
    ("لڑکا", "لڑکے لڑکوں"),
    ("ترجمہ", "ترجمے ترجمہ ترجمه"),
]
ENGLISH = [
    ("logo", "logos LOGO Logo"),
    ("design", "designs designing designed"),
    ("translate", "translates translated translating"),
    ("story", "stories"),
    ("brochure", "brochures"),
    ("café", "cafe cafes"),
    ("résumé", "resume resumes"),
]
PAIRS = [
    (word, form)
    for rows in (ARABIC, HEBREW, URDU, ENGLISH)
    for word, forms in rows
    for form in forms.split()
]


@pytest.mark.parametrize(("word", "form"), PAIRS)
def test_forms_of_a_word_meet(word: str, form: str) -> None:
    assert meet(word, form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مكتب", "كتاب"),
        ("شعر", "شعار"),
        ("بيت", "بنت"),
        ("ورد", "رد"),
        ("وطن", "طن"),
        ("قلم", "علم"),
        ("سلة", "سلام"),
        ("לוגו", "גולה"),
        ("שלום", "תשלום"),
        ("דירה", "אדיר"),
        ("C++", "C#"),
        ("C#", "C"),
        ("logo", "log"),
        ("art", "article"),
        ("12", "120"),
        ("کتاب", "حساب"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert not meet(one, other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("خط اليد، وخط القلم!", ["خط", "اليد", "وخط", "القلم"]),
        ('דו"ח של צה״ל', ["דוח", "של", "צהל"]),
        ("ג'ירפה", ["גירפה"]),
        ("don't", ["dont"]),
        ("C++ / C# (.NET)", ["c++", "c#", "net"]),
        ("١٢٣ ۴۵۶", ["123", "456"]),
        ("snake_case e-mail", ["snake", "case", "e", "mail"]),
        ("؟!«»", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_phrase_is_known_by_its_main_stems() -> None:
    assert key_of("السيرة الذاتية") == key_of("سيره ذاتيه")
    assert key_of("Business Cards") == key_of("business card")
    assert main_stem("شعارات") == "شعار"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("auhv", "شعار"),
        ("jvrlm", "ترقمة"),
        ("jv[lm", "ترجمة"),
        ("lru]", "مقعد"),
        ("bkd", "لاني"),
        ("مخلخ", "logo"),
        ("يثسهلى", "design"),
        ("ئثيهش", "zedia"),
        ("kudu", "לוגו"),
        ("ghmuc", "עיצוב"),
        ("lugo", "ךועם"),
        ("ljv[l", "مترجم"),
        ("hgshum", "الساعة"),
        ("Auhv", "شعار"),
    ],
)
def test_the_same_keys_on_another_layout(typed: str, meant: str) -> None:
    assert meant in other_layouts(typed)


def test_hebrew_and_arabic_keys_are_read_as_latin_first() -> None:
    assert other_layouts("שומל")[0] == "aunk"
    assert other_layouts("مخلخ")[0] == "logo"


@pytest.mark.parametrize("text", ["logo شعار", "123", "", "שלום logo"])
def test_two_scripts_or_none_were_typed_on_purpose(text: str) -> None:
    assert other_layouts(text) == []


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("شعار", "شعار", 0),
        ("شعا", "شعار", 2),
        ("شعارر", "شعار", 2),
        ("شاعر", "شعار", 2),
        ("صعار", "سعار", 1),
        ("ظابط", "ضابط", 1),
        ("logo", "lgoo", 2),
        ("kitten", "sitting", 5),
        ("", "ab", 4),
    ],
)
def test_distance_counts_letters_that_are_taken_for_each_other_half(
    one: str, other: str, far: int
) -> None:
    assert distance(one, other) == far
    assert distance(other, one) == far


def test_nearest_prefers_near_then_frequent_words() -> None:
    known = [("مقالات", 3), ("مقلاة", 1), ("مجلات", 90)]
    assert nearest("مقلات", known) == "مقلاة"
    assert nearest("مقالت", [("مقالات", 1), ("مقالب", 50)]) == "مقالب"
    assert nearest("خدماة", [("خدمات", 1), ("خدمه", 9)]) == "خدمات"
    assert nearest("zzzzzz", known) == ""


def test_short_words_are_not_guessed_at() -> None:
    assert [furthest(word) for word in ("من", "شعر", "شعار", "ترجمات")] == [0, 1, 2, 4]
    assert nearest("ab", [("abc", 5)]) == ""
