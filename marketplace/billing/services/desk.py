"""What finance sets: taxes of countries and exchange rates, each change with its trace."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from django.core.cache import cache
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.billing.errors import RateInFuture, RateOutOfRange
from marketplace.billing.models import ExchangeRate, TaxRule
from marketplace.billing.queries.rates import CACHE_KEY
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.places import zone_named

HIGHEST_RATE: Final = Decimal(10**9)
LOWEST_RATE: Final = Decimal("0.00000001")


@dataclass(frozen=True, kw_only=True)
class RuleText:
    """A country's tax on sales as finance writes it."""

    country: str
    name: str
    rate_bp: int
    currency: str
    needs_number: bool
    taxes_consumers_abroad: bool
    reverse_charge_note: dict[str, str]
    is_active: bool


@transaction.atomic
def save_tax_rule(*, actor: Member, text: RuleText, now: datetime) -> TaxRule:
    """Keep a country's tax for invoices to come. Locks the rule."""
    found = TaxRule.objects.select_for_update().filter(country=text.country).first()

    before = _told(found)
    rule = found or TaxRule(country=text.country)
    for name, value in asdict(text).items():
        setattr(rule, name, value)
    rule.updated_at = now
    rule.save()

    record_audit(
        actor=actor.public_id,
        action="billing.tax_rule_changed",
        subject=f"tax:{text.country}",
        before=before,
        after=_told(rule),
        now=now,
    )
    return rule


def _told(rule: TaxRule | None) -> dict[str, object]:
    if rule is None:
        return {}
    names = ("name", "rate_bp", "needs_number", "taxes_consumers_abroad", "is_active")
    return {name: getattr(rule, name) for name in names}


def read_rate(text: str) -> Decimal:
    """Read a rate as typed, in any digits. Raises RateOutOfRange."""
    digits = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
    try:
        rate = Decimal(text.strip().translate(digits))
    except InvalidOperation:
        raise RateOutOfRange(field="rate") from None
    if not rate.is_finite() or not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise RateOutOfRange(field="rate")
    if rate != round(rate, 8):
        raise RateOutOfRange(field="rate")
    return rate


@transaction.atomic
def enter_rate(
    *, actor: Member, currency: str, rate: Decimal, on: date, source: str, now: datetime
) -> ExchangeRate:
    """Write down a currency's rate of a day; older ones stay, the newest day counts.

    A day is one of the actor's own calendar. Takes no locks. Raises RateOutOfRange, RateInFuture.
    """
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise RateOutOfRange(field="rate")
    if on > now.astimezone(zone_named(actor.timezone)).date():
        raise RateInFuture(field="on")

    entered = ExchangeRate.objects.create(
        base=rules().default_currency,
        currency=currency,
        rate=rate,
        on=on,
        source=source,
        entered_by=actor.public_id,
        entered_at=now,
    )

    record_audit(
        actor=actor.public_id,
        action="billing.rate_entered",
        subject=f"rate:{entered.base}/{currency}",
        after={"rate": str(rate), "on": on.isoformat(), "source": source},
        now=now,
    )
    transaction.on_commit(_forget_rates)
    return entered


def _forget_rates() -> None:
    try:
        cache.delete(CACHE_KEY)
    except OSError:
        return
