"""Forms of articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.accounts.choices import Language
from marketplace.articles.choices import ReactionKind
from marketplace.articles.models import Theme
from marketplace.articles.services import CommissionTerms, ThemeDraft
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField
from marketplace.core.money import Money


class DraftForm(forms.Form):
    """The text with what surrounds it. Nothing is required: a draft may be anything."""

    title = forms.CharField(
        label=_("Title"),
        max_length=140,
        required=False,
        help_text=_("One line that tells what readers get."),
    )
    summary = forms.CharField(
        label=_("Summary"),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Two sentences for lists and share cards."),
    )
    language = forms.ChoiceField(label=_("Language of the article"), choices=Language.choices)
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORY_CHOICES)
    source = forms.CharField(
        label=_("Text"),
        max_length=60_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "dir": "auto"}),
        help_text=_(
            "Markdown. Each paragraph takes its direction from its first letters, so you may mix"
            " languages."
        ),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ImageForm(forms.Form):
    """A picture for the text."""

    image = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 8 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=200,
        help_text=_("Read aloud to those who don't see it."),
    )


class NoteForm(forms.Form):
    """An editor's remark."""

    quote = forms.CharField(
        label=_("The words it is about"),
        max_length=300,
        required=False,
        help_text=_("Copy a few words from the text."),
    )
    body = forms.CharField(
        label=_("Your remark"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PublishForm(forms.Form):
    """The text that the editor has before them."""

    revision = forms.IntegerField(required=False)


class ReasonForm(forms.Form):
    """A decision's reason, which the author reads."""

    reason = forms.CharField(
        label=_("What the author should know"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CommentForm(forms.Form):
    """A reader's word; `parent` names the comment that it answers."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=2000,
        widget=_words(3),
        help_text=_("Disagreeing is welcome. **Bold**, lists and links work."),
    )
    parent = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    request_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


class CommentEditForm(forms.Form):
    """One's own comment, changed while it is fresh."""

    text = forms.CharField(label=_("Your comment"), max_length=2000, widget=_words(5))


class RemovalForm(forms.Form):
    """Why a comment goes; only those who remove others' need to say."""

    reason = forms.CharField(label=_("Reason"), max_length=500, required=False, widget=_words(3))


class ReactionForm(forms.Form):
    """One press."""

    kind = forms.ChoiceField(choices=ReactionKind.choices)
    is_on = forms.BooleanField(required=False)


class TipForm(forms.Form):
    """How much, how, and a word with it."""

    amount = AmountField(label=_("Amount"))
    words = forms.CharField(
        label=_("A word to the writer"), max_length=200, required=False, widget=_words(2)
    )
    is_anonymous = forms.BooleanField(label=_("Don't tell my name"), required=False)
    method = forms.ChoiceField(label=_("How do you pay?"), widget=forms.RadioSelect)
    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, methods: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = list(methods)  # type: ignore[attr-defined]
        self.fields["amount"].currency = rules().default_currency  # type: ignore[attr-defined]

    def sum_given(self) -> Money:
        """Return the sum that was typed."""
        return Money(self.cleaned_data["amount"], rules().default_currency)


class ThemeForm(forms.Form):
    """A theme of the month."""

    title_ar = forms.CharField(label=_("Title in Arabic"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    title_he = forms.CharField(label=_("Title in Hebrew"), max_length=120, required=False)
    title_ur = forms.CharField(label=_("Title in Urdu"), max_length=120, required=False)
    invitation = forms.CharField(
        label=_("What writers are asked"), max_length=2000, widget=_words(4)
    )
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORY_CHOICES)
    starts_on = forms.DateField(label=pgettext_lazy("day", "From"), widget=_day())
    ends_on = forms.DateField(label=_("Until"), widget=_day())

    @staticmethod
    def initial_of(theme: Theme) -> dict[str, object]:
        """Return what the form shows at first."""
        names = ("title_ar", "title_en", "title_he", "title_ur", "invitation", "category")
        return {name: getattr(theme, name) for name in (*names, "starts_on", "ends_on")}

    def draft(self, tag: str) -> ThemeDraft:
        """Return what was typed, under a tag."""
        return ThemeDraft(tag=tag, **self.cleaned_data)


class NewThemeForm(ThemeForm):
    """A theme that doesn't exist yet: its tag is chosen now and stays."""

    tag = forms.CharField(
        label=_("Tag"),
        max_length=60,
        help_text=_("A word or two; it stands in the address and never changes."),
    )
    field_order = ("tag",)

    def new_draft(self) -> ThemeDraft:
        """Return what was typed."""
        return ThemeDraft(**self.cleaned_data)


class JoinThemeForm(forms.Form):
    """The theme that an article belongs to, or none."""

    theme = forms.ChoiceField(label=_("Theme of the month"), required=False)

    def __init__(self, themes: Sequence[Theme], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = (translation.get_language() or "ar")[:2]
        offered = [(theme.slug, theme.title_in(lang)) for theme in themes]
        self.fields["theme"].choices = [("", _("None")), *offered]  # type: ignore[attr-defined]


class CommissionForm(forms.Form):
    """An article that the editors ask for."""

    author = forms.CharField(
        label=_("Who should write it?"),
        max_length=30,
        help_text=_("The member's name in addresses, without @."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
    )
    title = forms.CharField(label=_("Working title"), max_length=140)
    task = forms.CharField(
        label=_("What should it do for its readers?"), max_length=2000, widget=_words(6)
    )
    fee = AmountField(label=_("Agreed fee"))
    deliver_on = forms.DateField(label=_("Ready by"), widget=_day())
    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fee"].currency = rules().default_currency  # type: ignore[attr-defined]

    def terms(self) -> CommissionTerms:
        """Return what is asked for."""
        given = self.cleaned_data
        deliver_on: date = given["deliver_on"]
        return CommissionTerms(
            title=given["title"],
            task=given["task"],
            fee=Money(given["fee"], rules().default_currency),
            deliver_on=deliver_on,
        )


class EndForm(forms.Form):
    """Why a commission ends; the other side reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, required=False, widget=_words(3))
