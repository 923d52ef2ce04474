"""Forms of articles."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Language
from marketplace.core.categories import CATEGORY_CHOICES


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


class ReasonForm(forms.Form):
    """A decision's reason, which the author reads."""

    reason = forms.CharField(
        label=_("What the author should know"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
