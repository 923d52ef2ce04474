"""The taxes that finance begins with; docs/billing.md names the sources, the desk changes them."""

from typing import Any

from django.db import migrations

NOTES = {
    "ar": "احتساب عكسي: يحتسب العميل الضريبة في بلده.",
    "en": "Reverse charge: the customer accounts for the tax.",
    "he": "חיוב הפוך: הלקוח מדווח על המס.",
    "ur": "ریورس چارج: ٹیکس خریدار خود ادا کرے گا۔",
}
# Country, name, basis points, currency, whether clients abroad without a number are charged.
RULES = (
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


def seed(apps: Any, _editor: Any) -> None:
    """Add the rules that aren't there."""
    rules = apps.get_model("billing", "TaxRule")
    rules.objects.bulk_create(
        [
            rules(
                country=country,
                name=name,
                rate_bp=rate,
                currency=currency,
                taxes_consumers_abroad=abroad,
                reverse_charge_note=NOTES,
            )
            for country, name, rate, currency, abroad in RULES
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_frozen")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
