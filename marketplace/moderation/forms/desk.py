"""What moderators, support and administrators write."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from typing_extensions import override

from marketplace.moderation.choices import HOUSE_RULES, REASON_LIMIT, SUSPENSION_DAYS
from marketplace.moderation.queries import AuditFilter

ROWS: Final = {"rows": 4, "dir": "auto"}


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs=ROWS),
        help_text=help_text,
    )


def rule_choices() -> list[tuple[str, str]]:
    """Return the house rules, by number."""
    return [("", "—"), *((rule.number, f"{rule.number} {rule.title}") for rule in HOUSE_RULES)]


def day_choices() -> list[tuple[str, str]]:
    """Return how long a suspension may last, in words."""
    return [
        (
            str(days),
            ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
            if days
            else str(_("Until somebody decides otherwise")),
        )
        for days in SUSPENSION_DAYS
    ]


class DismissForm(forms.Form):
    """Nothing is wrong with the thing."""

    reason = _reason(_("Reason"), _("For the log. Those who reported it hear the outcome only."))
    in_bad_faith = forms.BooleanField(label=_("The reports were made in bad faith"), required=False)


class DecideForm(forms.Form):
    """A rule was broken."""

    rule = forms.ChoiceField(label=_("The rule"), choices=rule_choices)
    reason = _reason(
        _("Reason"), _("The member reads exactly this: what, where, and what would be right.")
    )


class SuspendForm(DecideForm):
    """A rule was broken so badly that the account closes."""

    days = forms.TypedChoiceField(label=_("How long"), choices=day_choices, coerce=int)


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    reason = _reason(_("Why is it taken back?"))


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    answer = _reason(_("Your answer"), _("The member reads exactly this."))


class VisitForm(forms.Form):
    """Whom support looks at the site as, and why."""

    username = forms.CharField(
        label=_("Username"),
        max_length=30,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
    )
    reason = _reason(
        _("Why"),
        _("Name the ticket or the question. The member is told of the visit and reads it."),
    )


class AuditForm(forms.Form):
    """What to look for in the audit log."""

    actor = forms.CharField(
        label=_("Who"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Username or id"),
    )
    action = forms.CharField(
        label=_("Did what"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Such as case_hide"),
    )
    subject = forms.CharField(
        label=_("To what"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Such as gig:abc…, or gig: for all of them"),
    )
    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    @override
    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return given

    def wanted(self) -> AuditFilter:
        """Return the filter; nothing of it where the form is wrong."""
        if not self.is_valid():
            return AuditFilter()
        given = self.cleaned_data
        return AuditFilter(
            actor=given["actor"].strip(),
            action=given["action"].strip(),
            subject=given["subject"].strip(),
            since=given["since"],
            until=given["until"],
        )
