"""What is typed about a draw."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.draws.choices import NOTE_MAX, SOURCE_MAX, VALUE_MAX, PassReason, SourceKind


class SourceForm(forms.Form):
    """Where the public value will come from."""

    source_kind = forms.ChoiceField(
        label=_("Public value"), choices=SourceKind.choices, widget=forms.RadioSelect
    )
    source_name = forms.CharField(
        label=_("Which figure, and of which day"),
        help_text=_("For example: closing value of an index on a day after the list is closed."),
        max_length=SOURCE_MAX,
        required=False,
    )
    source_url = forms.URLField(
        label=_("Where everybody can read it"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )


class ValueForm(forms.Form):
    """The value of a declared source."""

    value = forms.CharField(label=_("The value, as it was published"), max_length=VALUE_MAX)
    evidence = forms.URLField(
        label=_("Address where it stands"), max_length=500, assume_scheme="https"
    )


class SignatureForm(forms.Form):
    """A round's signature, where no relay answers."""

    signature = forms.CharField(
        label=_("Signature of the round"),
        help_text=_("96 digits and letters; the value follows from it."),
        max_length=200,
    )


class PassForm(forms.Form):
    """Why the holder of a place doesn't get it."""

    participant = forms.CharField(widget=forms.HiddenInput)
    place = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Reason"), choices=PassReason.choices)
    note = forms.CharField(
        label=_("What happened"),
        help_text=_("Stays with the draw; the page shows only the reason."),
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
