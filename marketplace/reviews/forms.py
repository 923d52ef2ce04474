"""What is typed about a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Language
from marketplace.reviews.choices import (
    ANSWER_MAX,
    CRITERIA,
    CRITERION_LABELS,
    NOTE_MAX,
    STARS,
    TEXT_MAX,
    HideReason,
)
from marketplace.reviews.models import Review
from marketplace.reviews.services import Written


def _star_choices() -> list[tuple[int, Any]]:
    words = ngettext_lazy("%(stars)s star", "%(stars)s stars", "stars")
    return [(stars, words % {"stars": stars}) for stars in STARS]


def _language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Written in"), choices=Language.choices)


class ReviewForm(forms.Form):
    """One to five stars by criterion, and words."""

    work = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    communication = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    agreed = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    time = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("What went well, and what didn't. Criticism is welcome."),
        required=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = _language_field()

    def __init__(self, side: str, *args: Any, review: Review | None = None, **kw: Any) -> None:
        kw.setdefault("initial", _initial(review))
        super().__init__(*args, **kw)
        for name in CRITERIA:
            field = self.fields[name]
            field.label = CRITERION_LABELS[side][name]
            if isinstance(field, forms.ChoiceField):
                field.choices = _star_choices()

    @property
    def written(self) -> Written:
        """What was given."""
        given = self.cleaned_data
        return Written(
            stars={name: given[name] for name in CRITERIA},
            text=given["text"],
            language=given["language"],
        )


def _initial(review: Review | None) -> dict[str, Any]:
    if review is None:
        return {"language": (get_language() or "ar")[:2]}
    stars = {name: getattr(review, name) for name in CRITERIA}
    return {**stars, "text": review.text, "language": review.language}


class AnswerForm(forms.Form):
    """The one public answer."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Everybody reads it under the review. There is one answer, and it stays."),
        max_length=ANSWER_MAX,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    language = _language_field()


def _note_field() -> forms.CharField:
    return forms.CharField(
        label=_("Note for the log"),
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class HideForm(forms.Form):
    """Why a review's words are hidden."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("That a review is negative is no reason."),
        choices=HideReason.choices,
        widget=forms.RadioSelect,
    )
    note = _note_field()


class RestoreForm(forms.Form):
    """Why a review is shown again."""

    note = _note_field()
