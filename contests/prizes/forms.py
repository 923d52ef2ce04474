"""What is typed about prizes."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contests.calls.choices import PrizeKind
from contests.prizes.choices import NOTE_MAX
from contests.prizes.models import Award
from contests.prizes.queries import fields_for
from marketplace.core.places import countries

# Between which days a report may end: what lies beyond can't be counted with.
FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)


class ClaimForm(forms.Form):
    """What a winner is asked for; a tax form asks by country."""

    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, award: Award, country: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("country", country)
        chosen = self.fields["country"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = countries(get_language() or "ar")
        if award.kind != PrizeKind.GOODS:
            chosen.label = _("Country where you pay taxes")
        for field in fields_for(award, country):
            attrs = {"autocomplete": field.autocomplete} if field.autocomplete else {}
            if field.is_code:
                attrs["dir"] = "ltr"
            self.fields[field.name] = forms.CharField(
                label=field.label, max_length=200, widget=forms.TextInput(attrs=attrs)
            )

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, without the country."""
        return {name: text for name, text in self.cleaned_data.items() if name != "country"}


class SendForm(forms.Form):
    """How goods were sent."""

    carrier = forms.CharField(label=_("Carrier, or who hands it over"), max_length=80)
    tracking = forms.CharField(label=_("Tracking number"), max_length=120, required=False)


class ReceivedForm(forms.Form):
    """The proof that goods came."""

    note = forms.CharField(
        label=_("How you know that it came"),
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ReportForm(forms.Form):
    """Up to which day."""

    until = forms.DateField(
        label=_("Up to the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
