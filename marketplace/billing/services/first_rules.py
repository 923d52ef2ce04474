"""The taxes that every installation begins with; the desk changes them (docs/billing.md)."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from marketplace.billing.models import TaxRule

NOTES: Final = {
    "ar": "احتساب عكسي: يحتسب العميل الضريبة في بلده.",
    "en": "Reverse charge: the customer accounts for the tax.",
    "he": "חיוב הפוך: הלקוח מדווח על המס.",
    "ur": "ریورس چارج: ٹیکس خریدار خود ادا کرے گا۔",
}
# Country, name, basis points, currency, whether clients abroad without a number are charged.
RULES: Final = (
    ("SA", "vat", 1500, "SAR", False),
    ("AE", "vat", 500, "AED", False),
    ("EG", "vat", 1400, "EGP", False),
    ("BH", "vat", 1000, "BHD", False),
    ("OM", "vat", 500, "OMR", False),
    ("JO", "gst", 1600, "JOD", False),
    ("MA", "vat", 2000, "MAD", False),
    ("TN", "vat", 1900, "TND", False),
    ("IL", "vat", 1800, "ILS", False),
    ("TR", "vat", 2000, "TRY", False),
    ("GB", "vat", 2000, "GBP", True),
    ("DE", "vat", 1900, "EUR", True),
    ("FR", "vat", 2000, "EUR", True),
)


@transaction.atomic
def plant_tax_rules(*, using: str = "default") -> int:
    """Add the rules of countries that have none, and return how many were added.

    Safe to run twice; what finance changed stays as it is.
    """
    rows = TaxRule.objects.using(using)
    known = set(rows.values_list("country", flat=True))
    missing = [
        TaxRule(
            country=country,
            name=name,
            rate_bp=rate,
            currency=currency,
            taxes_consumers_abroad=abroad,
            reverse_charge_note=NOTES,
        )
        for country, name, rate, currency, abroad in RULES
        if country not in known
    ]
    rows.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
