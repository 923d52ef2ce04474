"""Forms of the guru club."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.gurus.choices import (
    APPLICATION_MAX,
    CODE_MAX,
    KNOWN_FOR_MAX,
    LANGUAGES,
    NOTE_MAX,
    REASON_MAX,
    REMARK_MAX,
    SECTION_LABELS,
    SECTION_MAX,
    SECTIONS,
    TITLE_MAX,
    Choice,
    Measure,
    PrivilegeKind,
)
from community.gurus.models import CharterVersion, Duty, Membership
from community.gurus.services.charter import CharterDraft
from community.gurus.services.giving import PrivilegeDraft
from community.gurus.services.memberships import BreakDraft
from marketplace.accounts.choices import Language
from marketplace.core.form_fields import NumberField

LATIN = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
EVIDENCE_LENGTH = 5_500
CODES_LENGTH = 100_000


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


def end_of(day: date) -> datetime:
    """Return the end of a day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=UTC)


class CandidateForm(forms.Form):
    """Whom somebody wants in the club, and why."""

    candidate = forms.CharField(
        label=_("Username of the member"),
        max_length=60,
        widget=forms.TextInput(attrs={**LATIN, "placeholder": "@"}),
    )
    reason = forms.CharField(
        label=_("Why they belong into the club"),
        help_text=_("The candidate and the club read it."),
        max_length=REASON_MAX,
        widget=_text(4),
    )

    def clean_candidate(self) -> str:
        """Return the username without what people write before it."""
        return str(self.cleaned_data["candidate"]).strip().removeprefix("@").lower()


class NominateForm(CandidateForm):
    """The same with what it is seen from."""

    evidence = forms.CharField(
        label=_("What it is seen from"),
        help_text=_(
            "One address on each line: a topic here, a line of their points, or a page elsewhere."
        ),
        max_length=EVIDENCE_LENGTH,
        widget=forms.Textarea(attrs={**LATIN, "rows": 4, "placeholder": "https://"}),
    )


class RemarkForm(forms.Form):
    """Something said in the discussion."""

    text = forms.CharField(label=_("What you think"), max_length=REMARK_MAX, widget=_text(4))
    token = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput())


class VoteForm(forms.Form):
    """A vote."""

    choice = forms.ChoiceField(
        label=_("Your vote"), choices=Choice.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed for a vote against. The club reads it once the vote is over."),
        max_length=REASON_MAX,
        required=False,
        widget=_text(3),
    )


class ApplyForm(forms.Form):
    """An application."""

    text = forms.CharField(
        label=_("What you would like to do in the club"),
        help_text=_("What your record says stands beside it by itself."),
        max_length=APPLICATION_MAX,
        widget=_text(7),
    )
    known_for = forms.CharField(
        label=_("What you are known for, in a few words"),
        help_text=_("It stands beside your name on the club’s public page."),
        max_length=KNOWN_FOR_MAX,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class KnownForForm(forms.Form):
    """What a guru is known for."""

    known_for = forms.CharField(
        label=_("What you are known for, in a few words"),
        max_length=KNOWN_FOR_MAX,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class SignForm(forms.Form):
    """A signature under one version."""

    number = forms.IntegerField(widget=forms.HiddenInput())
    agree = forms.BooleanField(label=_("I have read the charter and sign it."))


class ReasonForm(forms.Form):
    """A decision with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Those whom it concerns read it."),
        max_length=REASON_MAX,
        required=False,
        widget=_text(3),
    )


class AppealForm(forms.Form):
    """An appeal."""

    text = forms.CharField(label=_("Why it is wrong"), max_length=REASON_MAX, widget=_text(4))


class LeaveForm(forms.Form):
    """The days on which a member is on leave, from today."""

    ends_on = forms.DateField(label=_("Last day of the leave"), widget=_day())
    note = forms.CharField(label=_("Note"), max_length=NOTE_MAX, required=False, widget=_text(2))

    def draft(self, today: date) -> BreakDraft:
        """Return what was typed, for the verb."""
        sent = self.cleaned_data
        return BreakDraft(starts_on=today, ends_on=sent["ends_on"], note=sent["note"])


class CharterForm(forms.Form):
    """A version of the charter: four parts in four languages."""

    sign_by = forms.DateField(label=_("Members sign until"), widget=_day())
    note = forms.CharField(
        label=_("What changed"), max_length=NOTE_MAX, required=False, widget=_text(2)
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, held: CharterVersion | None = None, **kwargs: Any) -> None:
        texts = held.texts if held else {}
        initial = {
            f"{part}_{code}": texts.get(code, {}).get(part, "")
            for code in LANGUAGES
            for part in SECTIONS
        }
        kwargs["initial"] = {**initial, "seen": held.number if held else 0} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            for part in SECTIONS:
                self.fields[f"{part}_{code}"] = forms.CharField(
                    label=SECTION_LABELS[part],
                    max_length=SECTION_MAX,
                    widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "lang": code}),
                )

    def languages(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields of each language under its name."""
        return [
            (str(Language(code).label), [self[f"{part}_{code}"] for part in SECTIONS])
            for code in LANGUAGES
        ]

    @property
    def draft(self) -> CharterDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return CharterDraft(
            texts={code: {part: sent[f"{part}_{code}"] for part in SECTIONS} for code in LANGUAGES},
            note=sent["note"],
            sign_by=end_of(sent["sign_by"]),
            seen_number=sent["seen"],
        )


class DutiesForm(forms.Form):
    """How much of each measure is owed in a quarter."""

    def __init__(self, *args: Any, duties: Iterable[Duty] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {duty.measure: duty.required for duty in duties}
        for measure in Measure:
            self.fields[measure.value] = NumberField(
                label=measure.label,
                min_value=0,
                max_value=500,
                initial=held.get(measure.value, 0),
            )


class PrivilegeForm(forms.Form):
    """Something that the club gives."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PrivilegeKind.choices)
    title = forms.CharField(
        label=_("Title"), max_length=TITLE_MAX, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    about = forms.CharField(
        label=_("What it is, and how it is used"),
        max_length=REASON_MAX,
        required=False,
        widget=_text(3),
    )
    capacity = NumberField(
        label=_("How many may have it at once"), min_value=1, max_value=100_000, required=False
    )
    days = NumberField(
        label=_("For how many days; empty: as long as the membership"),
        min_value=1,
        max_value=3_650,
        required=False,
    )
    answer_on = forms.DateField(
        label=_("Of an invitation: until when to answer"), required=False, widget=_day()
    )

    @property
    def draft(self) -> PrivilegeDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return PrivilegeDraft(
            kind=sent["kind"],
            title=sent["title"],
            about=sent["about"],
            capacity=sent["capacity"],
            days=sent["days"],
            answer_by=end_of(sent["answer_on"]) if sent["answer_on"] else None,
        )


class CodesForm(forms.Form):
    """Codes for the stock."""

    codes = forms.CharField(
        label=_("Codes, one on each line"),
        help_text=_("They are kept encrypted. Those that are in the stock already are left out."),
        max_length=CODES_LENGTH,
        widget=forms.Textarea(attrs={**LATIN, "rows": 5, "maxlength": None}),
    )

    def clean_codes(self) -> str:
        """Refuse lines that would be cut."""
        text = str(self.cleaned_data["codes"])
        if any(len(line.strip()) > CODE_MAX for line in text.splitlines()):
            raise forms.ValidationError(
                _("A code has at most %(count)s characters."),
                code="code_too_long",
                params={"count": CODE_MAX},
            )
        return text


class GrantForm(forms.Form):
    """To whom it is given."""

    membership = forms.ChoiceField(label=_("Guru"))

    def __init__(self, *args: Any, memberships: Iterable[Membership] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        given = [(one.public_id, one.member.display_name) for one in memberships]
        field.choices = given  # type: ignore[attr-defined]
