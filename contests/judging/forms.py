"""What is typed about judging."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.judging.choices import (
    FEEDBACK_MAX,
    GUIDE_MAX,
    HINT_MAX,
    NAME_MAX,
    REASON_MAX,
    SCORES,
    SilentRule,
)
from contests.judging.models import Criterion, Judging
from contests.judging.queries import Line
from contests.judging.services import CriterionDraft, RulesDraft
from marketplace.accounts.choices import Language
from marketplace.core.form_fields import NumberField


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class RulesForm(forms.Form):
    """How many judge each entry, the final, and the rule for silent judges."""

    judges_per_entry = NumberField(
        label=_("Judges for each entry"),
        help_text=_("From five on, the lowest and the highest score of an entry are left out."),
        min_value=1,
        max_value=9,
    )
    final_size = NumberField(
        label=_("Entries in the final"),
        help_text=_("The best meet in pairs. 0: there is no final."),
        min_value=0,
        max_value=8,
    )
    silent_rule = forms.ChoiceField(
        label=_("If judges stay silent"), choices=SilentRule.choices, widget=forms.RadioSelect
    )

    @classmethod
    def about(cls, judging: Judging) -> RulesForm:
        """Return the form with what is set now."""
        names = ("judges_per_entry", "final_size", "silent_rule")
        return cls(initial={name: getattr(judging, name) for name in names})

    @property
    def draft(self) -> RulesDraft:
        """What was chosen."""
        return RulesDraft(**self.cleaned_data)


class CriterionForm(forms.Form):
    """A criterion in four languages; guides are five lines, from 1 to 5."""

    weight = NumberField(
        label=_("Weight"),
        help_text=_("Weights count by their shares: 4, 3, 2, 1 is the same as 40, 30, 20, 10."),
        min_value=1,
        max_value=1_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in Language.choices:
            words = {"language": name}
            attrs = {"lang": code, "dir": "auto"}
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name (%(language)s)") % words,
                max_length=NAME_MAX,
                required=False,
                widget=forms.TextInput(attrs=attrs),
            )
            self.fields[f"hint_{code}"] = forms.CharField(
                label=_("What is measured (%(language)s)") % words,
                max_length=HINT_MAX,
                required=False,
                widget=forms.TextInput(attrs=attrs),
            )
            self.fields[f"guides_{code}"] = forms.CharField(
                label=_("What the scores 1 to 5 stand for (%(language)s)") % words,
                help_text=_("Five lines, the first for 1."),
                max_length=(GUIDE_MAX + 2) * len(SCORES),
                required=False,
                widget=forms.Textarea(attrs={**attrs, "rows": 5}),
            )

    @classmethod
    def about(cls, criterion: Criterion) -> CriterionForm:
        """Return the form with what is set now."""
        initial: dict[str, Any] = {"weight": criterion.weight}
        for code in Language.values:
            initial[f"name_{code}"] = criterion.names.get(code, "")
            initial[f"hint_{code}"] = criterion.hints.get(code, "")
            initial[f"guides_{code}"] = "\n".join(criterion.guides.get(code, []))
        return cls(initial=initial)

    @property
    def draft(self) -> CriterionDraft:
        """What was typed."""
        given = self.cleaned_data
        return CriterionDraft(
            weight=given["weight"],
            names={code: given[f"name_{code}"] for code in Language.values},
            hints={code: given[f"hint_{code}"] for code in Language.values},
            guides={code: given[f"guides_{code}"].splitlines() for code in Language.values},
        )


class InviteForm(forms.Form):
    """Whom to invite."""

    username = forms.CharField(
        label=_("Username of the judge"),
        help_text=_("A member with the role of judge."),
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
    )


class ReplaceForm(forms.Form):
    """Why a judge is replaced."""

    reason = forms.CharField(
        label=_("Why (kept in the audit log)"),
        max_length=REASON_MAX,
        required=False,
        widget=_words(2),
    )


class AnswerForm(forms.Form):
    """How an invitation is answered."""

    is_named = forms.BooleanField(
        label=_("My name may stand on the fairness page after the results"), required=False
    )
    reason = forms.CharField(
        label=_("Why not, if you decline"), max_length=REASON_MAX, required=False, widget=_words(2)
    )


class SheetForm(forms.Form):
    """Scores by criterion, and the sentence that the writer reads."""

    feedback = forms.CharField(
        label=_("Your sentence for the writer"),
        max_length=FEEDBACK_MAX,
        required=False,
        widget=_words(4),
    )
    with_gaps = forms.BooleanField(
        label=_("Seal it incomplete: the weight of empty criteria is shared among the others"),
        required=False,
    )

    def __init__(self, rubric: list[Line], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        for line in rubric:
            self.fields[f"score_{line.position}"] = forms.TypedChoiceField(
                label=line.name,
                choices=[("", ""), *((str(score), str(score)) for score in SCORES)],
                coerce=int,
                empty_value=None,
                required=False,
            )

    @property
    def scores(self) -> dict[int, int | None]:
        """What was scored, by position."""
        return {
            line.position: self.cleaned_data.get(f"score_{line.position}") for line in self.rubric
        }


class DeclareForm(forms.Form):
    """Whose entry a judge must not get."""

    username = forms.CharField(
        label=_("Username"),
        help_text=_("The name in the address of the member’s profile."),
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
    )
    note = forms.CharField(
        label=_("What ties you"),
        help_text=_("Administrators read it, nobody else."),
        max_length=REASON_MAX,
        required=False,
        widget=_words(2),
    )


class RecuseForm(forms.Form):
    """Why a judge steps back from an entry."""

    reason = forms.CharField(
        label=_("What ties you to the writer or the text"),
        help_text=_("Administrators read it. The entry goes to another judge."),
        max_length=REASON_MAX,
        widget=_words(2),
    )
