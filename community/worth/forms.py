"""Forms of worth."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.worth.choices import (
    HOURS_MAX,
    MINUTES,
    MONTHS_AHEAD,
    MONTHS_BACK,
    MONTHS_MAX,
    NOTE_MAX,
    REASON_MAX,
    TOKEN_MAX,
    TYPED_KINDS,
    Scope,
    Step,
)
from community.worth.models import ProgrammeCost
from community.worth.queries.periods import Months, month_on, months_between
from community.worth.queries.prices import currency
from community.worth.services.costing import CostDraft
from community.worth.services.pricing import PriceDraft
from marketplace.core import formats
from marketplace.core.errors import DomainError
from marketplace.core.form_fields import AmountField, NumberField

AMOUNT_MAX = 10**10


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _named(months: list[date], lang: str, digits: str) -> list[tuple[str, str]]:
    return [
        (one.isoformat(), formats.format_date(one, lang=lang, digits=digits, style="month"))
        for one in months
    ]


class MonthField(forms.TypedChoiceField):
    """One of some months, by its first day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=date.fromisoformat, empty_value=None, **options)

    def offer(self, months: list[date], reader: Reader) -> None:
        """Offer these months in the reader's language."""
        self.choices = _named(months, reader.lang, reader.digits)


class Reader:
    """In which language and digits months are named, and which day it is."""

    def __init__(self, *, lang: str, digits: str, today: date) -> None:
        self.lang, self.digits, self.today = lang, digits, today


class PeriodForm(forms.Form):
    """Which months, of whom, in which steps; nonsense falls back to the last twelve months."""

    since = MonthField(label=pgettext_lazy("month", "From"), required=False)
    last = MonthField(label=pgettext_lazy("month", "Until"), required=False)
    scope = forms.ChoiceField(label=_("Whose"), choices=Scope.choices, required=False)
    step = forms.ChoiceField(label=_("Lines"), choices=Step.choices, required=False)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        months = [month_on(reader.today, -back) for back in range(MONTHS_MAX)]
        for name in ("since", "last"):
            self.fields[name].offer(months, reader)  # type: ignore[attr-defined]

    def months(self) -> Months:
        """Return what is asked for."""
        self.is_valid()
        asked = [self.cleaned_data.get(name) or None for name in ("since", "last")]
        try:
            return months_between(asked[0], asked[1], today=self.reader.today)
        except DomainError as refusal:
            self.add_error("since", str(refusal))
            return months_between(None, None, today=self.reader.today)

    @property
    def scope_asked(self) -> Scope:
        """Whose contributions."""
        return Scope(self.cleaned_data.get("scope") or Scope.CLUB)

    @property
    def step_asked(self) -> Step:
        """How long a line is."""
        return Step(self.cleaned_data.get("step") or Step.MONTH)


class PriceForm(forms.Form):
    """Another price of a ticket."""

    month = MonthField(
        label=_("Holds from"), help_text=_("From the next month on: nothing before it changes.")
    )
    amount = AmountField(label=_("Price of a ticket"), min_value=1, max_value=AMOUNT_MAX)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands in the history of prices."),
        max_length=REASON_MAX,
        widget=_text(2),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [month_on(reader.today, ahead) for ahead in range(1, MONTHS_AHEAD + 1)]
        self.fields["month"].offer(months, reader)  # type: ignore[attr-defined]
        self.fields["amount"].currency = currency()  # type: ignore[attr-defined]

    def renew(self, seen: int) -> None:
        """Let a form that was sent build on this version: its reader sees it now."""
        sent = {name: self.data.get(name) for name in self.data}
        self.data = sent | {"seen": str(seen)}

    @property
    def draft(self) -> PriceDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return PriceDraft(
            month=sent["month"],
            amount=sent["amount"],
            reason=sent["reason"],
            seen_version=sent["seen"],
        )


class _LineForm(forms.Form):
    """What every line of cost has: a month and a note."""

    month = MonthField(label=_("Month"))
    note = forms.CharField(
        label=_("What it was"), max_length=NOTE_MAX, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    token = forms.CharField(max_length=TOKEN_MAX, required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": str(uuid.uuid4())} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        months = [month_on(reader.today, -back) for back in range(MONTHS_BACK)]
        self.fields["month"].offer(months, reader)  # type: ignore[attr-defined]

    def renew(self) -> None:
        """Give a form that was sent a number of its own, so that it writes another line."""
        sent = {name: self.data.get(name) for name in self.data}
        self.data = sent | {self.add_prefix("token"): str(uuid.uuid4())}


class CostForm(_LineForm):
    """A cost that is typed as a sum."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(one.value, one.label) for one in TYPED_KINDS]
    )
    amount = AmountField(label=_("Sum"), min_value=1, max_value=AMOUNT_MAX)
    field_order = ("kind", "month", "amount", "note", "token")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = currency()  # type: ignore[attr-defined]

    @property
    def draft(self) -> CostDraft:
        """What was typed, for the verb."""
        return CostDraft(**self.cleaned_data)


class HoursForm(_LineForm):
    """Hours of staff, and what an hour costs."""

    hours = NumberField(label=_("Hours"), min_value=0, max_value=HOURS_MAX)
    minutes = NumberField(
        label=_("Minutes"), min_value=0, max_value=MINUTES - 1, required=False, initial=0
    )
    rate = AmountField(label=_("Cost of an hour"), min_value=1, max_value=AMOUNT_MAX)
    field_order = ("month", "hours", "minutes", "rate", "note", "token")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rate"].currency = currency()  # type: ignore[attr-defined]

    @property
    def draft(self) -> CostDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return CostDraft(
            kind="staff",
            month=sent["month"],
            minutes=sent["hours"] * MINUTES + (sent["minutes"] or 0),
            rate=sent["rate"],
            note=sent["note"],
            token=sent["token"],
        )


class CorrectForm(forms.Form):
    """What a line should have been: a sum, or of staff hours and minutes."""

    reason = forms.CharField(
        label=_("What was wrong"),
        max_length=NOTE_MAX,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, cost: ProgrammeCost, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cost.minutes is None:
            self.fields["right"] = AmountField(
                label=_("The right sum"),
                help_text=_("0 takes the line away."),
                currency=cost.currency,
                max_value=AMOUNT_MAX,
            )
        else:
            self.fields["hours"] = NumberField(
                label=_("The right hours"),
                help_text=_("0 takes the line away."),
                min_value=0,
                max_value=HOURS_MAX,
            )
            self.fields["right"] = NumberField(
                label=_("Minutes"), min_value=0, max_value=MINUTES - 1, required=False
            )
        self.order_fields(["hours", "right", "reason"])

    @property
    def right(self) -> int:
        """The right sum, or the right minutes."""
        sent = self.cleaned_data
        if "hours" not in sent:
            return int(sent["right"])
        return int(sent["hours"] * MINUTES + (sent["right"] or 0))


class LicenceForm(forms.Form):
    """What one piece of a privilege costs."""

    amount = AmountField(label=_("Cost of one"), max_value=AMOUNT_MAX)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = currency()  # type: ignore[attr-defined]
