"""Freelancers who charge tax, clients with and without numbers, and orders between them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.billing.models import BillingProfile, PlatformIdentity
from marketplace.billing.services import (
    IdentityText,
    save_billing_profile,
    save_platform_identity,
)

SAUDI_NUMBER = "310123456700003"
EMIRATI_NUMBER = "100123456700003"
EGYPTIAN_NUMBER = "123456789"


def text(**fields: Any) -> IdentityText:
    """Return an identity as typed."""
    given: dict[str, Any] = {
        "legal_name": "Salma Design Est.",
        "address": "King Fahd Road 7",
        "city": "Riyadh",
        "postal_code": "12345",
        "country": "SA",
        **fields,
    }
    return IdentityText(**given)


def charge_tax(member: Member, now: datetime, **fields: Any) -> BillingProfile:
    """Make a freelancer of Riyadh one who is registered for VAT."""
    given = {"tax_number": SAUDI_NUMBER, "charges_tax": True, **fields}
    return save_billing_profile(
        member=member, text=text(**given), country_name="Saudi Arabia", now=now
    )


def name_platform(actor: Member, now: datetime, **fields: Any) -> PlatformIdentity:
    """Say who the platform is, registered for VAT in Riyadh."""
    given = {
        "legal_name": "Wazzifni Ltd.",
        "tax_number": "399999999900003",
        "charges_tax": True,
        **fields,
    }
    return save_platform_identity(
        actor=actor, text=text(**given), country_name="Saudi Arabia", now=now
    )
