"""What a search finds: folded letters, stems, near spellings, all languages; and nothing hidden."""

from __future__ import annotations

from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import candidate_ids
from marketplace.gigs.tests.factories import make_draft, make_live, put

GIGS = {
    "essays": ("كتابة مقالات لمدونتك", "writing", "ar", ("محتوى",)),
    "legal": ("خدمات الترجمة الفورية", "translation", "ar", ("قانون",)),
    "logo": ("Logo for a bakery", "logo", "en", ("brand",)),
    "peace": ("עיצוב כרטיס ברכה לשָׁלוֹם", "print", "he", ("דפוס",)),
    "book": ("کتاب کا سرورق", "print", "ur", ("سرورق",)),
    "shop": ("متجر سلّة يفتح في ثانيتين ١٢٣", "shops", "ar", ("سلة",)),
}
DESCRIPTION = "Twelve drafts of whatever you like, with a parrot in each of them. " * 3


@pytest.fixture
def gigs(seller: Member, now: datetime) -> dict[str, int]:
    made = {}
    for name, (title, category, language, tags) in GIGS.items():
        gig = make_live(
            seller,
            now,
            title=title,
            category=category,
            language=language,
            tags=tags,
            description=DESCRIPTION if name == "logo" else "لا شيء يخص غيرها هنا. " * 10,
        )
        made[name] = gig.pk
    return made


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("كتابه مقالات", "essays"),  # ه for ة
        ("الكتابة", "essays"),  # with the article
        ("كِتَابَة مَقَالَات", "essays"),  # vowel signs
        ("كـتـابـة", "essays"),  # tatweel
        ("كتابه مقلات", "essays"),  # a letter is missing
        ("ترجمه فوريه", "legal"),
        ("logos", "logo"),
        ("LOGO", "logo"),
        ("lgoo bakery", "logo"),  # letters swapped
        ("parrot", "logo"),  # only in the description
        ("שלום", "peace"),  # without niqqud
        ("كتاب", "book"),  # Arabic kaf for the Urdu one
        ("کتاب", "book"),
        ("123", "shop"),  # other digits
        ("۱۲۳", "shop"),
        ("متاجر", "shop"),  # a word of its category
    ],
)
def test_search_finds(text: str, name: str, gigs: dict[str, int]) -> None:
    assert candidate_ids(text)[:1] == [gigs[name]]


@pytest.mark.parametrize("text", ["", "   ", "\u0640", "zxqwv", "؟!«»", "\x00", "a" * 5_000])
def test_search_finds_nothing(text: str, gigs: dict[str, int]) -> None:
    assert gigs
    assert candidate_ids(text) == []


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE gigs_gig; --", "\\", '"unclosed', "a & | ! (", "%"]
)
def test_search_takes_whatever_is_typed(text: str, gigs: dict[str, int]) -> None:
    candidate_ids(text)
    assert Gig.objects.filter(pk__in=gigs.values()).count() == len(gigs)


@pytest.mark.parametrize("state", [one for one in GigState if one != GigState.LIVE])
def test_search_finds_only_live_gigs(state: GigState, seller: Member, now: datetime) -> None:
    put(make_draft(seller, now, title="ببغاء يتكلم"), state, now)
    assert candidate_ids("ببغاء") == []


def test_search_is_capped(seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marketplace.gigs.queries.search.CANDIDATES", 2)
    for number in range(4):
        make_live(seller, now, title=f"شعار رقم {number}")
    assert len(candidate_ids("شعار")) == 2


def test_title_comes_before_description(seller: Member, now: datetime) -> None:
    plain = "كلام عام عن العمل والوقت والزبائن وما يحبون. " * 3
    in_text = make_live(seller, now, title="خدمة أخرى تماما", description=plain + " ببغاء")
    in_title = make_live(seller, now, title="رسم ببغاء لمتجرك", description=plain)
    assert candidate_ids("ببغاء") == [in_title.pk, in_text.pk]
