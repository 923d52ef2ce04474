"""Sample words for the styleguide, one set for each language, written for it and not translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# ruff: noqa: E501  (a sentence is a line)


@dataclass(frozen=True)
class Person:
    """A name with the two letters of its avatar."""

    name: str
    initials: str


@dataclass(frozen=True)
class Texts:
    """What the styleguide says in one language."""

    gigs: tuple[str, str, str, str]
    people: tuple[Person, Person, Person, Person]
    headline: str
    facts: tuple[str, str]
    article: str
    summary: str
    paragraphs: tuple[str, str]
    heading: str
    quotation: str
    rows: tuple[str, str, str]
    messages: tuple[str, str]
    package: str
    extras: tuple[str, str]
    client: str


TEXTS: Final[dict[str, Texts]] = {
    "ar": Texts(
        gigs=(
            "هوية مقهى كاملة: شعار وقائمة وأكواب",
            "متجر على سلّة يفتح في ثانيتين",
            "تدقيق لغوي لرسالتك مع شرح كل تصويب",
            "تعليق صوتي خليجي لإعلان في 30 ثانية",
        ),
        people=(
            Person("ليان القحطاني", "لق"),
            Person("عمر بن صالح", "عص"),
            Person("هدى المصري", "هم"),
            Person("سالم العتيبي", "سع"),
        ),
        headline="أرسم هويات لمقاهٍ لها أهل",
        facts=("41 هوية", "ترد خلال ساعتين"),
        article="لماذا رفضتُ أسهل زبون في السنة؟",
        summary="سؤال واحد أطرحه قبل أن أفتح برنامج التصميم، وكيف كلّفني سؤاله 400 دولار وربّحني ستة زبائن.",
        paragraphs=(
            "كان طلبًا يُسيل اللعاب: شعار واحد، ميزانية مفتوحة، وزبون يقول «كل ما تفعلينه جميل». وافقتُ في رأسي قبل أن ينهي جملته.",
            "لا أسأل عن اللون المفضّل. أسأل عن شخص. حين يصف لك صاحب المقهى طالبة الطب التي تذاكر إلى منتصف الليل، يصير عندك حجم كوب، وإضاءة، وكلمة على الباب.",
        ),
        heading="السؤال الذي يوفّر أسبوعًا",
        quotation="الشعار الذي يخاطب الجميع لا يسمعه أحد.",
        rows=("سحب إلى مصرف الراجحي", "طلب W-47990: واجهة محل", "رصيد أول الشهر"),
        messages=(
            "الخط القديم في أبها حروفه مربعة قليلًا. هل تقصد لافتات شارع الفن أم السوق الشعبي؟",
            "السوق الشعبي. أرسل لك صورة اليوم.",
        ),
        package="الباقة القياسية",
        extras=("تسليم أسرع بثلاثة أيام", "لوحة خارجية للمحل"),
        client="محمصة أبها",
    ),
    "en": Texts(
        gigs=(
            "A complete café identity: logo, menu and cups",
            "A shop on Salla that opens in two seconds",
            "Your thesis proofread, every correction explained",
            "A Gulf voice-over for a 30-second spot",
        ),
        people=(
            Person("Layan Al-Qahtani", "LQ"),
            Person("Omar bin Saleh", "OS"),
            Person("Huda El-Masri", "HM"),
            Person("Salem Al-Otaibi", "SO"),
        ),
        headline="I draw identities for cafés with regulars",
        facts=("41 identities", "replies within 2 hours"),
        article="Why I turned down the easiest client of the year",
        summary="One question I ask before I open the design program, how asking it cost me $400 and brought me six clients.",
        paragraphs=(
            "It was a mouth-watering job: one logo, an open budget and a client who said “whatever you do is beautiful”. In my head I agreed before he finished the sentence.",
            "I don’t ask for a favourite colour. I ask for a person. Once the owner describes the medical student who studies until midnight, you have the size of a cup, the light and a word on the door.",
        ),
        heading="The question that saves a week",
        quotation="A logo that speaks to everybody is heard by nobody.",
        rows=("Withdrawal to Al Rajhi Bank", "Order W-47990: shopfront", "Opening balance"),
        messages=(
            "The old script in Abha is a little square. Do you mean the signs in Art Street or in the old market?",
            "The old market. I’ll send you a photo today.",
        ),
        package="Standard package",
        extras=("Three days faster", "A sign for the shopfront"),
        client="Abha Roastery",
    ),
    "he": Texts(
        gigs=(
            "זהות מלאה לבית קפה: לוגו, תפריט וכוסות",
            "חנות ברשת שנפתחת בשתי שניות",
            "הגהה לתזה שלך, עם הסבר לכל תיקון",
            "קריינות לפרסומת של 30 שניות",
        ),
        people=(
            Person("ליאן קחטאני", "לק"),
            Person("עומר בן סאלח", "עס"),
            Person("הודא אל-מסרי", "המ"),
            Person("סאלם אל-עתיבי", "סע"),
        ),
        headline="מציירת זהויות לבתי קפה שיש להם קהל",
        facts=("41 זהויות", "עונה תוך שעתיים"),
        article="למה סירבתי ללקוח הכי קל של השנה?",
        summary="שאלה אחת שאני שואלת לפני שאני פותחת את תוכנת העיצוב, ואיך היא עלתה לי 400 דולר והביאה לי שישה לקוחות.",
        paragraphs=(
            "זו הייתה עבודה מפתה: לוגו אחד, תקציב פתוח ולקוח שאומר „כל מה שתעשי יפה”. בראש שלי הסכמתי לפני שגמר את המשפט.",
            "אני לא שואלת על הצבע האהוב. אני שואלת על אדם. כשבעל הקפה מתאר את הסטודנטית לרפואה שלומדת עד חצות, יש לך גודל של כוס, תאורה ומילה על הדלת.",
        ),
        heading="השאלה שחוסכת שבוע",
        quotation="לוגו שמדבר אל כולם, איש אינו שומע.",
        rows=("משיכה לבנק אל-ראג׳חי", "הזמנה W-47990: חזית חנות", "יתרת פתיחה"),
        messages=(
            "הכתב הישן באבהא קצת מרובע. הכוונה לשלטים ברחוב האומנות או בשוק הישן?",
            "בשוק הישן. אשלח לך תמונה היום.",
        ),
        package="חבילה רגילה",
        extras=("שלושה ימים מהר יותר", "שלט לחזית החנות"),
        client="בית הקלייה אבהא",
    ),
    "ur": Texts(
        gigs=(
            "کیفے کی مکمل شناخت: لوگو، مینو اور کپ",
            "آن لائن دکان جو دو سیکنڈ میں کھلے",
            "آپ کے مقالے کی پروف خوانی، ہر اصلاح کی وجہ کے ساتھ",
            "تیس سیکنڈ کے اشتہار کے لیے آواز",
        ),
        people=(
            Person("لیان قحطانی", "لق"),
            Person("عمر بن صالح", "عص"),
            Person("ہدیٰ مصری", "ہم"),
            Person("سالم عتیبی", "سع"),
        ),
        headline="میں ان کیفوں کی شناخت بناتی ہوں جن کے اپنے لوگ ہیں",
        facts=("41 شناختیں", "دو گھنٹے میں جواب"),
        article="میں نے سال کا سب سے آسان گاہک کیوں لوٹا دیا؟",
        summary="ایک سوال جو میں ڈیزائن شروع کرنے سے پہلے پوچھتی ہوں، اور اس نے مجھے 400 ڈالر کا نقصان اور چھ گاہک کیسے دیے۔",
        paragraphs=(
            "کام للچانے والا تھا: ایک لوگو، کھلا بجٹ، اور گاہک کہتا تھا ’’آپ جو بھی بنائیں خوبصورت ہے‘‘۔ میں نے دل میں اس کی بات پوری ہونے سے پہلے ہاں کر دی۔",
            "میں پسندیدہ رنگ نہیں پوچھتی۔ میں ایک شخص کے بارے میں پوچھتی ہوں۔ جب مالک اس طالبہ کا بتاتا ہے جو آدھی رات تک پڑھتی ہے تو کپ کا حجم، روشنی اور دروازے کا لفظ مل جاتا ہے۔",
        ),
        heading="وہ سوال جو ایک ہفتہ بچاتا ہے",
        quotation="جو لوگو سب سے بات کرے اسے کوئی نہیں سنتا۔",
        rows=("الراجحی بینک کو رقم", "آرڈر W-47990: دکان کا سامنا", "مہینے کے شروع کا بیلنس"),
        messages=(
            "ابہا کا پرانا خط کچھ چوکور ہے۔ آپ کی مراد آرٹ سٹریٹ کے بورڈ ہیں یا پرانا بازار؟",
            "پرانا بازار۔ آج تصویر بھیجتا ہوں۔",
        ),
        package="معیاری پیکیج",
        extras=("تین دن پہلے", "دکان کے باہر کا بورڈ"),
        client="ابہا روسٹری",
    ),
}
