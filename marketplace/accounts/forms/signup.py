"""What signing up asks beyond allauth's own fields.

allauth builds its sign-up form on this class, so this module must not import allauth's forms.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.accounts.services import check_typed_code
from marketplace.core.errors import DomainError


class SignupExtra(forms.Form):
    """The name that others see; the language is the page's."""

    display_name = forms.CharField(
        label=_("Your name, as others will see it"),
        max_length=60,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )

    referral_code = forms.CharField(
        label=_("Were you given a code?"),
        max_length=24,
        required=False,
        strip=True,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_referral_code(self) -> str:
        """Refuse a code that nobody handed out: a slip would cost a friend their thanks."""
        try:
            return check_typed_code(str(self.cleaned_data["referral_code"]))
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from None

    def signup(self, request: HttpRequest, user: Member) -> None:
        """Keep the name and the language of the page on the new member."""
        page = getattr(request, "LANGUAGE_CODE", user.language)[:2]
        user.typed_code = self.cleaned_data["referral_code"]  # type: ignore[attr-defined]
        user.display_name = self.cleaned_data["display_name"]
        user.language = page if page in Language.values else user.language
        user.save(update_fields=["display_name", "language"])
