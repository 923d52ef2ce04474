"""Forms of invoices, identities, taxes and rates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.accounts.choices import Language
from marketplace.billing.choices import DocumentKind, Subject, TaxName
from marketplace.billing.models import Identity, TaxRule
from marketplace.billing.queries import InvoiceFilter
from marketplace.billing.services import IdentityText, RuleText, read_rate
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.form_fields import as_validation_error
from marketplace.core.money import CURRENCIES
from marketplace.core.places import countries

LATIN: Final = {"dir": "ltr", "autocomplete": "off"}
DAY: Final = {"type": "date"}


class IdentityForm(forms.Form):
    """Who somebody is on an invoice."""

    legal_name = forms.CharField(
        label=_("Legal name"),
        max_length=140,
        help_text=_("Of the person or the company, as on official papers."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=240,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address", "dir": "auto"}),
    )
    city = forms.CharField(
        label=_("City"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2", "dir": "auto"}),
    )
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "dir": "ltr"}),
    )
    country = forms.ChoiceField(label=_("Country"))
    tax_number = forms.CharField(
        label=_("Tax number"),
        max_length=40,
        required=False,
        help_text=_("With a tax number, invoices from abroad come to you without their tax."),
        widget=forms.TextInput(attrs={**LATIN, "inputmode": "text"}),
    )
    charges_tax = forms.BooleanField(
        label=_("I am registered for tax and charge it: my prices include it"), required=False
    )

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        """Name the countries in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries(lang)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(row: Identity | None, *, name: str, country: str) -> dict[str, Any]:
        """Return what stands in the form: what is kept, or the member's name and country."""
        if row is None:
            return {"legal_name": name, "country": country}
        names = IdentityText.__dataclass_fields__
        return {field: getattr(row, field) for field in names}

    @property
    def text(self) -> IdentityText:
        """What was typed."""
        names = IdentityText.__dataclass_fields__
        return IdentityText(**{field: self.cleaned_data[field] for field in names})


class DisplayCurrencyForm(forms.Form):
    """In which currency sums are shown too."""

    display_currency = forms.ChoiceField(
        label=_("Show sums in this currency too"),
        required=False,
        help_text=_("About how much it is. You always pay and are paid in the sum’s own currency."),
    )

    def __init__(self, *args: Any, known: list[str], **kwargs: Any) -> None:
        """Offer the currencies whose rate is known."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Don’t")), *((code, code) for code in known)]
        self.fields["display_currency"].choices = choices  # type: ignore[attr-defined]


class InvoiceFilterForm(forms.Form):
    """Which documents to show."""

    q = forms.CharField(label=_("Number or name"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *DocumentKind.choices]
    )
    subject = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("All")), *Subject.choices]
    )
    since = forms.DateField(
        label=pgettext_lazy("day", "From"), required=False, widget=forms.DateInput(attrs=DAY)
    )
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs=DAY))

    @property
    def wanted(self) -> InvoiceFilter:
        """What the address asks for; nonsense is left out."""
        self.is_valid()
        found = self.cleaned_data
        return InvoiceFilter(
            kind=found.get("kind", ""),
            subject=found.get("subject", ""),
            since=found.get("since"),
            until=found.get("until"),
            words=found.get("q", "").replace("\x00", "").strip(),
        )


class TaxRuleForm(forms.Form):
    """A country's tax on sales."""

    name = forms.ChoiceField(label=_("What it is called"), choices=TaxName.choices)
    rate = forms.DecimalField(
        label=_("Rate in percent"),
        min_value=0,
        max_value=Decimal("99.99"),
        decimal_places=2,
        widget=forms.TextInput(attrs={**LATIN, "inputmode": "decimal"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency of the tax"), choices=[(code, code) for code in CURRENCIES]
    )
    needs_number = forms.BooleanField(
        label=_("Only who has a tax number may charge it"), required=False
    )
    taxes_consumers_abroad = forms.BooleanField(
        label=_("Clients abroad without a tax number are charged too"), required=False
    )
    is_active = forms.BooleanField(label=_("In force"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the note of the reverse charge in each language."""
        super().__init__(*args, **kwargs)
        for code, name in Language.choices:
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("Note of the reverse charge: %(language)s") % {"language": name},
                max_length=240,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )

    @staticmethod
    def initial_of(rule: TaxRule | None) -> dict[str, Any]:
        """Return what stands in the form."""
        if rule is None:
            return {"needs_number": True, "is_active": True, "currency": rules().default_currency}
        notes = {f"note_{code}": text for code, text in rule.reverse_charge_note.items()}
        return {
            "name": rule.name,
            "rate": f"{rule.rate_bp / 100:g}",
            "currency": rule.currency,
            "needs_number": rule.needs_number,
            "taxes_consumers_abroad": rule.taxes_consumers_abroad,
            "is_active": rule.is_active,
            **notes,
        }

    def text_for(self, country: str) -> RuleText:
        """Return what was typed, for this country."""
        found = self.cleaned_data
        notes = {code: found[f"note_{code}"] for code in Language.values}
        return RuleText(
            country=country,
            name=found["name"],
            rate_bp=int(found["rate"] * 100),
            currency=found["currency"],
            needs_number=found["needs_number"],
            taxes_consumers_abroad=found["taxes_consumers_abroad"],
            reverse_charge_note={code: text for code, text in notes.items() if text},
            is_active=found["is_active"],
        )


class CountryForm(forms.Form):
    """Which country's tax to set up."""

    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        """Name the countries in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries(lang)  # type: ignore[attr-defined]


class RateForm(forms.Form):
    """A currency's rate of a day."""

    currency = forms.ChoiceField(label=_("Currency"))
    rate = forms.CharField(
        label=_("For one unit of the default currency"),
        max_length=30,
        widget=forms.TextInput(attrs={**LATIN, "inputmode": "decimal"}),
    )
    on = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs=DAY))
    source = forms.CharField(
        label=_("Source"),
        max_length=120,
        help_text=_("Where anybody can look it up, such as a central bank’s page."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every currency but the default one."""
        super().__init__(*args, **kwargs)
        codes = [code for code in CURRENCIES if code != rules().default_currency]
        self.fields["currency"].choices = [  # type: ignore[attr-defined]
            (code, code) for code in codes
        ]

    def clean_rate(self) -> Decimal:
        """Read the rate in any digits."""
        try:
            return read_rate(self.cleaned_data["rate"])
        except DomainError as refusal:
            raise as_validation_error(refusal) from refusal
