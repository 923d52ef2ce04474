"""What members write: reports and appeals."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.moderation.choices import TEXT_LIMIT, FlagReason


class FlagForm(forms.Form):
    """Why a thing is reported."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=FlagReason.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What should we know?"),
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Moderators alone read this. Whom it is about is never told who you are."),
    )


class AppealForm(forms.Form):
    """Why a decision is wrong."""

    text = forms.CharField(
        label=_("Why is the decision wrong?"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Somebody other than who decided reads it. You can appeal once."),
    )
