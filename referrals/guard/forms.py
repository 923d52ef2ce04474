"""What is written about a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from referrals.guard.choices import REASON_MAX, WORD_MAX


class WordForm(forms.Form):
    text = forms.CharField(
        label=_("Your side of it"),
        help_text=_("A family, an office, a shared computer: say how it came about."),
        max_length=WORD_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Both members read it. Needed where the referral doesn’t count."),
        max_length=REASON_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    with_others = forms.BooleanField(
        label=_("Decide all open cases of this link owner alike"), required=False
    )
