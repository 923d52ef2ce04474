"""What those who look after the forum write at its desk."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forum.choices import BODY_MAX, REASON_MAX
from marketplace.moderation.choices import HOUSE_RULES

ROWS: Final = {"rows": 3, "dir": "auto"}


def rule_choices() -> list[tuple[str, str]]:
    """Return the house rules, by number."""
    return [(rule.number, f"{rule.number} {rule.title}") for rule in HOUSE_RULES]


class RemoveForm(forms.Form):
    """Which rule was broken, and why; the author reads both."""

    rule = forms.ChoiceField(label=_("The rule"), choices=rule_choices)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("The author reads exactly this: what, and what would be right."),
    )


class EditWaitingForm(forms.Form):
    """Other words, and why."""

    body = forms.CharField(
        label=_("The post"), max_length=BODY_MAX, widget=forms.Textarea(attrs={**ROWS, "rows": 8})
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=REASON_MAX,
        help_text=_("It stands with the version, where the author sees it."),
    )
