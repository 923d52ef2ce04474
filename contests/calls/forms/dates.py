"""Dates, typed in the administrator's own time zone."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.calls.models import Contest
from contests.calls.services import Dates
from marketplace.core.form_fields import ZonedDateTimeField

REASON_MAX = 500


class _Zoned(forms.Form):
    def __init__(self, zone: ZoneInfo, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ZonedDateTimeField):
                field.zone = zone


class DatesForm(_Zoned):
    """When a contest does what."""

    announces_at = ZonedDateTimeField(
        label=_("Announced"),
        required=False,
        help_text=_("Empty: you announce it by hand."),
    )
    opens_at = ZonedDateTimeField(label=_("Opens"))
    closes_at = ZonedDateTimeField(label=_("Closes for entries"))
    judged_by = ZonedDateTimeField(label=_("Judging ends at the latest"))
    results_by = ZonedDateTimeField(label=_("Results at the latest"))

    @staticmethod
    def initial_of(contest: Contest) -> dict[str, Any]:
        """Return the dates as they stand."""
        return {name: getattr(contest, name) for name in DatesForm.base_fields}

    @property
    def dates(self) -> Dates:
        """What was typed, for the verb."""
        return Dates(**self.cleaned_data)


class ExtendForm(_Zoned):
    """A later closing, with its reason."""

    closes_at = ZonedDateTimeField(
        label=_("Closes for entries"),
        help_text=_("Only to later. Judging and results move by as much."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody who follows or entered reads it."),
    )
