"""Changing rule books and templates at the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.calls.models import RuleBook, TermsTemplate
from contests.calls.queries.rulebooks import Rules, to_json
from contests.calls.services.acting import as_admin
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit


@transaction.atomic
def set_rule_book(*, actor: Member, country: str, rules: Rules, now: datetime) -> None:
    """Keep a country's rule book as changed; "" is the one for all others. Raises NotFound."""
    by = as_admin(actor)
    RuleBook.objects.update_or_create(
        country=country, defaults={"rules": to_json(rules), "changed_at": now}
    )
    _record(by.audit_id, f"rule_book:{country or 'others'}", to_json(rules), now)


@transaction.atomic
def reset_rule_book(*, actor: Member, country: str, now: datetime) -> None:
    """Go back to the rule book that comes with the product. Raises NotFound for others."""
    by = as_admin(actor)
    RuleBook.objects.filter(country=country).delete()
    _record(by.audit_id, f"rule_book:{country or 'others'}", {"reset": True}, now)


@transaction.atomic
def set_template(*, actor: Member, kind: str, language: str, text: str, now: datetime) -> None:
    """Keep the desk's own template of the terms. Raises NotFound for others."""
    by = as_admin(actor)
    TermsTemplate.objects.update_or_create(
        kind=kind, language=language, defaults={"text": text, "changed_at": now}
    )
    _record(by.audit_id, f"terms_template:{kind}:{language}", {"length": len(text)}, now)


@transaction.atomic
def reset_template(*, actor: Member, kind: str, language: str, now: datetime) -> None:
    """Go back to the template that comes with the product. Raises NotFound for others."""
    by = as_admin(actor)
    TermsTemplate.objects.filter(kind=kind, language=language).delete()
    _record(by.audit_id, f"terms_template:{kind}:{language}", {"reset": True}, now)


def _record(actor: str, subject: str, after: dict[str, object], now: datetime) -> None:
    record_audit(actor=actor, action="contest_rules", subject=subject, after=after, now=now)
