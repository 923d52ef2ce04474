"""The two levels of categories with their names, as a new installation plants them.

The eight at the top carry the slugs of categories.py. Operators may rename and add in the admin;
nothing here is written over what they changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Branch:
    """A category; `parent` is empty at the top."""

    slug: str
    parent: str
    ar: str
    en: str
    he: str
    ur: str


TREE: Final[tuple[Branch, ...]] = (
    Branch("design", "", "تصميم وهوية", "Design and identity", "עיצוב וזהות", "ڈیزائن اور شناخت"),
    Branch(
        "logo",
        "design",
        "شعارات وهويات",
        "Logos and identities",
        "לוגואים וזהויות",
        "لوگو اور شناخت",
    ),
    Branch(
        "print",
        "design",
        "مطبوعات وتغليف",
        "Print and packaging",
        "דפוס ואריזות",
        "چھپائی اور پیکنگ",
    ),
    Branch(
        "interface",
        "design",
        "واجهات ومواقع",
        "Interfaces and web pages",
        "ממשקים ודפי אינטרנט",
        "انٹرفیس اور ویب صفحات",
    ),
    Branch(
        "illustration",
        "design",
        "رسم وخط عربي",
        "Illustration and calligraphy",
        "איור וקליגרפיה",
        "مصوری اور خطاطی",
    ),
    Branch("writing", "", "كتابة وتحرير", "Writing and editing", "כתיבה ועריכה", "تحریر اور ادارت"),
    Branch(
        "articles",
        "writing",
        "مقالات ومحتوى",
        "Articles and content",
        "מאמרים ותוכן",
        "مضامین اور مواد",
    ),
    Branch("proofreading", "writing", "تدقيق لغوي", "Proofreading", "הגהה", "پروف ریڈنگ"),
    Branch(
        "copywriting",
        "writing",
        "نصوص إعلانية وأسماء",
        "Ad copy and naming",
        "קופי ושמות",
        "اشتہاری تحریر اور نام",
    ),
    Branch(
        "academic",
        "writing",
        "أبحاث وتقارير",
        "Research and reports",
        "מחקרים ודוחות",
        "تحقیق اور رپورٹیں",
    ),
    Branch(
        "code",
        "",
        "برمجة ومواقع",
        "Programming and websites",
        "תכנות ואתרים",
        "پروگرامنگ اور ویب سائٹس",
    ),
    Branch("websites", "code", "مواقع", "Websites", "אתרים", "ویب سائٹس"),
    Branch("shops", "code", "متاجر إلكترونية", "Online shops", "חנויות מקוונות", "آن لائن دکانیں"),
    Branch("apps", "code", "تطبيقات", "Apps", "אפליקציות", "ایپس"),
    Branch(
        "automation",
        "code",
        "أتمتة وبيانات",
        "Automation and data",
        "אוטומציה ונתונים",
        "خودکاری اور ڈیٹا",
    ),
    Branch("translation", "", "ترجمة", "Translation", "תרגום", "ترجمہ"),
    Branch(
        "legal-translation",
        "translation",
        "ترجمة قانونية",
        "Legal translation",
        "תרגום משפטי",
        "قانونی ترجمہ",
    ),
    Branch(
        "business-translation",
        "translation",
        "ترجمة أعمال ومواقع",
        "Business and website translation",
        "תרגום עסקי ואתרים",
        "کاروباری اور ویب ترجمہ",
    ),
    Branch(
        "subtitles",
        "translation",
        "ترجمة مرئية وتفريغ",
        "Subtitles and transcription",
        "כתוביות ותמלול",
        "سب ٹائٹل اور تحریری نقل",
    ),
    Branch(
        "marketing", "", "تسويق ونموّ", "Marketing and growth", "שיווק וצמיחה", "مارکیٹنگ اور ترقی"
    ),
    Branch("social", "marketing", "شبكات التواصل", "Social media", "רשתות חברתיות", "سوشل میڈیا"),
    Branch(
        "advertising",
        "marketing",
        "حملات إعلانية",
        "Advertising campaigns",
        "קמפיינים",
        "اشتہاری مہمات",
    ),
    Branch(
        "search-engines",
        "marketing",
        "الظهور في البحث",
        "Being found in search",
        "קידום בחיפוש",
        "تلاش میں نمایاں ہونا",
    ),
    Branch(
        "plans",
        "marketing",
        "خطط وبحوث سوق",
        "Plans and market research",
        "תוכניות ומחקרי שוק",
        "منصوبے اور مارکیٹ تحقیق",
    ),
    Branch("audio", "", "صوت وصورة", "Audio and video", "אודיו ווידאו", "آڈیو اور ویڈیو"),
    Branch("voice-over", "audio", "تعليق صوتي", "Voice-over", "קריינות", "وائس اوور"),
    Branch("video-editing", "audio", "مونتاج", "Video editing", "עריכת וידאו", "ویڈیو ایڈیٹنگ"),
    Branch("motion", "audio", "رسوم متحركة", "Motion graphics", "אנימציה", "موشن گرافکس"),
    Branch(
        "podcasts",
        "audio",
        "بودكاست وموسيقى",
        "Podcasts and music",
        "פודקאסטים ומוזיקה",
        "پوڈکاسٹ اور موسیقی",
    ),
    Branch(
        "business", "", "مال وأعمال", "Finance and business", "כספים ועסקים", "مالیات اور کاروبار"
    ),
    Branch("accounting", "business", "محاسبة", "Accounting", "הנהלת חשבונות", "اکاؤنٹنگ"),
    Branch(
        "feasibility",
        "business",
        "خطط ودراسات جدوى",
        "Plans and feasibility studies",
        "תוכניות ובדיקות כדאיות",
        "منصوبے اور فزیبلٹی",
    ),
    Branch(
        "assistance",
        "business",
        "مساعدة عن بُعد",
        "Remote assistance",
        "עזרה מרחוק",
        "دور سے معاونت",
    ),
    Branch(
        "contracts",
        "business",
        "عقود ونماذج",
        "Contracts and templates",
        "חוזים ותבניות",
        "معاہدے اور نمونے",
    ),
    Branch(
        "teaching", "", "تعليم واستشارة", "Teaching and advice", "הוראה וייעוץ", "تعلیم اور مشورہ"
    ),
    Branch("languages", "teaching", "لغات", "Languages", "שפות", "زبانیں"),
    Branch(
        "lessons",
        "teaching",
        "دروس ومناهج",
        "Lessons and syllabuses",
        "שיעורים ותוכניות לימוד",
        "اسباق اور نصاب",
    ),
    Branch(
        "coaching",
        "teaching",
        "إرشاد مهني",
        "Career coaching",
        "ייעוץ תעסוקתי",
        "پیشہ ورانہ رہنمائی",
    ),
)
