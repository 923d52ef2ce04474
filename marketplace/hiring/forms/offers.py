"""Forms of hiring."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField, NumberField


class BriefForm(forms.Form):
    """What a client needs."""

    text = forms.CharField(
        label=_("What would you like to have done?"),
        max_length=5000,
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Who it is for matters more than the colour you like."),
    )
    budget = AmountField(
        label=_("Your budget"),
        required=False,
        min_value=1,
        help_text=_("In dollars. Write 300 or ٣٠٠, as you like."),
    )
    wanted_on = forms.DateField(
        label=_("When do you need it?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currency, budget = rules().default_currency, self.fields["budget"]
        budget.currency = currency  # type: ignore[attr-defined]
        if currency != "USD":
            budget.help_text = _("In %(currency)s. Write 300 or ٣٠٠, as you like.") % {
                "currency": currency
            }


class OfferForm(forms.Form):
    """The terms of an offer or a counter-offer; the price is read in `currency`."""

    title = forms.CharField(label=_("What it is, in one line"), max_length=140)
    scope = forms.CharField(
        label=_("What you will deliver, and what not"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    price = AmountField(label=_("Price"))
    delivery_days = NumberField(
        label=_("Days of work"),
        min_value=1,
        max_value=180,
        help_text=_("Weekend days of the freelancer's country don't count."),
    )
    revisions = NumberField(label=_("Revisions included"), min_value=0, max_value=20)
    questions = forms.CharField(
        label=_("What the freelancer needs to begin"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("One question a line. The work starts once the client has answered them."),
    )
    valid_days = NumberField(label=_("The offer is valid for (days)"), min_value=1)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].currency = currency  # type: ignore[attr-defined]
        self.fields["price"].min_value = rules().order_minimum_minor  # type: ignore[attr-defined]
        self.fields["price"].max_value = rules().order_maximum_minor  # type: ignore[attr-defined]
        self.fields["valid_days"].max_value = rules().offer_expiry_days_max  # type: ignore[attr-defined]

    def clean_questions(self) -> tuple[str, ...]:
        """Return the questions, one for each line that says something."""
        lines = [line.strip()[:300] for line in self.cleaned_data["questions"].splitlines()]
        return tuple(line for line in lines if line)[:10]
