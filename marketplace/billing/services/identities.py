"""Who members and the platform are on invoices."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.billing.errors import NoTaxThere, TaxNumberMalformed, TaxNumberMissing
from marketplace.billing.models import BillingProfile, PlatformIdentity
from marketplace.billing.queries import number_form, plain_number, rule_of
from marketplace.core.audit import record_audit


@dataclass(frozen=True, kw_only=True)
class IdentityText:
    """What a form or the API gives."""

    legal_name: str
    address: str
    city: str
    postal_code: str
    country: str
    tax_number: str = ""
    charges_tax: bool = False


def _checked(text: IdentityText, *, country_name: str) -> dict[str, Any]:
    """Return the fields as they are kept. Raises the refusals of a tax number."""
    number = plain_number(text.tax_number)
    rule = rule_of(text.country)
    if text.charges_tax and rule is None:
        raise NoTaxThere(field="charges_tax", country=country_name)
    if text.charges_tax and rule is not None and rule.needs_number and not number:
        raise TaxNumberMissing(field="tax_number", country=country_name)
    pattern, form = number_form(text.country)
    if number and not pattern.fullmatch(number):
        raise TaxNumberMalformed(field="tax_number", country=country_name, form=str(form))
    return {**asdict(text), "tax_number": number}


@transaction.atomic
def save_billing_profile(
    *, member: Member, text: IdentityText, country_name: str, now: datetime
) -> BillingProfile:
    """Keep who the member is on invoices to come; issued ones stay as they are.

    `country_name` is the country in the reader's words, for refusals. Locks the member's row.
    Raises NoTaxThere, TaxNumberMissing, TaxNumberMalformed.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    profile = BillingProfile.objects.filter(member=member).first()

    fields = _checked(text, country_name=country_name)

    before = _facts(profile)
    profile = profile or BillingProfile(member=member)
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.updated_at = now
    profile.save()

    record_audit(
        actor=member.public_id,
        action="billing.profile_changed",
        subject=f"member:{member.public_id}",
        before=before,
        after=_facts(profile),
        now=now,
    )
    return profile


@transaction.atomic
def save_platform_identity(
    *, actor: Member, text: IdentityText, country_name: str, now: datetime
) -> PlatformIdentity:
    """Keep who the platform is on its invoices to come. Locks the row; refusals as above."""
    found = PlatformIdentity.objects.select_for_update().filter(pk=1).first()

    fields = _checked(text, country_name=country_name)

    before = _facts(found)
    identity = found or PlatformIdentity(pk=1)
    for name, value in fields.items():
        setattr(identity, name, value)
    identity.updated_at = now
    identity.save()

    record_audit(
        actor=actor.public_id,
        action="billing.platform_changed",
        subject="platform",
        before=before,
        after=_facts(identity),
        now=now,
    )
    return identity


def _facts(row: BillingProfile | PlatformIdentity | None) -> dict[str, Any]:
    """Return what the audit keeps: who they say they are for tax, not where they live."""
    if row is None:
        return {}
    return {
        "country": row.country,
        "tax_number": row.tax_number,
        "charges_tax": row.charges_tax,
    }
