"""Which days, which currency, which channels to look at."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.core.errors import DomainError
from marketplace.insights.queries import Period
from referrals.growth.choices import ChannelSort
from referrals.growth.queries import growth_period
from referrals.growth.queries.periods import FIRST_YEAR, LAST_YEAR
from referrals.links.choices import LinkKind


class GrowthForm(forms.Form):
    """Days in UTC, both included."""

    since = forms.DateField(label=pgettext_lazy("day", "From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)
    currency = forms.CharField(required=False, max_length=3)
    sort = forms.ChoiceField(choices=ChannelSort.choices, required=False)

    def period(self, today: date) -> Period:
        """Return what is asked for; nonsense falls back to the last twelve weeks."""
        self.is_valid()
        found = [self.cleaned_data.get(name) for name in ("since", "until")]
        days = [day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None for day in found]
        try:
            return growth_period(days[0], days[1], today=today)
        except DomainError as refusal:
            self.add_error("since", str(refusal))
            return growth_period(None, None, today=today)

    @property
    def wanted_currency(self) -> str:
        """The currency asked for, "" for the usual one."""
        return str(self.cleaned_data.get("currency", ""))

    @property
    def order(self) -> ChannelSort:
        """By what lists are sorted."""
        return ChannelSort(self.cleaned_data.get("sort") or ChannelSort.PAYBACK)


Chosen = tuple[LinkKind, str | None]


def read_channel(text: str) -> Chosen | None:
    """Read "kind" or "kind:ref" as addresses carry a channel; None for anything else."""
    kind, separator, ref = text.partition(":")
    if kind not in LinkKind.values or "\x00" in ref:
        return None
    return LinkKind(kind), ref[:40] if separator else None
