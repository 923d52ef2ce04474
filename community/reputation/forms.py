"""What is typed about points and about what was done elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from community.reputation.choices import (
    ADDRESS_MAX,
    ELSEWHERE_KINDS,
    MILLI,
    NOTE_MAX,
    POINTS_MAX,
    TITLE_MAX,
    Kind,
    Period,
)
from community.reputation.queries import Board, span_of
from community.reputation.services import ReportDraft
from marketplace.core.form_fields import NumberField
from marketplace.core.numbers import NumberUnreadable, normalise_number

LATIN: Final = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class ReportForm(forms.Form):
    """Something done on another site."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=[(kind.value, kind.label) for kind in ELSEWHERE_KINDS]
    )
    address = forms.CharField(
        label=_("Its address"),
        help_text=_("The page itself, open to everybody: a community manager reads it there."),
        max_length=ADDRESS_MAX,
        widget=forms.TextInput(attrs={**LATIN, "inputmode": "url", "placeholder": "https://"}),
    )
    title = forms.CharField(
        label=_("What it is, in a few words"),
        max_length=TITLE_MAX,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    happened_on = forms.DateField(
        label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label=_("Anything that helps whoever looks at it"),
        max_length=NOTE_MAX,
        required=False,
        widget=_text(3),
    )

    @property
    def draft(self) -> ReportDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return ReportDraft(
            kind=sent["kind"],
            address=sent["address"],
            title=sent["title"],
            happened_on=sent["happened_on"],
            note=sent["note"],
        )


class VerdictForm(forms.Form):
    """A decision about a report."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The member reads it. Needed unless you confirm."),
        max_length=NOTE_MAX,
        required=False,
        widget=_text(3),
    )


class PointsField(forms.Field):
    """Points with at most three decimals, in any digits; its value is in thousandths."""

    widget = forms.TextInput
    default_error_messages = {
        "range": _("Give points from 0 to %(most)s, with at most three decimals.")
    }

    @override
    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            milli = Decimal(normalise_number(str(value))) * MILLI
        except (NumberUnreadable, ArithmeticError) as error:
            raise self._refusal() from error
        if milli != milli.to_integral_value() or not 0 <= milli <= POINTS_MAX * MILLI:
            raise self._refusal()
        return int(milli)

    @override
    def prepare_value(self, value: Any) -> Any:
        return Decimal(value) / MILLI if isinstance(value, int) else value

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**LATIN, "inputmode": "decimal"}

    def _refusal(self) -> forms.ValidationError:
        params = {"most": POINTS_MAX}
        return forms.ValidationError(
            self.error_messages["range"], code="point_rule_range", params=params
        )


class RuleForm(forms.Form):
    """Another price for a kind."""

    points = PointsField(label=_("Points for one of them, in full weight"))
    note = forms.CharField(
        label=_("Why"),
        help_text=_("It stands beside the rule for everybody to read."),
        max_length=NOTE_MAX,
        required=False,
        widget=_text(2),
    )
    version = NumberField(min_value=1, widget=forms.HiddenInput())


class BoardForm(forms.Form):
    """Which board is asked for; what isn't understood is left out."""

    period = forms.ChoiceField(choices=Period.choices, required=False)
    area = forms.SlugField(required=False)
    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    day = forms.DateField(required=False)
    page = forms.IntegerField(min_value=1, max_value=20, required=False)

    def board(self, today: date, kinds: Collection[str]) -> Board:
        """Return the board; the month is the one that everybody sees first."""
        self.is_valid()
        sent = self.cleaned_data
        period = Period(sent.get("period") or Period.MONTH)
        day = sent.get("day") or today
        area = sent.get("area") or ""
        kind = sent.get("kind") or ""
        if area or kind not in kinds:
            kind = ""
        return Board(span_of(period, min(day, today)), area, kind)

    @property
    def page_number(self) -> int:
        """Return the page that is asked for, the first by default."""
        return self.cleaned_data.get("page") or 1
