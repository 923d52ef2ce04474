"""Forms of paid shifts; moments are typed by the reader's own clock."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.shifts.choices import MINUTES_MAX, REASON_MAX, TEXT_MAX, TOPICS_MAX
from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField, NumberField, ZonedDateTimeField

LATIN = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class OfferForm(forms.Form):
    """What a manager offers to whom."""

    member = forms.CharField(
        label=_("Username of the member"),
        max_length=60,
        widget=forms.TextInput(attrs={**LATIN, "placeholder": "@"}),
    )
    starts_at = ZonedDateTimeField(label=_("Begins"))
    ends_at = ZonedDateTimeField(label=_("Ends"))
    answer_by = ZonedDateTimeField(label=_("Answer until"))
    amount = AmountField(label=pgettext_lazy("shift", "Wage"), min_value=1)
    areas = forms.MultipleChoiceField(
        label=_("Areas of the forum"),
        help_text=_("None ticked: the whole forum. What lies below belongs to it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expected = forms.CharField(
        label=_("What is expected"),
        help_text=_("How many topics, how fast, in which tone. The member reads it."),
        max_length=TEXT_MAX,
        widget=_text(4),
    )

    def __init__(
        self, zone: ZoneInfo, areas: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at", "answer_by"):
            self.fields[name].zone = zone  # type: ignore[attr-defined]
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["amount"].currency = rules().default_currency  # type: ignore[attr-defined]

    def clean_member(self) -> str:
        """Return the username without what people write before it."""
        return str(self.cleaned_data["member"]).strip().removeprefix("@").lower()


class ReportForm(forms.Form):
    """What the member did in the hours."""

    topics = NumberField(label=_("Topics you dealt with"), min_value=0, max_value=TOPICS_MAX)
    minutes = NumberField(label=_("Minutes you worked"), min_value=1, max_value=MINUTES_MAX)
    text = forms.CharField(
        label=_("What you did"),
        help_text=_("A few lines: what came in, what is still open."),
        max_length=TEXT_MAX,
        widget=_text(4),
    )


class ReasonForm(forms.Form):
    """Why it doesn't take place."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The other side reads it."),
        max_length=REASON_MAX,
        widget=_text(2),
    )


class ReplyForm(forms.Form):
    """What the member says to less."""

    reply = forms.CharField(
        label=_("Your answer"),
        help_text=_("Whoever decides reads it."),
        max_length=REASON_MAX,
        widget=_text(3),
    )


class LessForm(ReasonForm):
    """Less pay, and why."""

    amount = AmountField(label=_("Pay instead"), min_value=0)

    def __init__(self, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = currency  # type: ignore[attr-defined]
        self.order_fields(["amount", "reason"])
