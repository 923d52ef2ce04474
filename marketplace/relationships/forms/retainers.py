"""Forms of retainers. Hours are typed as hours and kept as minutes."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField
from marketplace.core.ids import new_public_id
from marketplace.core.money import Money
from marketplace.core.numbers import NumberUnreadable, normalise_number
from marketplace.relationships.choices import CarryOver, Unit
from marketplace.relationships.services import RetainerTerms

MINUTES = 60
MOST = {Unit.HOURS: 744 * MINUTES, Unit.PIECES: 10_000}


class QuantityField(forms.CharField):
    """Hours with halves and quarters, or pieces, in any digits; see `read_quantity`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=12, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Say that it is a number, running from left to right."""
        attrs = {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"}
        return super().widget_attrs(widget) | attrs


def read_quantity(text: str, unit: str) -> int:
    """Return typed hours as minutes, or pieces as they are.

    Raises ValidationError for what is no number, for parts of pieces or minutes, and for too much.
    """
    try:
        number = Decimal(normalise_number(text))
    except (InvalidOperation, NumberUnreadable):
        raise forms.ValidationError(_("Write a number such as 8 or 1.5."), code="invalid") from None
    if not number.is_finite():
        raise forms.ValidationError(_("Write a number such as 8 or 1.5."), code="invalid")
    amount = number * MINUTES if unit == Unit.HOURS else number
    if amount != amount.to_integral_value():
        said = _("Pieces are whole.") if unit == Unit.PIECES else _("Whole minutes, please.")
        raise forms.ValidationError(said, code="invalid")
    if not 0 < amount <= MOST[Unit(unit)]:
        raise forms.ValidationError(_("More than nothing, and no more than a month holds."))
    return int(amount)


class _QuantityForm(forms.Form):
    """A form with an amount of a unit."""

    unit_of_form = ""
    quantity_field = "quantity"

    def clean(self) -> dict[str, Any]:
        """Read the amount in its unit."""
        given = super().clean() or {}
        unit = given.get("unit") or self.unit_of_form
        if self.quantity_field in given and unit:
            try:
                given["counted"] = read_quantity(given[self.quantity_field], unit)
            except forms.ValidationError as refusal:
                self.add_error(self.quantity_field, refusal)
        return given


class RetainerForm(_QuantityForm):
    """The terms of a retainer."""

    title = forms.CharField(label=_("What it is, in one line"), max_length=120)
    scope = forms.CharField(
        label=_("What you do every month, and what not"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    quantity = QuantityField(label=_("How many a month?"))
    price = AmountField(label=_("Price of a month"))
    start_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Every month begins on this day; a month without it begins on its last."),
    )
    carry_over = forms.ChoiceField(
        label=_("What becomes of what is left over?"),
        choices=CarryOver.choices,
        widget=forms.RadioSelect,
        initial=CarryOver.NONE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].min_value = rules().order_minimum_minor  # type: ignore[attr-defined]
        self.fields["price"].max_value = rules().order_maximum_minor  # type: ignore[attr-defined]

    def terms(self) -> RetainerTerms:
        """Return what was typed."""
        given = self.cleaned_data
        return RetainerTerms(
            title=given["title"],
            scope=given["scope"],
            unit=given["unit"],
            quantity=given["counted"],
            price=Money(given["price"], rules().default_currency),
            start_on=given["start_on"],
            carry_over=given["carry_over"],
        )


class UsageForm(_QuantityForm):
    """What was used of the month."""

    quantity_field = "amount"
    amount = QuantityField(label=_("How much?"))
    note = forms.CharField(label=_("What for?"), max_length=200)
    used_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, unit: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_of_form = unit


class ChangeForm(_QuantityForm):
    """Other terms from the next month on."""

    quantity = QuantityField(label=_("How many a month?"))
    price = AmountField(label=_("Price of a month"))
    reason = forms.CharField(label=_("Why?"), max_length=300)

    def __init__(self, unit: str, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_of_form = unit
        self.fields["price"].currency = currency  # type: ignore[attr-defined]


class MonthPayForm(forms.Form):
    """How to pay the month that waits."""

    method = forms.ChoiceField(label=_("How would you like to pay?"), widget=forms.RadioSelect)
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, methods: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"].setdefault("request_key", new_public_id())
        kwargs["initial"].setdefault("method", methods[0][0] if methods else "")
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = methods  # type: ignore[attr-defined]
