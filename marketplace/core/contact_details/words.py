"""Words that rules lean on, in Arabic, English, Hebrew and Urdu. An underscore is a space."""

from __future__ import annotations

from typing import Final

from marketplace.core.contact_details.folding import folded_words

# Who says such a word is about to give a number.
CALLING: Final = folded_words(
    "call phone tel mobile cell whatsapp whats sms ring dial text_me reach_me my_number",
    "رقمي جوالي تلفوني موبايلي هاتفي جوال موبايل هاتف تلفون واتساب واتس_اب واتس وتساب اتصل كلمني"
    " كلموني راسلني رن_علي الجوال الهاتف الواتساب الواتس الموبايل",
    "טלפון נייד וואטסאפ ווטסאפ וואצאפ תתקשר התקשרו תתקשרו המספר_שלי סלולרי",
    "فون موبائل واٹس_ایپ واٹسایپ کال_کریں میرا_نمبر رابطہ_نمبر",
)
# After such a word a long number is a number of things.
COUNTED: Final = folded_words(
    "order invoice ticket ref reference tracking vat tax iban isbn account sku serial model id"
    " version build license licence policy receipt transaction case",
    "طلب الطلب فاتورة الفاتورة تذكرة التذكرة ضريبي الضريبي تجاري التجاري السجل سجل حساب الحساب شحنة"
    " الشحنة تتبع التتبع ايبان الايبان مرجع المرجع تسلسلي التسلسلي ترخيص الترخيص ايصال الايصال"
    " وثيق العملية",
    "הזמנה ההזמנה חשבונית החשבונית מעקב עוסק אסמכתא קבלה חשבון רישיון סידורי",
    "آرڈر انوائس ٹریکنگ حوالہ شناختی اکاؤنٹ رسید ٹکٹ لائسنس",
)
NUMBER_WORD: Final = folded_words("number num no nr رقم الرقم نمبر מספר")
# Before or after such a word or sign a number is an amount of something.
AMOUNTS: Final = folded_words(
    "usd sar aed egp eur gbp ils pkr qar kwd jod rs dollars dollar riyals riyal dirham bytes byte"
    " kb mb gb px pixels ms words views followers characters rows people users km",
    "ريال ريالا دولار دولارا درهم دينار جنيه شيكل يورو ر.س د.إ بايت بكسل كلمة مشاهدة متابع حرفا حرف"
    " سطر شخص مستخدم زائر",
    "שקל שקלים דולר דולרים יורו בתים מילים צפיות עוקבים תווים",
    "روپے روپیہ ڈالر درہم الفاظ بائٹ پکسل ناظرین فالوورز",
)
AMOUNT_SIGNS: Final = "$€£₪₨₹%٪"
# Names of messengers whose people are known by a handle.
HANDLED: Final = folded_words(
    "telegram instagram insta snapchat snap discord skype twitter facebook messenger viber signal"
    " imo wechat tiktok linkedin",
    "تلغرام تليجرام تيليجرام تلجرام تيليغرام انستا انستغرام انستقرام سناب سناب_شات ديسكورد سكايب"
    " تويتر فيسبوك فايبر ايمو تيك_توك لينكدان",
    "טלגרם אינסטגרם אינסטה סנאפ דיסקורד סקייפ טוויטר פייסבוק וייבר",
    "ٹیلیگرام انسٹاگرام سنیپ_چیٹ ڈسکارڈ اسکائپ ٹوئٹر فیس_بک وائبر",
)
# What somebody says who gives their own handle.
OWN: Final = folded_words(
    "my add_me find_me dm_me follow_me username user",
    "حسابي معرفي يوزري يوزر ضيفني اضفني تابعني راسلني",
    "שלי תוסיף_אותי תעקבו",
    "میرا میری مجھے_ایڈ",
)
PROVIDERS: Final = folded_words(
    "gmail hotmail yahoo outlook icloud protonmail proton yandex zoho",
    "جيميل جي_ميل هوتميل ياهو اوتلوك ايكلاود",
    "גימייל ג'ימייל הוטמייל יאהו",
    "جی_میل یاہو",
)
AT_WORDS: Final = folded_words("at آت ات ايت ایٹ اٹ שטרודל כרוכית אט")
DOT_WORDS: Final = folded_words("dot نقطة نقطه دوت دات ڈاٹ נקודה דוט")
ENDINGS: Final = folded_words("com net org info كوم نت اورج اورغ کام קום נט ארג")

# Digits as they are said one by one; tens stand for two digits, or for one before a unit.
DIGITS: Final[dict[str, str]] = {
    **dict.fromkeys(folded_words("zero صفر אפס زیرو oh").split("|"), "0"),
    **dict.fromkeys(folded_words("one واحد واحدة אחת אחד ایک").split("|"), "1"),
    **dict.fromkeys(folded_words("two اثنين اثنان اتنين שתיים שתים שניים دو").split("|"), "2"),
    **dict.fromkeys(folded_words("three ثلاثة ثلاث تلاتة שלוש שלושה تین").split("|"), "3"),
    **dict.fromkeys(folded_words("four أربعة أربع ארבע ארבעה چار").split("|"), "4"),
    **dict.fromkeys(folded_words("five خمسة خمس חמש חמישה پانچ").split("|"), "5"),
    **dict.fromkeys(folded_words("six ستة ست שש שישה چھ چھے").split("|"), "6"),
    **dict.fromkeys(folded_words("seven سبعة سبع שבע שבעה سات").split("|"), "7"),
    **dict.fromkeys(folded_words("eight ثمانية ثمان تمانية שמונה آٹھ").split("|"), "8"),
    **dict.fromkeys(folded_words("nine تسعة تسع תשע תשעה نو").split("|"), "9"),
}
TENS: Final[dict[str, str]] = {
    **dict.fromkeys(folded_words("twenty عشرين עשרים بیس").split("|"), "2"),
    **dict.fromkeys(folded_words("thirty ثلاثين שלושים تیس").split("|"), "3"),
    **dict.fromkeys(folded_words("forty أربعين ארבעים چالیس").split("|"), "4"),
    **dict.fromkeys(folded_words("fifty خمسين חמישים پچاس").split("|"), "5"),
    **dict.fromkeys(folded_words("sixty ستين שישים ساٹھ").split("|"), "6"),
    **dict.fromkeys(folded_words("seventy سبعين שבעים ستر").split("|"), "7"),
    **dict.fromkeys(folded_words("eighty ثمانين שמונים اسی").split("|"), "8"),
    **dict.fromkeys(folded_words("ninety تسعين תשעים نوے").split("|"), "9"),
}
REPEATS: Final = {"double": 2, "triple": 3, "دبل": 2}
