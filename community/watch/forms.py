"""Forms of the watch."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from community.watch.choices import NOTE_MAX, REASON_MAX, ActKind


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class ThankForm(forms.Form):
    """Words that the member reads."""

    words = forms.CharField(
        label=_("Your words"),
        help_text=_("The member reads them as a notice with your name. Say what you thank for."),
        max_length=NOTE_MAX,
        widget=_text(3),
    )


class ActForm(forms.Form):
    """What was done elsewhere. Thanks are sent from here, so they aren't on the list."""

    kind = forms.ChoiceField(
        label=_("What you did"),
        choices=[(kind.value, kind.label) for kind in ActKind if kind != ActKind.THANK],
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For your colleagues. The member can ask for it, as for all their data."),
        max_length=NOTE_MAX,
        required=False,
        widget=_text(2),
    )


class DismissForm(forms.Form):
    """Why a sighting is laid aside."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For your colleagues, who may see the same burst again."),
        max_length=REASON_MAX,
        widget=_text(2),
    )


class PauseForm(forms.Form):
    """Until when a member is on a break."""

    until = forms.DateField(
        label=_("Back on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
