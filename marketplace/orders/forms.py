"""What is typed about an order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField, FilesField, NumberField
from marketplace.core.places import countries
from marketplace.orders.choices import CouponKind, QuestionKind
from marketplace.orders.models import Order, OrderQuestion

WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)

MOST_USES: Final = 1_000_000
# Days that every calendar and time zone can show.
SOME_DAY: Final = (MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(9000, 1, 1)))


def _words(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class ReasonForm(forms.Form):
    """Why: the other side reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=_words())


class LongReasonForm(forms.Form):
    """Why, at more length."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=_words(6))


class FreeReasonForm(forms.Form):
    """Why, if one likes to say it."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=_words(), required=False)


class NoForm(forms.Form):
    """Nothing to fill in: only yes or back."""


class RevisionForm(forms.Form):
    """What is to change."""

    text = forms.CharField(
        label=_("What should change?"),
        help_text=_("One point a line works best."),
        max_length=5000,
        widget=_words(6),
    )


class ExtensionForm(forms.Form):
    """More delivery days, and why."""

    days = NumberField(label=_("Days more"), min_value=1)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=_words())


class DeliverForm(forms.Form):
    """A version of the work."""

    note = forms.CharField(
        label=_("What you deliver"),
        help_text=_("Markdown works. The client reads this first."),
        max_length=10_000,
        required=False,
        widget=_words(5),
    )
    files = FilesField(label=_("Files"), required=False)  # type: ignore[assignment]  # Django takes declared fields away


class DecisionForm(forms.Form):
    """A decision of support."""

    reason = forms.CharField(
        label=_("Why you decide so"),
        help_text=_("Both sides read this."),
        max_length=1000,
        widget=_words(5),
    )


class RequirementsForm(forms.Form):
    """The questions of one order, each as its own field `answer_<position>`."""

    def __init__(self, questions: Sequence[OrderQuestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"answer_{question.position}"] = _field_for(question)

    @property
    def answers(self) -> dict[int, str]:
        """What was written and chosen, by position."""
        return {
            question.position: self.cleaned_data.get(f"answer_{question.position}") or ""
            for question in self.questions
            if question.kind != QuestionKind.FILE
        }

    @property
    def answer_files(self) -> dict[int, list[UploadedFile[Any]]]:
        """What was sent, by position."""
        return {
            question.position: self.cleaned_data.get(f"answer_{question.position}") or []
            for question in self.questions
            if question.kind == QuestionKind.FILE
        }


def _field_for(question: OrderQuestion) -> forms.Field:
    common: dict[str, Any] = {"label": question.prompt, "required": question.is_required}
    if question.kind == QuestionKind.FILE:
        return FilesField(
            help_text=_("Up to %(limit)s files.") % {"limit": rules().order_files_max}, **common
        )
    if question.kind == QuestionKind.CHOICE:
        return forms.ChoiceField(
            choices=[(option, option) for option in question.options],
            widget=forms.RadioSelect,
            **common,
        )
    return forms.CharField(max_length=5000, widget=_words(3), **common)


def fit(form: forms.Form, order: Order) -> forms.Form:
    """Let the form's amounts be of the order's currency; returns the form."""
    for field in form.fields.values():
        if isinstance(field, AmountField):
            field.currency = order.currency
    return form


class RefundForm(forms.Form):
    """A part of the money that goes back, and why."""

    amount = AmountField(label=_("How much goes back to the client"), min_value=1)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The other side reads it and decides."),
        max_length=1000,
        widget=_words(),
    )


class ExtraForm(forms.Form):
    """An extra that is added to a running order."""

    title = forms.CharField(
        label=_("What is added"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    amount = AmountField(label=_("Price"), min_value=1)
    days = NumberField(label=_("Days more"), min_value=0, initial=0, required=False)
    revisions = NumberField(label=_("Revisions more"), min_value=0, initial=0, required=False)
    reason = forms.CharField(
        label=_("A word about it"), max_length=500, widget=_words(3), required=False
    )

    def clean_days(self) -> int:
        """Read nothing as none."""
        return self.cleaned_data.get("days") or 0

    def clean_revisions(self) -> int:
        """Read nothing as none."""
        return self.cleaned_data.get("revisions") or 0


class ComplaintForm(forms.Form):
    """What a client asks of support after completion."""

    wanted_amount = AmountField(label=_("How much do you want back?"), min_value=1)
    text = forms.CharField(
        label=_("What is wrong"),
        help_text=_("Say what was agreed, what you got, and when you saw it."),
        max_length=5000,
        widget=_words(7),
    )


class ComplaintDecisionForm(forms.Form):
    """Support's decision on a complaint."""

    refund_amount = AmountField(
        label=_("How much goes back"), min_value=0, help_text=_("0 for nothing.")
    )
    reason = forms.CharField(
        label=_("Why you decide so"),
        help_text=_("Both sides read this."),
        max_length=1000,
        widget=_words(5),
    )


class CouponCodeForm(forms.Form):
    """The code of a coupon."""

    code = forms.CharField(
        label=_("Coupon"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )


class CouponForm(forms.Form):
    """A new coupon, as the operator makes it."""

    code = forms.CharField(
        label=_("Code"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    note = forms.CharField(label=_("What it is for"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Worth"), choices=CouponKind.choices, widget=forms.RadioSelect, initial="percent"
    )
    percent = NumberField(label=_("Percent"), min_value=1, max_value=100, required=False)
    amount = AmountField(label=_("Fixed amount"), min_value=1, required=False)
    cap_amount = AmountField(
        label=_("At most for one order"), required=False, help_text=_("Empty: no limit.")
    )
    minimum_amount = AmountField(label=_("For orders of at least"), required=False)
    valid_from = forms.DateField(
        label=pgettext_lazy("day", "From"),
        validators=SOME_DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    valid_until = forms.DateField(
        label=_("Until"),
        validators=SOME_DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("That day included."),
    )
    uses_in_all = NumberField(
        label=_("Uses in all"),
        min_value=1,
        max_value=MOST_USES,
        required=False,
        help_text=_("Empty: no limit."),
    )
    uses_per_member = NumberField(
        label=_("Uses for each member"), min_value=1, max_value=MOST_USES, initial=1
    )
    first_order_only = forms.BooleanField(label=_("For a first order only"), required=False)


class OutageForm(forms.Form):
    """A time in which the platform couldn't be used."""

    starts_at = forms.DateTimeField(
        label=pgettext_lazy("day", "From"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("By the clock of your own time zone."),
    )
    reason = forms.CharField(
        label=_("What happened"),
        max_length=300,
        help_text=_("Both sides of each order read it."),
        widget=_words(2),
    )


class WeekendForm(forms.Form):
    """On which days a country rests."""

    country = forms.ChoiceField(label=_("Country"))
    days = forms.TypedMultipleChoiceField(
        label=_("Days of rest"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=_words(2))

    def __init__(self, *args: Any, lang: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country, days = self.fields["country"], self.fields["days"]
        assert isinstance(country, forms.ChoiceField)  # noqa: S101  declared above
        assert isinstance(days, forms.TypedMultipleChoiceField)  # noqa: S101
        country.choices = list(countries(lang))
        days.choices = [(number, WEEKDAYS[number - 1]) for number in range(1, 8)]


class PayForm(forms.Form):
    """How to pay: from the wallet, or through one of the gateways."""

    method = forms.ChoiceField(label=_("How do you want to pay?"), widget=forms.RadioSelect)
    request_key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, methods: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["method"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(methods)


class PayLaterForm(PayForm):
    """How to pay for what comes after the order, and whether credit pays first."""

    uses_credit = forms.BooleanField(label=_("My credit pays first"), required=False)
    field_order: tuple[str, ...] = ("uses_credit", "method", "request_key")

    def __init__(
        self, methods: Sequence[tuple[str, Any]], *args: Any, has_credit: bool, **kwargs: Any
    ) -> None:
        super().__init__(methods, *args, **kwargs)
        if not has_credit:
            del self.fields["uses_credit"]

    @property
    def wants_credit(self) -> bool:
        """Whether credit pays first."""
        return bool(self.cleaned_data.get("uses_credit"))


class TipForm(PayLaterForm):
    """A tip, a word with it, and how to pay it."""

    amount = AmountField(label=_("Tip"), min_value=1)
    message = forms.CharField(
        label=_("A word with it"), max_length=500, widget=_words(2), required=False
    )
    field_order = ("amount", "message", "uses_credit", "method", "request_key")
