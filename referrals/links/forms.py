"""What members say about their links."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from referrals.links.choices import LABEL_MAX, PATH_MAX, WORD_MAX

LATIN = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}


def path_of(text: str) -> str:
    """Return the path of an address of this platform; anything else as it is."""
    bare = text.strip()
    return (
        bare.removeprefix(settings.SITE_URL) or "/" if bare.startswith(settings.SITE_URL) else bare
    )


class LinkForm(forms.Form):
    path = forms.CharField(
        label=_("The page it leads to"),
        help_text=_("Copy it from the address bar: a service, an article, your profile."),
        max_length=PATH_MAX + 100,
        widget=forms.TextInput(attrs={**LATIN, "inputmode": "url"}),
    )
    label = forms.CharField(
        label=_("What you call it"),
        help_text=_("Only you see it: “Instagram bio”, “business card”."),
        max_length=LABEL_MAX,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean_path(self) -> str:
        """Take a whole address of this platform as well as a path."""
        return path_of(self.cleaned_data["path"])


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("Your word"),
        help_text=_("Small Latin letters, digits and hyphens. It can’t be changed later."),
        max_length=WORD_MAX,
        widget=forms.TextInput(attrs=LATIN),
    )
