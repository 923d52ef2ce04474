"""What can be won."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.calls.choices import PLACES_MAX, ContestKind, Label, PrizeKind
from contests.calls.models import Contest
from contests.calls.services import PrizeDraft
from marketplace.accounts.choices import RTL_LANGUAGES, Language
from marketplace.core.form_fields import AmountField, NumberField

NAME_MAX = 120
LARGEST = 10_000_000_000


class PrizeForm(forms.Form):
    """One prize for some ranks; its name, where it has one, in each language."""

    first_rank = NumberField(label=_("From rank"), min_value=1, max_value=PLACES_MAX)
    last_rank = NumberField(label=_("To rank"), min_value=1, max_value=PLACES_MAX)
    kind = forms.ChoiceField(label=_("What is it?"), choices=PrizeKind.choices)
    amount = AmountField(
        label=_("For each winner"),
        required=False,
        max_value=LARGEST,
        help_text=_("Money and credit only."),
    )
    needs_label = forms.ChoiceField(
        label=_("The least a winner's tickets must prove"),
        required=False,
        choices=[("", _("Nothing")), *Label.choices],
    )

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = contest.currency  # type: ignore[attr-defined]
        if contest.kind != ContestKind.FOLLOW:
            del self.fields["needs_label"]
        for code, name in Language.choices:
            direction = "rtl" if code in RTL_LANGUAGES else "ltr"
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Its name (%(language)s)") % {"language": name},
                max_length=NAME_MAX,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": direction}),
            )

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields of the name."""
        return [self[f"name_{code}"] for code in Language.values]

    @property
    def draft(self) -> PrizeDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return PrizeDraft(
            first_rank=sent["first_rank"],
            last_rank=sent["last_rank"],
            kind=sent["kind"],
            amount=sent["amount"] or 0,
            names={code: sent[f"name_{code}"] for code in Language.values},
            needs_label=sent.get("needs_label", ""),
        )
