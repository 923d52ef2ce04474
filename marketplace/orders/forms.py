"""What is typed about an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from marketplace.core.conf import rules
from marketplace.core.form_fields import FilesField, NumberField
from marketplace.orders.choices import QuestionKind
from marketplace.orders.models import OrderQuestion


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


class PayForm(forms.Form):
    """How to pay: from the wallet, or through one of the gateways."""

    method = forms.ChoiceField(label=_("How do you want to pay?"), widget=forms.RadioSelect)
    request_key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, methods: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["method"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(methods)
