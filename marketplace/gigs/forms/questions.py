"""The third step: what buyers are asked, and what they ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.core.forms import typed
from marketplace.gigs.choices import CHOICES_MAX, FAQS_MAX, QUESTIONS_MAX, QuestionKind
from marketplace.gigs.errors import ChoicesTooFew
from marketplace.gigs.forms.rows import RowSet, row_set
from marketplace.gigs.models import Faq, Gig, Question
from marketplace.gigs.services import FaqDraft, QuestionDraft
from marketplace.gigs.services.questions import (
    ANSWER_LENGTH,
    CHOICE_LENGTH,
    CHOICES_MIN,
    FAQ_LENGTH,
    QUESTION_LENGTH,
)


class QuestionForm(forms.Form):
    """A question to the buyer. Choices stand one on a line."""

    text = forms.CharField(
        label=_("Question"),
        max_length=QUESTION_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("The buyer answers with"),
        choices=QuestionKind.choices,
        initial=QuestionKind.TEXT,
    )
    choices = forms.CharField(
        label=_("Choices, one on a line"),
        required=False,
        max_length=CHOICES_MAX * (CHOICE_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    is_required = forms.BooleanField(
        label=_("Work can't begin without it"), required=False, initial=True
    )

    @override
    def has_changed(self) -> bool:
        """Whether there is a question: the other fields are never empty."""
        names = [self.add_prefix("text"), self.add_prefix("choices")]
        return any(str(self.data.get(name, "")).strip() for name in names)

    def clean_choices(self) -> list[str]:
        """Read a choice on each line, and refuse fewer than two where they are needed."""
        lines = str(self.cleaned_data["choices"]).splitlines()
        choices = list(dict.fromkeys(line for text in lines if (line := text.strip())))
        if self.cleaned_data.get("kind") != QuestionKind.CHOICE:
            return []
        if len(choices) < CHOICES_MIN:
            refusal = ChoicesTooFew()
            raise forms.ValidationError(str(refusal), code=refusal.code)
        if len(choices) > CHOICES_MAX or any(len(choice) > CHOICE_LENGTH for choice in choices):
            raise forms.ValidationError(
                _("Up to %(most)s choices of up to %(letters)s letters."),
                code="piece_out_of_range",
                params={"most": CHOICES_MAX, "letters": CHOICE_LENGTH},
            )
        return choices

    def draft(self) -> QuestionDraft:
        """Return what was read."""
        return QuestionDraft(
            text=typed(self, "text"),
            kind=QuestionKind(typed(self, "kind")),
            choices=typed(self, "choices"),
            is_required=typed(self, "is_required"),
        )


class FaqForm(forms.Form):
    """A question that buyers ask before they order."""

    question = forms.CharField(
        label=_("Question"), max_length=FAQ_LENGTH, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def draft(self) -> FaqDraft:
        """Return what was read."""
        return FaqDraft(question=typed(self, "question"), answer=typed(self, "answer"))


def question_forms(gig: Gig, data: Any = None) -> RowSet:
    """Return the questions to the buyer, and empty rows while there is room."""
    rows = Question.objects.filter(gig=gig).order_by("position", "id")
    initial = [
        {
            "text": row.text,
            "kind": row.kind,
            "choices": "\n".join(row.choices),
            "is_required": row.is_required,
        }
        for row in rows
    ]
    return row_set(QuestionForm, initial, data, prefix="questions", most=QUESTIONS_MAX)


def faq_forms(gig: Gig, data: Any = None) -> RowSet:
    """Return the answers for buyers, and empty rows while there is room."""
    rows = Faq.objects.filter(gig=gig).order_by("position", "id")
    return row_set(FaqForm, rows.values("question", "answer"), data, prefix="faqs", most=FAQS_MAX)


def question_drafts(rows: RowSet) -> list[QuestionDraft]:
    """Return the questions that were typed and not struck out."""
    return [form.draft() for form in rows.kept()]


def faq_drafts(rows: RowSet) -> list[FaqDraft]:
    """Return the answers that were typed and not struck out."""
    return [form.draft() for form in rows.kept()]
