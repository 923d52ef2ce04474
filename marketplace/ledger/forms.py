"""Forms of the wallet, payments and the finance desk."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from markupsafe import Markup

from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.form_fields import AmountField, NumberField, as_validation_error
from marketplace.core.money import CURRENCIES, parse_amount
from marketplace.ledger.choices import AccountKind, SandboxCard
from marketplace.ledger.models import PayoutDestination
from marketplace.ledger.queries import list_gateways

_TWO_LINES = Markup('<b>{}</b><br><bdi dir="ltr" class="quiet text-sm">{}</bdi>')
FIRST_YEAR, LAST_YEAR = 2000, 2199
_STATEMENTS = (
    AccountKind.AVAILABLE,
    AccountKind.CLEARING,
    AccountKind.PAYOUT_HOLD,
    AccountKind.CREDIT,
)


class TopUpForm(forms.Form):
    """How much to pay in, and how."""

    amount = AmountField(label=_("Amount"))
    gateway = forms.ChoiceField(label=_("How do you want to pay?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        """Offer the ways of paying that are open."""
        super().__init__(*args, **kwargs)
        amount, gateway = self.fields["amount"], self.fields["gateway"]
        assert isinstance(amount, AmountField)  # noqa: S101  declared above
        assert isinstance(gateway, forms.ChoiceField)  # noqa: S101
        amount.currency = currency
        amount.min_value = rules().deposit_minimum_minor
        amount.max_value = rules().deposit_maximum_minor
        gateway.choices = [(found.name, found.label) for found in list_gateways()]


class SandboxForm(forms.Form):
    """Which test card to pay with."""

    card = forms.ChoiceField(
        label=_("Choose a test card"), choices=SandboxCard.choices, widget=forms.RadioSelect
    )


class ReceiptForm(forms.Form):
    """The proof of a bank transfer."""

    receipt = forms.FileField(
        label=_("Receipt"),
        help_text=_("A PDF or a picture of the transfer. Only you and finance can open it."),
        widget=forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png,image/webp"}),
    )


class WithdrawForm(forms.Form):
    """How much to withdraw, and where to."""

    amount = AmountField(label=_("Amount"))
    destination = forms.ChoiceField(label=_("Where to"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        currency: str,
        available: int,
        destinations: Sequence[PayoutDestination],
        **kwargs: Any,
    ) -> None:
        """Offer the member's accounts, and no more than there is."""
        super().__init__(*args, **kwargs)
        amount, destination = self.fields["amount"], self.fields["destination"]
        assert isinstance(amount, AmountField)  # noqa: S101  declared above
        assert isinstance(destination, forms.ChoiceField)  # noqa: S101
        amount.currency = currency
        amount.min_value = rules().withdrawal_minimum_minor
        amount.max_value = max(available, amount.min_value)
        destination.choices = [
            (row.public_id, _TWO_LINES.format(row.bank_name or row.holder, row.masked))
            for row in destinations
        ]
        if len(destinations) == 1:
            destination.initial = destinations[0].public_id


class DestinationForm(forms.Form):
    """A bank account to withdraw to."""

    holder = forms.CharField(
        label=_("Name of the account holder"),
        max_length=80,
        help_text=_("As the bank writes it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    account = forms.CharField(
        label=_("IBAN"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
    bank_name = forms.CharField(label=_("Bank"), max_length=80)


class StatementForm(forms.Form):
    """Which part of the statement to show."""

    account = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[(kind.value, kind.label) for kind in _STATEMENTS],
    )
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[(code, code) for code in CURRENCIES]
    )
    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.MultipleChoiceField(
        label=_("Kinds"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer the kinds that the account knows."""
        field = self.fields["kind"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above
        field.choices = list(kinds)

    def clean_since(self) -> date | None:
        """Leave out days that no calendar here reaches."""
        return _usual(self.cleaned_data["since"])

    def clean_until(self) -> date | None:
        """Leave out days that no calendar here reaches."""
        return _usual(self.cleaned_data["until"])


def _usual(day: date | None) -> date | None:
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


class ReasonForm(forms.Form):
    """Why something is refused or unclear; the member reads it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class EvidenceForm(forms.Form):
    """What proves where money went."""

    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[("paid", _("The money arrived")), ("failed", _("The money was not sent"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Proof"),
        max_length=1000,
        help_text=_("The line of the statement, or the bank's answer."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReceivedForm(forms.Form):
    """What really arrived for a payment; `received` ends as minor units of `currency`."""

    received = forms.CharField(
        label=_("Amount that arrived"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "decimal", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])

    def clean(self) -> dict[str, Any]:
        """Read the amount by the digits of its currency."""
        found = super().clean() or self.cleaned_data
        if "received" in found and "currency" in found:
            try:
                found["received"] = parse_amount(found["received"], found["currency"])
            except DomainError as refusal:
                self.add_error("received", as_validation_error(refusal))
        return found


class CreditForm(forms.Form):
    """Credit for a member."""

    username = forms.CharField(
        label=_("Member"),
        max_length=60,
        help_text=_("The name in the address of their profile."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    amount = AmountField(label=_("Amount"), min_value=1)
    note = forms.CharField(
        label=_("What it is for"),
        max_length=200,
        help_text=_("The member reads it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    days = NumberField(label=_("Days until it runs out"), min_value=1, initial=90)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        """Read the amount by the digits of the currency that is given."""
        super().__init__(*args, **kwargs)
        amount = self.fields["amount"]
        assert isinstance(amount, AmountField)  # noqa: S101  declared above
        amount.currency = currency
