"""What a member confirms before the account is closed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """What happens to published articles, and the name typed by hand."""

    texts = forms.ChoiceField(
        label=_("Your published articles"),
        choices=[
            ("keep", _("They stay, under “former member”")),
            ("go", _("They go, too")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )
    username = forms.CharField(
        label=_("Type your username to confirm"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}
        ),
    )
