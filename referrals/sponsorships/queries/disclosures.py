"""What a country asks of paid mentions: words that say so, and at times a licence.

These are the platform's own reading, editable at the desk, and no legal advice:
docs/sponsorships.md names the sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from marketplace.accounts.choices import Language
from referrals.sponsorships.models import DisclosureBook

OTHERS: Final = ""
FALLBACK: Final = Language.ENGLISH.value


@dataclass(frozen=True)
class Disclosure:
    """One country's rules: by language the words of which one must stand on the page."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs_licence: bool = False


_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("إعلان", "محتوى مدفوع", "برعاية", "شراكة مدفوعة"),
    "en": ("ad", "advertisement", "sponsored", "paid partnership"),
    "he": ("פרסומת", "ממומן", "תוכן שיווקי", "שיתוף פעולה בתשלום"),
    "ur": ("اشتہار", "سپانسرڈ", "معاوضے کے ساتھ شراکت"),
}
# Where a vague word isn't enough, it must be said outright that this is an advertisement.
_OUTRIGHT: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("إعلان", "إعلان مدفوع"),
    "en": ("ad", "advertisement", "paid advertisement"),
    "he": ("פרסומת", "מודעה"),
    "ur": ("اشتہار", "معاوضہ شدہ اشتہار"),
}
BOOKS: Final[dict[str, Disclosure]] = {
    "SA": Disclosure(_OUTRIGHT, needs_licence=True),
    "AE": Disclosure(_OUTRIGHT, needs_licence=True),
    "EG": Disclosure(_OUTRIGHT),
    OTHERS: Disclosure(_WORDS),
}


def disclosure_of(country: str) -> Disclosure:
    """Return the rules of a country, those of all others where it has none of its own."""
    rows = {row.country: row for row in DisclosureBook.objects.filter(country__in=[country, ""])}
    for code in (country, OTHERS):
        if code in rows:
            return _read(rows[code].rules)
        if code in BOOKS:
            return BOOKS[code]
    return BOOKS[OTHERS]


def words_of(book: Disclosure, language: str) -> list[str]:
    """Return the words for a channel's language, English ones where it has none of its own."""
    return list(book.words.get(language) or book.words.get(FALLBACK, ()))


def all_disclosures() -> dict[str, Disclosure]:
    """Return every country's rules, the common ones under ""."""
    changed = {row.country: _read(row.rules) for row in DisclosureBook.objects.all()}
    return {**BOOKS, **changed}


def changed_disclosures() -> set[str]:
    """Return the countries whose rules were changed at the desk."""
    return set(DisclosureBook.objects.values_list("country", flat=True))


def disclosure_json(book: Disclosure) -> dict[str, Any]:
    """Return the rules as a row keeps them."""
    words = {language: list(found) for language, found in book.words.items() if found}
    return {"words": words, "needs_licence": book.needs_licence}


def _read(rules: Mapping[str, Any]) -> Disclosure:
    words = {str(code): tuple(found) for code, found in rules.get("words", {}).items()}
    return Disclosure(words, needs_licence=bool(rules.get("needs_licence")))
