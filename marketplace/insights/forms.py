"""Which days and which currency to look at."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.core.errors import DomainError
from marketplace.insights.choices import FIRST_YEAR, LAST_YEAR
from marketplace.insights.queries import Period, period_of


class PeriodForm(forms.Form):
    """Days in UTC, both included."""

    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    currency = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)

    def period(self, today: date) -> Period:
        """Return what is asked for; nonsense falls back to the last 30 days."""
        self.is_valid()
        found = [self.cleaned_data.get(name) for name in ("since", "until")]
        days = [day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None for day in found]
        try:
            return period_of(days[0], days[1], today=today)
        except DomainError as refusal:
            self.add_error("since", str(refusal))
            return period_of(None, None, today=today)

    @property
    def wanted_currency(self) -> str:
        """The currency asked for, '' for the usual one."""
        return str(self.cleaned_data.get("currency", ""))
