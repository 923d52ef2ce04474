"""Forms of introductions, pulses and the wall."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.form_fields import AmountField
from marketplace.relationships.choices import Feeling, Source


class IntroductionForm(forms.Form):
    """Two members, by their names here, and a few words to both."""

    client = forms.CharField(
        label=_("Who looks for somebody? (name here)"),
        max_length=31,
        widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "@omar"}),
        help_text=_("Somebody you have talked with here."),
    )
    freelancer = forms.CharField(
        label=_("Whom do you recommend? (name here)"),
        max_length=31,
        widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "@salma"}),
    )
    message = forms.CharField(
        label=_("What you say to both"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Who they are to you, and why they should meet."),
    )

    def clean_client(self) -> str:
        """Return the name without its sign."""
        return str(self.cleaned_data["client"]).strip().removeprefix("@")

    def clean_freelancer(self) -> str:
        """Return the name without its sign."""
        return str(self.cleaned_data["freelancer"]).strip().removeprefix("@")


class PulseForm(forms.Form):
    """How the job left the client."""

    feeling = forms.ChoiceField(choices=Feeling.choices)


class ShareForm(forms.Form):
    """One's biggest deal, proven by an order or just told."""

    order = forms.ChoiceField(label=_("Which deal?"), required=False)
    amount = AmountField(
        label=_("Or how big was it, in dollars?"),
        required=False,
        min_value=1,
        help_text=_("For a deal made elsewhere. Only its band is kept and shown."),
    )
    source = forms.ChoiceField(label=_("Where did it come from?"), choices=Source.choices)
    story = forms.CharField(
        label=_("How did it come about?"),
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("No names of clients, please."),
    )
    is_named = forms.BooleanField(label=_("Show my name beside the story"), required=False)

    def __init__(self, orders: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", _("A deal made elsewhere"))
        self.fields["order"].choices = [*orders, none]  # type: ignore[attr-defined]


class HideForm(forms.Form):
    """Why a story is taken off the wall."""

    reason = forms.CharField(max_length=300)
