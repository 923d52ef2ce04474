"""Forms of accounts."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member


class SignupExtra(forms.Form):
    """What signing up asks beyond allauth's own fields."""

    display_name = forms.CharField(
        label=_("Your name, as others will see it"), max_length=60, strip=True
    )

    def signup(self, request: HttpRequest, user: Member) -> None:
        """Keep the name and the language of the page on the new member."""
        user.display_name = self.cleaned_data["display_name"]
        user.language = getattr(request, "LANGUAGE_CODE", user.language)[:2]
        user.save(update_fields=["display_name", "language"])
