"""Who somebody is on an invoice, and which form the tax numbers of a country have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.billing.models import BillingProfile, Identity, PlatformIdentity

# Sources: docs/billing.md. A country that isn't listed takes 4 to 24 letters and digits.
NUMBER_FORMS: Final[dict[str, tuple[re.Pattern[str], str | Promise]]] = {
    "SA": (re.compile(r"3[0-9]{13}3"), _("15 digits that begin and end with 3")),
    "AE": (re.compile(r"100[0-9]{12}"), _("15 digits that begin with 100")),
    "EG": (re.compile(r"[0-9]{9}"), _("9 digits")),
}
ANY_NUMBER: Final = (re.compile(r"[A-Z0-9]{4,24}"), _("4 to 24 letters and digits"))
_SEPARATORS: Final = re.compile(r"[\s.\-/]+")


@dataclass(frozen=True, kw_only=True)
class Party:
    """One side of an invoice, as it is frozen in it."""

    name: str
    country: str
    address: str = ""
    city: str = ""
    postal_code: str = ""
    tax_number: str = ""
    charges_tax: bool = False

    def frozen(self) -> dict[str, Any]:
        """Return it as an invoice keeps it."""
        return asdict(self)


def plain_number(text: str) -> str:
    """Return a tax number without the separators that people write: 123-456-789 -> 123456789."""
    digits = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
    return _SEPARATORS.sub("", text.translate(digits)).upper()


def number_form(country: str) -> tuple[re.Pattern[str], str | Promise]:
    """Return the form of a country's tax numbers, as a pattern and in words."""
    return NUMBER_FORMS.get(country, ANY_NUMBER)


def _party(identity: Identity | None, *, name: str, country: str) -> Party:
    if identity is None:
        return Party(name=name, country=country)
    return Party(
        name=identity.legal_name or name,
        country=identity.country,
        address=identity.address,
        city=identity.city,
        postal_code=identity.postal_code,
        tax_number=identity.tax_number,
        charges_tax=identity.charges_tax,
    )


def profile_of(member: Member) -> BillingProfile | None:
    """Return the member's billing profile, None where they haven't filled it in."""
    return BillingProfile.objects.filter(member=member).first()


def platform_identity() -> PlatformIdentity | None:
    """Return who the platform is on its invoices, None while finance hasn't said it."""
    return PlatformIdentity.objects.first()


def parties_of(members: Iterable[Member]) -> Mapping[int, Party]:
    """Return who members are on an invoice today; without a profile their name and country."""
    rows = list(members)
    profiles = {
        row.member_id: row
        for row in BillingProfile.objects.filter(member_id__in=[row.pk for row in rows])
    }
    return {
        row.pk: _party(profiles.get(row.pk), name=row.display_name, country=row.country)
        for row in rows
    }


def platform_party(*, name: str, country: str) -> Party:
    """Return who the platform is on an invoice; these stand in while finance hasn't said it."""
    return _party(platform_identity(), name=name, country=country)
