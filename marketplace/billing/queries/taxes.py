"""Which tax is inside a price.

The rule, in its order: an issuer who doesn't charge tax, or whose country has none, charges none;
a recipient in the same country is charged its rate; one abroad with a tax number accounts for the
tax himself (reverse charge); one abroad without is charged the issuer's rate where the issuer's
country says so (`taxes_consumers_abroad`), and otherwise the service is zero-rated as an export.

Prices hold their tax, so tax = total × rate ÷ (1 + rate), half a minor unit rounded up, and net =
total - tax: no cent is lost. docs/billing.md gives the sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from marketplace.billing.choices import TaxName, Treatment
from marketplace.billing.models import BillingProfile, TaxRule
from marketplace.billing.queries.identities import Party
from marketplace.core.money import BASIS_POINTS
from marketplace.ledger.queries import TaxQuestion, TaxQuote


@dataclass(frozen=True, kw_only=True)
class TaxDecision:
    """The tax of one supply; `note` is the reason, by language, where the law wants one."""

    treatment: Treatment
    name: str = ""
    rate_bp: int = 0
    currency: str = ""
    note: Mapping[str, str] = field(default_factory=dict)


def decide_tax(issuer: Party, recipient: Party, rule: TaxRule | None) -> TaxDecision:
    """Return the tax of a supply; `rule` is the issuer's country's, None where it has none."""
    if not issuer.charges_tax or rule is None or not rule.is_active:
        return TaxDecision(treatment=Treatment.NONE)
    taxed = TaxDecision(
        treatment=Treatment.DOMESTIC,
        name=rule.name,
        rate_bp=rule.rate_bp,
        currency=rule.currency,
    )
    if recipient.country == issuer.country:
        return taxed
    if recipient.tax_number:
        return TaxDecision(
            treatment=Treatment.REVERSE_CHARGE,
            name=rule.name,
            currency=rule.currency,
            note=rule.reverse_charge_note,
        )
    if rule.taxes_consumers_abroad:
        return taxed
    return TaxDecision(treatment=Treatment.EXPORT, name=rule.name, currency=rule.currency)


def tax_inside(total: int, rate_bp: int) -> int:
    """Return the tax inside a total of zero or more, minor units, half a unit rounded up."""
    return (2 * total * rate_bp + BASIS_POINTS + rate_bp) // (2 * (BASIS_POINTS + rate_bp))


def share_of_tax(tax: int, total: int, part: int) -> int:
    """Return the tax in `part` of a total that holds `tax`: all of it for the whole; half up."""
    return (2 * tax * part + total) // (2 * total)


def rule_of(country: str) -> TaxRule | None:
    """Return a country's tax on sales, None where none is set up."""
    return TaxRule.objects.filter(country=country, is_active=True).first()


def list_rules() -> Sequence[TaxRule]:
    """Return every country's rule, by country."""
    return list(TaxRule.objects.order_by("country"))


def get_rule(country: str) -> TaxRule | None:
    """Return a country's rule, also one that is switched off."""
    return TaxRule.objects.filter(country=country).first()


def quote_tax(question: TaxQuestion) -> TaxQuote | None:
    """Say which tax a price holds, for the price box. One query, a second where tax is charged."""
    ids = [question.seller_id, *([question.buyer_id] if question.buyer_id else [])]
    profiles = {row.member_id: row for row in BillingProfile.objects.filter(member_id__in=ids)}
    seller = profiles.get(question.seller_id)
    if seller is None or not seller.charges_tax:
        return None
    buyer = profiles.get(question.buyer_id or 0)
    decision = decide_tax(
        Party(name="", country=seller.country, charges_tax=True),
        Party(
            name="",
            country=buyer.country if buyer else question.buyer_country or seller.country,
            tax_number=buyer.tax_number if buyer else "",
        ),
        rule_of(seller.country),
    )
    if decision.treatment == Treatment.NONE:
        return None
    return TaxQuote(
        name=str(TaxName(decision.name).label),
        rate_bp=decision.rate_bp,
        amount=tax_inside(question.amount, decision.rate_bp),
        note="" if decision.treatment == Treatment.DOMESTIC else treatment_note(decision),
    )


def treatment_note(decision: TaxDecision) -> str:
    """Return why there is no tax, in the reader's language."""
    language = (get_language() or "ar")[:2]
    own = decision.note.get(language) or decision.note.get("en", "")
    return str(own or decision.treatment.label)
