"""What a person means finds what a person wrote: cases from the rules of the languages.

Each row says what is typed and which thing must come first. The market is built once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from marketplace.accounts.models import Member
from marketplace.search.choices import Kind
from marketplace.search.queries import Filters, find
from marketplace.search.services import Document, plant_groups, put

NOW = datetime(2026, 11, 1, tzinfo=UTC)
# By name: title, keywords, body and language of each thing.
MARKET = {
    "articles": ("كتابة مقالات لمدونتك", "محتوى تحرير", "أكتب لك ثلاثة نصوص في الأسبوع", "ar"),
    "legal": ("ترجمة العقود القانونية", "ترجمة قانون", "من الإنجليزية إلى العربية", "ar"),
    "voice": ("تعليق صوتي خليجي لإعلانك", "إعلان راديو", "بصوت هادئ وواضح", "ar"),
    "cafe": ("هوية مقهى كاملة", "قهوة كوب قائمة", "أرسم الكوب والباب واللوحة", "ar"),
    "shop": ("متجر إلكتروني يفتح في ثانيتين", "سلة دفع", "أربط المتجر بشركة الشحن ١٢٣", "ar"),
    "lessons": ("دروس بايثون للمبتدئين", "تعليم برمجة", "أربعة دروس فردية", "ar"),
    "books": ("أغلفة كتب للأطفال", "رسم قصة", "لوحات مائية بألوان دافئة", "ar"),
    "accounts": ("محاسبة شهرية لمطعمك", "ضريبة فواتير", "تقرير من صفحة واحدة", "ar"),
    "calligraphy": ("اسمك بالخط العربي", "خط يد", "حبر على ورق ثم رقمي", "ar"),
    "seo": ("تحسين محركات البحث لموقعك", "سيو جوجل", "خطة من ثلاثة أشهر", "ar"),
    "bakery": ("Logo for a bakery", "brand identity", "Twelve sketches with a parrot", "en"),
    "fast": ("I make your slow Django page fast", "python performance", "With numbers", "en"),
    "launch": ("An opening that fills the room", "launch plan marketing", "Two weeks", "en"),
    "budget": ("A budget for tired owners", "excel spreadsheet", "One page at night", "en"),
    "cpp": ("C++ code review", "cpp", "I read what you wrote", "en"),
    "csharp": ("C# desktop tools", "dotnet", "Small and quick", "en"),
    "peace": ("עיצוב כרטיס ברכה לשָׁלוֹם", "דפוס הזמנה", "על נייר עבה", "he"),
    "hemenu": ("תרגום תפריט למסעדה", "תרגום אוכל", "לערבית ולאנגלית", "he"),
    "heads": ("כתיבת מודעות לרשתות", "שיווק", "קצר וחד", "he"),
    "heweb": ("אתר לעסק קטן", "בניית אתרים", "עולה תוך שבוע", "he"),
    "urbook": ("کتاب کا سرورق", "کتابیں سرورق", "خوبصورت اور سادہ", "ur"),
    "urshop": ("آن لائن دکان دو سیکنڈ میں", "دکان ویب", "تیز اور آسان", "ur"),
    "uraccount": ("کاروبار کا ماہانہ حساب", "حساب کتاب", "سادہ زبان میں", "ur"),
    "urwrite": ("اردو مضامین اور تحریریں", "لکھائی", "روزانہ ایک صفحہ", "ur"),
}
SPELLING = {  # letters, marks, digits: what folding is for
    "articles": "كتابه|كِتَابَة|كـتـابـة|كتابة مقالات|كتابه مقالات|المقالات|مقاله|مدونه|مدونتك",
    "legal": "ترجمه|التّرجمة|ترجمة العقود|القانونيه|قانونية|العقود القانونيّة|قانوني",
    "voice": "تعليق|التعليق الصوتي|صوتى|صوتي|خليجى|خليجي|إعلان|اعلان|أعلان|لاعلانك|الإعلانات",
    "cafe": "مقهي|مقهى|المقهى|هويه|هوية كاملة|كامله|قهوه|القهوة|بالقهوة",
    "shop": "الكتروني|إلكترونى|متجر|المتجر|لمتجرك|ثانيتين|123|١٢٣|۱۲۳|متجر الكترونى",
    "lessons": "دروس|بايثون|البايثون|مبتدئين|للمبتدئين|المبتدئون|تعليم",
    "books": "اغلفة|أغلفه|للاطفال|الأطفال|اطفال|ألوان دافئه",
    "accounts": "محاسبه|المحاسبة|شهريه|شهرية|لمطعمك|ضريبه|الضريبة|الفواتير",
    "calligraphy": "الخط العربى|خط عربي|بالخط|عربيه خط",
    "seo": "محركات|البحث|موقعك|لموقعك|الموقع|تحسين محركات",
    "bakery": "logo|LOGO|Logos|bakeries|bakery logo|brand|identities|ｌｏｇｏ|parrots",
    "fast": "django|Django page|pages fast|performances|DJANGO",
    "launch": "openings|launch plans|rooms|opening room",
    "budget": "budgets|tired owner|spreadsheets",
    "cpp": "c++|C++|cpp|code reviews",
    "csharp": "c#|C#|desktop tool",
    "peace": "שלום|שָׁלוֹם|לשלום|כרטיסים|הכרטיס|ברכה|ברכות|עיצובים|בעיצוב",
    "hemenu": "תפריט|התפריט|תפריטים|תרגומים|למסעדות|מסעדה|המסעדה",
    "heads": "מודעה|מודעות|המודעות|כתיבה|הכתיבה|לרשת",
    "heweb": "אתרים|האתר|עסקים קטנים|לעסק|בניית",
    "urbook": "کتاب کا سرورق|كتاب سرورق|کتابوں سرورق|سرورق",
    "urshop": "دکان|دكان|دکانیں|آن لائن|ان لائن|سیکنڈ|سيكنڈ",
    "uraccount": "حساب|ماہانہ|ماهانه|کاروبار|كاروبار",
    "urwrite": "اردو|مضامین|مضامين|تحریریں|تحریروں",
}
MEANING = {  # broken plurals, other words for it, other languages
    "cafe": "كافيه|كوفي شوب|coffee shop|בית קפה|مقاهي هوية",
    "legal": "عقد قانوني|تراجم عقود|legal contract|חוזה משפטי",
    "shop": "متاجر إلكترونية|دكان الكتروني",
    "lessons": "درس بايثون|python دروس",
    "books": "غلاف كتاب طفل|غلاف للأطفال|book cover kids",
    "accounts": "مطاعم محاسبة|فاتورة مطعم|accounting restaurant",
    "calligraphy": "calligraphy|خطاطی|خطوط عربية",
    "seo": "SEO|سيو|google|قوقل|קידום אתרים",
    "bakery": "شعار مخبز|لوغو فرن|לוגו מאפייה",
    "fast": "بايثون fast",
    "hemenu": "ترجمة منيو|menu translation|قائمة طعام תרגום",
    "heads": "تسويق כתיבה|marketing ad",
    "heweb": "website קטן|موقع עסק",
    "urshop": "online shop دو",
    "urwrite": "مضمون اردو|articles اردو",
}
SLIPS = {  # letters left out, doubled, swapped or taken for others; the wrong keyboard
    "articles": "مقلات|مقالاتت|مقالاة|مدونتتك|كتابه مقلات",
    "legal": "العقوود|القنونية|ترحمة العقود|jv[lm hgur,]",
    "voice": "تعليقق|خليحي|تعليق سوتي|jugdr w,jd",
    "cafe": "مقهىى|مفهى كامله|lrin",
    "shop": "الكترني|متحر الكتروني|lj[v",
    "lessons": "بايتون|بايثوون|fhde,k",
    "accounts": "محاصبة|محسبة|lphsfm",
    "bakery": "lgoo bakery|bakrey|bekery|مخلخ|لاشنثقغ",
    "fast": "djnago|يتشىلخ",
    "budget": "bugdet|لاعيلثف",
    "peace": "עיצוף|ברכהה|fryhx crfv",
    "hemenu": "תפרית|תפרט|,prhy",
    "urbook": "سرورك|سرورقق",
    "urwrite": "مضامیں",
}
CASES = [
    (text, name)
    for table in (SPELLING, MEANING, SLIPS)
    for name, texts in table.items()
    for text in texts.split("|")
]


@pytest.fixture(scope="module")
def market(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[dict[int, str]]:
    """Build the market once, in a transaction of its own that is never committed."""
    outer = transaction.atomic()
    # Services that insist on starting a transaction start one here, as in any test.
    outer._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), outer:
        plant_groups(now=NOW)
        seller = Member.objects.create_user("weaver", "weaver@example.com")
        documents = [
            Document(
                kind=Kind.GIG,
                ref=number,
                owner_id=seller.pk,
                title=title,
                keywords=keywords,
                body=body,
                path=f"/gigs/{number}-x/",
                language=language,
                published_at=NOW,
            )
            for number, (title, keywords, body, language) in enumerate(MARKET.values(), start=1)
        ]
        put(kind=Kind.GIG, documents=documents, now=NOW, is_news=False)
        yield dict(enumerate(MARKET, start=1))
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", MARKET)
def test_what_is_meant_comes_first(name: str, market: dict[int, str]) -> None:
    missed = {}
    for text, meant in CASES:
        if meant == name:
            found = find(Filters(q=text), with_counts=False)
            first = [market[ref] for ref in found.refs[:1]]
            if first != [name]:
                missed[text] = (first, found.wording.text, found.wording.heads)
    assert missed == {}


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 200
    assert len(set(CASES)) == len(CASES)
