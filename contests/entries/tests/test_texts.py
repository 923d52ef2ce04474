"""Plain texts, shingles and languages: what counts as the same, and what doesn't."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contests.entries.gateways.extracting import main_text
from contests.entries.queries.languages import speech_of
from contests.entries.queries.plain import (
    BLANK,
    count_words,
    digest_of,
    plain_text,
    without_names,
    words_of,
)
from contests.entries.queries.shingles import (
    PERMUTATIONS,
    SIZE,
    containment,
    estimate,
    jaccard,
    passages_of,
    print_of,
    shingles_in,
    shingles_of,
)
from contests.entries.tests.world import ARABIC, ENGLISH

HEBREW = (
    "בכל בוקר יצא הזקן אל הגינה שמאחורי הבית והשקה את עצי הלימון לפני שהתעוררה השכונה. הוא אמר "
    "שהמים צריכים לשמוע שקט כדי להגיע אל השורש, ושאדם שממהר אל העבודה שוכח תמיד את הדלי. כשחלה, "
    "באו השכנים אחד אחד והמשיכו להשקות בלי לשאול, ועד היום איש אינו יודע מי התחיל. "
)
URDU = (
    "گاؤں کے پرانے اسکول میں ایک استاد تھے جو ہر روز بچوں کو ایک خط لکھنے کو کہتے تھے۔ وہ کہتے تھے "
    "کہ خط لکھنا دراصل سننا ہے، اور جو سن نہیں سکتا وہ لکھ بھی نہیں سکتا۔ جب وہ چلے گئے تو بچوں نے "
    "ان کے نام سو خط لکھے اور اسکول کی دیوار پر لگا دیے تاکہ ہر آنے والا انہیں پڑھ سکے۔ "
)
NEAR_TOPICS = {
    "ar": (
        ARABIC,
        (
            "كتب جدي رسائل كثيرة في حياته، لكنه لم يكن يبيعها لأحد. كان يجلس قرب النافذة في المساء "
            "ويكتب إلى أخيه المهاجر عن المطر والزيتون وعن ثمن الخبز، ثم يطوي الورقة تحت الوسادة. "
            "عرفنا بعد موته أن البريد كان قد توقف منذ سنين، وأنه كان يكتب لنفسه كي لا ينسى. "
        ),
    ),
    "en": (
        ENGLISH,
        (
            "My uncle kept a small tea house beside the fish market, and the same four sailors sat "
            "at its only table for half a century. They argued about ropes, never about money, "
            "and they left coins under the saucers as if paying were a secret. When it closed they "
            "carried the table down to the pier, where it still stands in the rain. "
        ),
    ),
    "he": (
        HEBREW,
        (
            "עץ הלימון בחצר של סבתא לא נתן פרי שמונה שנים, ובכל זאת היא דיברה אליו בכל ערב. יום "
            "אחד הביא הגנן שק אדמה חדשה, והיא סירבה לפתוח אותו. לדבריה, עץ שמרגיש שמחליפים לו את "
            "הבית מחליט לעזוב. באביב הבא מצאנו לימון אחד, קטן וירוק, והיא בכתה מרוב שמחה. "
        ),
    ),
    "ur": (
        URDU,
        (
            "میرے دادا کو خط لکھنے کا شوق تھا مگر وہ ڈاک خانے نہیں گئے۔ ہر شام چراغ جلا کر بیٹھتے "
            "اور اپنے بھائی کو بارش اور فصل کا حال سناتے، پھر کاغذ صندوق میں رکھ دیتے۔ برسوں بعد "
            "صندوق کھلا تو معلوم ہوا کہ وہ سب خط اپنے آپ کو لکھے گئے تھے۔ "
        ),
    ),
}


def vowelled(text: str) -> str:
    """Put a vowel sign upon every third letter, and a tatweel into every fifth word."""
    signs = "".join(
        letter + ("َ" if at % 3 == 0 and letter.isalpha() else "") for at, letter in enumerate(text)
    )
    return " ".join(
        word[:2] + "ـ" + word[2:] if at % 5 == 0 and len(word) > 3 else word
        for at, word in enumerate(signs.split(" "))
    )


def reordered(text: str) -> str:
    """Turn the order of the sentences around."""
    return ". ".join(reversed(text.strip(" .").split(". ")))


COPIES = {
    "the same": (ARABIC, ARABIC, 100),
    "vowel signs and tatweel": (ARABIC, vowelled(ARABIC), 100),
    "hamza changed": (ARABIC, ARABIC.replace("أ", "ا").replace("إ", "ا"), 100),
    "taa marbuta and yaa": (ARABIC, ARABIC.replace("ة", "ه").replace("ى", "ي"), 100),
    "invisible signs": (ARABIC, ARABIC.replace("ا", "ا\u200c\u200f"), 100),
    "punctuation changed": (ENGLISH, ENGLISH.replace(",", " -").replace(".", "!").upper(), 100),
    "numerals": ("باع ١٢٣ كتابا و٤٥ دفترا و٦ أقلام", "باع 123 كتابا و45 دفترا و6 أقلام", 100),
    "urdu numerals": (
        "اس نے ۱۲۳ کتابیں اور ۴۵ کاپیاں بیچیں",
        "اس نے 123 کتابیں اور 45 کاپیاں بیچیں",
        100,
    ),
    "urdu letters": (URDU, URDU.replace("ک", "ك").replace("ی", "ي"), 100),
    "hebrew points": (
        HEBREW,
        "".join(one + "\u05b7" if one.isalpha() else one for one in HEBREW),
        100,
    ),
    "arabic reordered": (ARABIC, reordered(ARABIC), 75),
    "english reordered": (ENGLISH, reordered(ENGLISH), 75),
    "hebrew reordered": (HEBREW, reordered(HEBREW), 75),
    "inside a longer text": (ENGLISH, NEAR_TOPICS["en"][1] * 3 + ENGLISH + ARABIC, 100),
    "a word here and there": (
        ENGLISH,
        ENGLISH.replace("tea", "coffee").replace("town", "city"),
        70,
    ),
}


@pytest.mark.parametrize("name", COPIES)
def test_copies_are_seen(name: str) -> None:
    mine, theirs, least = COPIES[name]
    inside = containment(shingles_of(mine), shingles_of(theirs)) * 100
    assert inside >= least, name
    keys = set(print_of(shingles_of(mine)).keys) & set(print_of(shingles_of(theirs)).keys)
    assert keys, "the database would find no candidate"


@pytest.mark.parametrize("language", NEAR_TOPICS)
def test_honest_texts_on_one_topic_are_no_copies(language: str) -> None:
    one, other = NEAR_TOPICS[language]
    assert containment(shingles_of(one), shingles_of(other)) < 0.02
    assert not set(print_of(shingles_of(one)).keys) & set(print_of(shingles_of(other)).keys)
    assert passages_of(one, other) == []


def test_the_longest_passage_is_shown_as_each_writes_it() -> None:
    copied = "the first boats come in while the lamps along the wall are still burning"
    mine = f"Something else before it. {copied.upper()}! And after it."
    found = passages_of(mine, ENGLISH)
    assert [passage.words for passage in found] == [14]
    assert found[0].mine == copied.upper()
    assert found[0].theirs == copied


def test_passages_come_the_longest_first_and_without_repeats() -> None:
    parts = ENGLISH.split(". ")
    mine = f"{parts[1]} xx {parts[0]} yy {parts[2]}"
    lengths = [passage.words for passage in passages_of(mine, ENGLISH)]
    assert lengths == sorted(lengths, reverse=True)
    assert sum(lengths) == sum(len(words_of(part)) for part in parts[:3])


SETS = st.lists(st.integers(0, 400), min_size=1, max_size=300)


@given(SETS, SETS)
@example([1], [2])
@example([1, 2, 3], [1, 2, 3])
def test_the_estimate_is_near_the_exact_share(one: list[int], other: list[int]) -> None:
    mine, theirs = frozenset(map(str, one)), frozenset(map(str, other))
    exact = jaccard(mine, theirs)
    guess = estimate(print_of(mine).signature, print_of(theirs).signature)
    # Five standard deviations of 128 throws.
    assert abs(guess - exact) <= 5 * math.sqrt(max(exact * (1 - exact), 0.002) / PERMUTATIONS)


@given(SETS, SETS)
def test_signatures_join_as_sets_do(one: list[int], other: list[int]) -> None:
    mine, theirs = set(map(str, one)), set(map(str, other))
    joined = print_of(mine | theirs).signature
    pairs = zip(print_of(mine).signature, print_of(theirs).signature, strict=True)
    assert joined == [min(pair) for pair in pairs]


@given(st.lists(st.sampled_from(["كلمة", "word", "מילה", "لفظ", "2"]), max_size=40))
def test_shingles_count_the_places_where_one_begins(words: list[str]) -> None:
    found = shingles_in(words_of(" ".join(words)))
    expected = max(len(words) - SIZE + 1, 1) if words else 0
    assert len(found) == expected


def test_an_empty_text_has_an_empty_print() -> None:
    assert print_of(shingles_of("… — !")) == print_of([])
    assert estimate([], [1]) == 0.0


# -- names and addresses -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("كتبه سلمى حداد في أبها", f"كتبه {BLANK} في أبها"),
        ("كتبته سَلْمَى حدّاد.", f"كتبته {BLANK}."),
        ("By Salma  HADDAD, salma", f"By {BLANK}, {BLANK}"),
        ("سلمى وحداد جاران", "سلمى وحداد جاران"),
        ("salmaa is another", "salmaa is another"),
        ("ask @somebody there", f"ask {BLANK} there"),
    ],
)
def test_names_are_blanked_as_whole_words(text: str, expected: str) -> None:
    assert without_names(text, ("سلمى حداد", "Salma Haddad", "salma")) == expected


def test_a_short_single_name_is_a_word_of_the_language() -> None:
    assert without_names("نور الصباح", ("نور",)) == "نور الصباح"


def test_markdown_becomes_plain_and_addresses_go() -> None:
    source = (
        "## Title\n\nSee [my page](https://me.example/) and https://x.example/a?b=c or me@x.example"
    )
    assert plain_text(source) == "Title\n\nSee my page and or"


def test_words_are_counted_in_every_script() -> None:
    assert count_words("كلمة — word , מילה ، لفظ 12") == 5
    assert digest_of("a") == digest_of("a") != digest_of("b")


# -- languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        (NEAR_TOPICS["ar"][1], "ar"),
        (URDU, "ur"),
        (NEAR_TOPICS["ur"][1], "ur"),
        (URDU.replace("ک", "ك").replace("ی", "ي"), "ur"),
        (HEBREW, "he"),
        (NEAR_TOPICS["he"][1], "he"),
        (ENGLISH, "en"),
        (NEAR_TOPICS["en"][1], "en"),
        (vowelled(ARABIC), "ar"),
        (
            (
                "زبان فارسی یکی از زبان‌های ایرانی است که در ایران و افغانستان به آن سخن می گویند و "
                "شاعران بزرگ دارد که این شعر را با خود برای ما آوردند"
            ),
            "",
        ),
        (
            (
                "Le vieux port se réveille avant la ville et les premiers bateaux rentrent "
                "pendant que les lampes brûlent encore le long du mur"
            ),
            "",
        ),
        (
            (
                "Der alte Hafen erwacht vor der Stadt, und die ersten Boote kommen herein, "
                "während die Lampen an der Mauer noch brennen"
            ),
            "",
        ),
        ("Старый порт просыпается раньше города, и первые лодки приходят на рассвете", ""),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    found = speech_of(text)
    assert found.main == language
    assert found.share(language) > 0.8


def test_a_quotation_doesnt_change_the_language() -> None:
    found = speech_of(f"{ARABIC}\n{ARABIC}\nThe old harbour wakes before the town does.")
    assert found.main == "ar"
    assert 0.8 < found.share("ar") < 1


# -- pages elsewhere -----------------------------------------------------------------------------

PAGE = """<!doctype html><html lang=ar><head><title>عنوان</title><script>var a="<p>no</p>"</script>
<style>p{}</style></head><body><header><a href=/>الرئيسية</a></header>
<nav><ul><li><a href=/a>قائمة طويلة من الروابط</a></li></ul></nav><div id=wrap>
<div class="sidebar"><p>جانب جانب جانب جانب جانب جانب</p></div>
<article class="post"><h1>كتابة</h1><p>الفقرة الأولى من النص وفيها <b>كلام</b> كثير &amp; طويل.</p>
<p>الثانية <a href="https://x.example/">رابط</a> هنا.<br>سطر</p><ul><li>واحد</li></ul></article>
<section class="comments"><p>تعليق من قارئ طويل جدا لا علاقة له</p></section></div>
<footer>حقوق</footer></body></html>"""


def test_the_main_text_of_a_page_without_what_stands_beside_it() -> None:
    assert main_text(PAGE) == (
        "كتابة\n\nالفقرة الأولى من النص وفيها كلام كثير & طويل.\n\nالثانية رابط هنا.\nسطر\n\nواحد"
    )


@pytest.mark.parametrize(
    "page",
    ["<div>" * 100_000, "<b a=1><p>" * 50_000, "&" * 500_000, "<" * 500_000, "<!--" * 100_000, ""],
)
def test_a_tangle_has_no_text_and_takes_no_time(page: str) -> None:
    assert main_text(page) == ""


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = main_text(text)
    assert "\n\n\n" not in found
    assert found == found.strip()
