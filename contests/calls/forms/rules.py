"""Who may enter, whose rules hold, and the desk's own rule books and templates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contests.calls.choices import TERMS_MAX, Rights
from contests.calls.models import Contest
from contests.calls.queries import (
    OTHERS,
    VOUCHES,
    Rules,
    all_rule_books,
    rule_book_of,
    vouch_text,
)
from contests.calls.services import Eligibility
from marketplace.core.form_fields import NumberField
from marketplace.core.places import countries, country_name

# How the common rule book is called where an empty choice would be none.
ALL_OTHERS = "others"
DAYS_MAX = 3_650
LONGEST_DELIVERY = 90


def _lang() -> str:
    return (get_language() or "ar")[:2]


def country_label(code: str) -> str:
    """Return a rule book's country in words; the common one covers all others."""
    return country_name(code, lang=_lang()) if code else str(_("All other countries"))


class EligibilityForm(forms.Form):
    """Who may enter, and who owns what is entered."""

    countries = forms.MultipleChoiceField(
        label=_("Only members in these countries"),
        required=False,
        help_text=_("None chosen: members everywhere."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    min_account_days = NumberField(
        label=_("Least age of the account, in days"), min_value=0, max_value=DAYS_MAX
    )
    needs_verified_email = forms.BooleanField(
        label=_("The mail address must be confirmed"), required=False
    )
    rights = forms.ChoiceField(
        label=_("Rights in what is entered"), choices=Rights.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"].choices = countries(_lang())  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(contest: Contest) -> dict[str, Any]:
        """Return what stands there."""
        return {name: getattr(contest, name) for name in EligibilityForm.base_fields}

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = dict(self.cleaned_data)
        rights = sent.pop("rights")
        return {"eligibility": Eligibility(**sent), "rights": rights}


class CountryForm(forms.Form):
    """Under whose rules it runs, with the licence."""

    country = forms.ChoiceField(label=_("Whose rules hold?"))
    licence_number = forms.CharField(
        label=_("Number of the licence"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    licence_authority = forms.CharField(
        label=_("Who gave the licence"), required=False, max_length=120
    )
    delivery_days = NumberField(
        label=_("Goods reach their winners within, in days"),
        min_value=1,
        max_value=LONGEST_DELIVERY,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(all_rule_books(), key=lambda code: (code == OTHERS, code))
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            (code or ALL_OTHERS, country_label(code)) for code in codes
        ]

    def clean_country(self) -> str:
        """Return the country as it is kept."""
        chosen = str(self.cleaned_data["country"])
        return OTHERS if chosen == ALL_OTHERS else chosen

    @staticmethod
    def initial_of(contest: Contest) -> dict[str, Any]:
        """Return what stands there."""
        known = {name: getattr(contest, name) for name in CountryForm.base_fields}
        return {**known, "country": contest.country or ALL_OTHERS}


class VouchForm(forms.Form):
    """What no machine can check: an administrator vouches for it by name."""

    vouched = forms.MultipleChoiceField(
        label=_("I vouch for this"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, country: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = rule_book_of(country).vouches
        self.fields["vouched"].choices = [(code, vouch_text(code)) for code in codes]  # type: ignore[attr-defined]


class RuleBookForm(forms.Form):
    """One country's rule book."""

    needs_licence = forms.BooleanField(label=_("A licence is needed"), required=False)
    draws_only = forms.BooleanField(
        label=_("The licence is for draws only: judged contests need none"), required=False
    )
    longest_days = NumberField(
        label=_("Open for at most, in days"),
        min_value=0,
        max_value=DAYS_MAX,
        help_text=_("0 for no limit."),
    )
    delivery_days = NumberField(
        label=_("Goods delivered within, in days"),
        min_value=0,
        max_value=DAYS_MAX,
        help_text=_("0 for no limit."),
    )
    vouches = forms.MultipleChoiceField(
        label=_("What an administrator vouches for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vouches"].choices = [(code, vouch_text(code)) for code in VOUCHES]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(rules: Rules) -> dict[str, Any]:
        """Return what stands there."""
        return {name: getattr(rules, name) for name in RuleBookForm.base_fields}

    @property
    def rules(self) -> Rules:
        """What was typed, for the verb."""
        return Rules(**{**self.cleaned_data, "vouches": tuple(self.cleaned_data["vouches"])})


class TemplateForm(forms.Form):
    """What the terms of a new contest begin with."""

    text = forms.CharField(
        label=_("Text"), max_length=TERMS_MAX, widget=forms.Textarea(attrs={"rows": 20})
    )
