"""Forms of webhooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from marketplace.webhooks.services import event_choices


def named_events() -> list[tuple[str, str]]:
    """Return the events with their words and their names in code."""
    return [
        (name, Markup('{} <bdi dir="ltr" class="quiet text-sm">{}</bdi>').format(label, name))
        for name, label in event_choices()
    ]


class EndpointForm(forms.Form):
    """Where messages go, and about what."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("An https address on a public server. It must answer within ten seconds."),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "off"}),
    )
    description = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        required=False,
        help_text=_("For example: the bookkeeping of my shop."),
    )
    events = forms.MultipleChoiceField(
        label=_("What shall it hear of?"),
        choices=named_events,
        widget=forms.CheckboxSelectMultiple,
    )
