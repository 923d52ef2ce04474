"""Forms of searching."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.search.choices import ADDRESS_MAX, NAME_MAX, GroupKind, Kind, Rhythm


class SaveForm(forms.Form):
    """A search to keep. The search itself stands in `address`, as the page's address says it."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    address = forms.CharField(max_length=4 * ADDRESS_MAX, required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=NAME_MAX, required=False)
    rhythm = forms.ChoiceField(label=_("Tell me"), choices=Rhythm.choices, required=False)


class RhythmForm(forms.Form):
    """How often a saved search speaks up."""

    rhythm = forms.ChoiceField(label=_("Tell me"), choices=Rhythm.choices)


class ThingForm(forms.Form):
    """Something that can be found."""

    kind = forms.ChoiceField(choices=Kind.choices)
    ref = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class GroupForm(forms.Form):
    """Words that mean the same."""

    words = forms.CharField(
        label=_("Words that mean the same"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_(
            "One a line, in any language, as people write them. Two words may stand together."
        ),
    )
    kind = forms.ChoiceField(label=_("Why they mean the same"), choices=GroupKind.choices)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def clean_words(self) -> list[str]:
        """Return the words, one for each line that says something."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["words"].splitlines())
        return [line for line in lines if line]
