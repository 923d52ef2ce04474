"""Changing a country's rules of disclosure at the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from referrals.sponsorships.models import DisclosureBook
from referrals.sponsorships.queries import Disclosure, disclosure_json
from referrals.sponsorships.services.acting import as_manager


@transaction.atomic
def set_disclosure(*, actor: Member, country: str, book: Disclosure, now: datetime) -> None:
    """Keep a country's rules as changed; "" is the book for all others. Raises NotFound."""
    by = as_manager(actor)
    rules = disclosure_json(book)
    DisclosureBook.objects.update_or_create(
        country=country, defaults={"rules": rules, "changed_at": now}
    )
    _record(by.audit_id, country, rules, now)


@transaction.atomic
def reset_disclosure(*, actor: Member, country: str, now: datetime) -> None:
    """Go back to the rules that come with the product. Raises NotFound for others."""
    by = as_manager(actor)
    DisclosureBook.objects.filter(country=country).delete()
    _record(by.audit_id, country, {"reset": True}, now)


def _record(actor: str, country: str, after: dict[str, object], now: datetime) -> None:
    subject = f"disclosure:{country or 'others'}"
    record_audit(actor=actor, action="sponsorship_rules", subject=subject, after=after, now=now)
