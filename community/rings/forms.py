"""What is written about a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.rings.choices import REASON_MAX, WORD_MAX
from community.rings.queries import PairLine


class SideForm(forms.Form):
    text = forms.CharField(
        label=_("Your side of it"),
        help_text=_("A team, a class, a shared project: say how it came about."),
        max_length=WORD_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The members concerned read it."),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ProposalForm(ReasonForm):
    pairs = forms.MultipleChoiceField(
        label=_("What shouldn’t count"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lines: list[PairLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pairs"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(line.value, line.value) for line in lines]

    def chosen(self) -> set[tuple[int, int]]:
        """Return the pairs that were ticked, by the places of giver and receiver."""
        found = (value.partition("-") for value in self.cleaned_data["pairs"])
        return {(int(giver), int(receiver)) for giver, _dash, receiver in found}
