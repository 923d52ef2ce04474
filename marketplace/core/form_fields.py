"""Form fields that take numbers and moments the way people type them, and several files at once."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.core.errors import DomainError
from marketplace.core.money import Money, exponent, parse_amount
from marketplace.core.numbers import NumberUnreadable, parse_whole_number

# Numbers run from left to right in every language, and `type=number` takes only ASCII digits.
_NUMBER_ATTRIBUTES = {"dir": "ltr", "autocomplete": "off"}


def as_validation_error(refusal: DomainError) -> ValidationError:
    """Say a refusal of the domain in a form, keeping its code."""
    return ValidationError(str(refusal), code=refusal.code)


class NumberField(forms.IntegerField):
    """A whole number in the digits 0-9, ٠-٩ or ۰-۹; `min_value` and `max_value` as usual."""

    widget = forms.TextInput

    @override
    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return super().to_python(value)
        try:
            return parse_whole_number(str(value))
        except NumberUnreadable as refusal:
            raise as_validation_error(refusal) from refusal

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", **_NUMBER_ATTRIBUTES}


class AmountField(forms.Field):
    """A sum typed in major units of `currency`; its value is an int in minor units.

    `min_value` and `max_value` are minor units. The initial value is shown in major units.
    A form whose currency is known late sets `form.fields["price"].currency`.
    """

    widget = forms.TextInput
    default_error_messages = {
        "min_value": _("The amount must be at least %(limit)s."),
        "max_value": _("The amount must be at most %(limit)s."),
    }

    def __init__(
        self,
        *,
        currency: str = "USD",
        min_value: int = 0,
        max_value: int | None = None,
        **options: Any,
    ) -> None:
        exponent(currency)
        self.currency, self.min_value, self.max_value = currency, min_value, max_value
        super().__init__(**options)

    @override
    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return parse_amount(str(value), self.currency, allow_negative=self.min_value < 0)
        except DomainError as refusal:
            raise as_validation_error(refusal) from refusal

    @override
    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.min_value:
            raise self._out_of_bounds("min_value", self.min_value)
        if self.max_value is not None and value > self.max_value:
            raise self._out_of_bounds("max_value", self.max_value)

    def _out_of_bounds(self, code: str, limit: int) -> ValidationError:
        written = str(Money(limit, self.currency))
        return ValidationError(self.error_messages[code], code=code, params={"limit": written})

    @override
    def prepare_value(self, value: Any) -> Any:
        """Show minor units as major ones; what was typed is shown again as it was typed."""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(Money(value, self.currency).decimal)
        return value

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", **_NUMBER_ATTRIBUTES}


TYPED = "%Y-%m-%dT%H:%M"
YEARS = range(1900, 2200)


class ZonedDateTimeField(forms.DateTimeField):
    """A wall-clock time in `zone`; an hour that doesn't exist there, or twice, is refused."""

    zone: ZoneInfo = ZoneInfo("UTC")

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED)
        super().__init__(widget=widget, **options)

    @override
    def clean(self, value: Any) -> Any:
        """Read the clock of the zone; the calendar's ends have no place in another one."""
        with timezone.override(self.zone):
            moment = super().clean(value)
        if isinstance(moment, datetime) and moment.year not in YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment

    @override
    def prepare_value(self, value: Any) -> Any:
        """Show a moment by the clock of the zone."""
        if isinstance(value, datetime):
            return value.astimezone(self.zone).strftime(TYPED)
        return value


class FilesInput(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files; its value is a list."""

    widget = FilesInput

    @override
    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        files = [file for file in given if file]
        if self.required and not files:
            return super().clean(None, initial)
        return files
