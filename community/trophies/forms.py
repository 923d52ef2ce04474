"""A trophy as a form: words in four languages, and a rule in rows, one condition each."""

from __future__ import annotations

import json
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.reputation.choices import Kind
from community.trophies.choices import (
    AREA_MAX,
    AT_LEAST_MAX,
    LANGUAGES,
    LEAVES_MAX,
    LINE_MAX,
    NAME_MAX,
    SLUG_MAX,
    WITHIN_DAYS_MAX,
    Drawing,
    Metric,
    Policy,
    Season,
    Tier,
)
from community.trophies.models import Trophy
from community.trophies.services import TrophyDraft
from marketplace.core.form_fields import NumberField

JOINTS: Final = (
    ("all", pgettext_lazy("rule", "All conditions must be met")),
    ("any", pgettext_lazy("rule", "One condition is enough")),
)
_NAMES: Final = {
    "ar": _("Name in Arabic"),
    "en": _("Name in English"),
    "he": _("Name in Hebrew"),
    "ur": _("Name in Urdu"),
}
_LINES: Final = {
    "ar": _("Line in Arabic"),
    "en": _("Line in English"),
    "he": _("Line in Hebrew"),
    "ur": _("Line in Urdu"),
}


class ConditionForm(forms.Form):
    """One row of a rule; a row without a metric is no condition."""

    metric = forms.ChoiceField(
        label=_("What is measured"), choices=[("", "—"), *Metric.choices], required=False
    )
    kinds = forms.MultipleChoiceField(
        label=_("Of which contributions"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    at_least = NumberField(label=_("At least"), min_value=1, max_value=AT_LEAST_MAX, required=False)
    of_at_least = NumberField(
        label=_("Of at least so many replies"),
        help_text=_("For the share of replies only."),
        min_value=1,
        max_value=AT_LEAST_MAX,
        required=False,
    )
    within_days = NumberField(
        label=_("Within so many days"),
        help_text=_("Empty: at any time."),
        min_value=1,
        max_value=WITHIN_DAYS_MAX,
        required=False,
    )
    area = forms.CharField(
        label=_("Only in this category"),
        help_text=_("The last part of its address. Empty: anywhere."),
        max_length=AREA_MAX,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    is_not = forms.BooleanField(label=_("Must not be met"), required=False)

    def clean(self) -> dict[str, Any]:
        """Say in the row what it lacks; the rule itself is read again when it is saved."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        metric = given.get("metric")
        if metric and not given.get("at_least") and "at_least" not in self.errors:
            self.add_error("at_least", _("How many does it take?"))
        if metric == Metric.SHARE and not given.get("of_at_least"):
            self.add_error("of_at_least", _("Of how many replies at least?"))
        if metric and metric != Metric.SHARE and not given.get("kinds"):
            self.add_error("kinds", _("Choose one kind of contributions or more."))
        return given

    def to_json(self) -> dict[str, Any] | None:
        """Return the condition, None for an empty row."""
        given = self.cleaned_data
        if not given.get("metric"):
            return None
        found: dict[str, Any] = {"metric": given["metric"], "at_least": given.get("at_least")}
        if given["metric"] == Metric.SHARE:
            found["of_at_least"] = given.get("of_at_least")
        else:
            found["kinds"] = given.get("kinds") or []
            if given.get("within_days"):
                found["within_days"] = given["within_days"]
        if given.get("area"):
            found["area"] = given["area"]
        return {"not": found} if given.get("is_not") else found


Conditions = forms.formset_factory(ConditionForm, extra=0, max_num=LEAVES_MAX, validate_max=True)


class TrophyForm(forms.Form):
    slug = forms.SlugField(
        label=_("Address"),
        help_text=_("Latin letters, digits and hyphens. It stays for good."),
        max_length=SLUG_MAX,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    tier = forms.TypedChoiceField(label=_("How hard"), choices=Tier.choices, coerce=int)
    drawing = forms.ChoiceField(label=_("Drawing"), choices=Drawing.choices)
    season = forms.ChoiceField(label=_("Season"), choices=Season.choices, required=False)
    policy = forms.ChoiceField(
        label=_("When something is reversed"), choices=Policy.choices, widget=forms.RadioSelect
    )
    is_hidden = forms.BooleanField(
        label=_("Hidden: its name is shown once somebody has won it"), required=False
    )
    joint = forms.ChoiceField(
        label=_("How the conditions belong together"), choices=JOINTS, widget=forms.RadioSelect
    )
    rule = forms.JSONField(
        label=_("The whole rule as text"),
        help_text=_(
            "For rules with parts inside parts. Filled in, it takes the place of the rows."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "class": "font-mono"}),
    )

    def __init__(self, *args: Any, trophy: Trophy | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            own = {"lang": language, "dir": "ltr" if language == "en" else "rtl"}
            self.fields[f"name_{language}"] = forms.CharField(
                label=_NAMES[language], max_length=NAME_MAX, widget=forms.TextInput(attrs=own)
            )
            self.fields[f"line_{language}"] = forms.CharField(
                label=_LINES[language], max_length=LINE_MAX, widget=forms.TextInput(attrs=own)
            )
        if trophy is not None:
            del self.fields["slug"]

    def to_draft(self, conditions: list[dict[str, Any]], slug: str) -> TrophyDraft:
        """Return what was written, with the rule of the rows or of the text."""
        given = self.cleaned_data
        rows: object = {given["joint"]: conditions} if len(conditions) != 1 else conditions[0]
        return TrophyDraft(
            slug=slug or given["slug"],
            names={language: given[f"name_{language}"] for language in LANGUAGES},
            lines={language: given[f"line_{language}"] for language in LANGUAGES},
            tier=given["tier"],
            drawing=given["drawing"],
            rule=given["rule"] if given.get("rule") else rows,
            season=given["season"],
            policy=given["policy"],
            is_hidden=given["is_hidden"],
        )


def initial_of(trophy: Trophy | None) -> dict[str, Any]:
    """Return what a form begins with: a trophy as it stands, or what most trophies have."""
    if trophy is None:
        return {"policy": Policy.REVOKE, "joint": "all", "tier": Tier.COPPER}
    names = {f"name_{language}": trophy.names.get(language, "") for language in LANGUAGES}
    lines = {f"line_{language}": trophy.lines.get(language, "") for language in LANGUAGES}
    rows = rows_of(trophy.rule)
    return {
        **names,
        **lines,
        "tier": trophy.tier,
        "drawing": trophy.drawing,
        "season": trophy.season,
        "policy": trophy.policy,
        "is_hidden": trophy.is_hidden,
        "joint": "any" if "any" in trophy.rule else "all",
        "rule": None if rows else json.loads(json.dumps(trophy.rule)),
    }


def rows_of(rule: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a rule, none where it has parts inside parts."""
    parts = rule.get("all") or rule.get("any") or [rule]
    found = []
    for part in parts:
        is_not = "not" in part
        leaf = part["not"] if is_not else part
        if "metric" not in leaf:
            return []
        found.append(leaf | {"is_not": is_not})
    return found
