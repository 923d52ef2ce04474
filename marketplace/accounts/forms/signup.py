"""What signing up asks beyond allauth's own fields.

allauth builds its sign-up form on this class, so this module must not import allauth's forms.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member


class SignupExtra(forms.Form):
    """The name that others see; the language is the page's."""

    display_name = forms.CharField(
        label=_("Your name, as others will see it"),
        max_length=60,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )

    def signup(self, request: HttpRequest, user: Member) -> None:
        """Keep the name and the language of the page on the new member."""
        page = getattr(request, "LANGUAGE_CODE", user.language)[:2]
        user.display_name = self.cleaned_data["display_name"]
        user.language = page if page in Language.values else user.language
        user.save(update_fields=["display_name", "language"])
