"""Forms of the election."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.laurels.choices import (
    NONCE_LENGTH,
    PLACES_MAX,
    REASON_MAX,
    RECEIPT_LENGTH,
    STATEMENT_MAX,
    YEAR_MAX,
    YEAR_MIN,
)
from community.laurels.models import Candidacy, Election
from community.laurels.services.preparing import ElectionDraft
from marketplace.core.form_fields import NumberField

# Days end with the beginning of the next one, which the calendar has to have.
LAST_DAY = date(YEAR_MAX + 1, 12, 31)
LATIN = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


def end_of(day: date) -> datetime:
    """Return the end of a day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=UTC)


def last_day(moment: datetime) -> date:
    """Return the last day that lies before a moment, in UTC."""
    return (moment - timedelta(microseconds=1)).astimezone(UTC).date()


class ElectionForm(forms.Form):
    """The plan of an election."""

    year = NumberField(label=_("Year"), min_value=YEAR_MIN, max_value=YEAR_MAX)
    places = NumberField(
        label=_("Places that can be won"), min_value=1, max_value=PLACES_MAX, initial=1
    )
    counting_from = forms.DateField(
        label=_("The record counts from"),
        help_text=_("To the day on which a candidate is nominated; then it is frozen."),
        widget=_day(),
    )
    vote_opens_on = forms.DateField(
        label=_("Last day to nominate"), widget=_day(), validators=[MaxValueValidator(LAST_DAY)]
    )
    vote_closes_on = forms.DateField(
        label=_("Last day to vote"), widget=_day(), validators=[MaxValueValidator(LAST_DAY)]
    )

    @staticmethod
    def initial_of(election: Election) -> dict[str, Any]:
        """Return what is planned."""
        return {
            "year": election.year,
            "places": election.places,
            "counting_from": election.counting_from,
            "vote_opens_on": last_day(election.vote_opens_at),
            "vote_closes_on": last_day(election.vote_closes_at),
        }

    @property
    def draft(self) -> ElectionDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return ElectionDraft(
            year=sent["year"],
            places=sent["places"],
            counting_from=sent["counting_from"],
            vote_opens_at=end_of(sent["vote_opens_on"]),
            vote_closes_at=end_of(sent["vote_closes_on"]),
        )


class NamingForm(forms.Form):
    """Whom a guru names, and why."""

    candidate = forms.CharField(
        label=_("Username of the guru"),
        max_length=60,
        widget=forms.TextInput(attrs={**LATIN, "placeholder": "@"}),
    )
    reason = forms.CharField(
        label=_("Why they are the guru of the year"),
        help_text=_(
            "The candidate and those who vote read it, with your name; so does everybody, if the "
            "candidate accepts and the result is confirmed."
        ),
        max_length=REASON_MAX,
        widget=_text(4),
    )

    def clean_candidate(self) -> str:
        """Return the username without what people write before it."""
        return str(self.cleaned_data["candidate"]).strip().removeprefix("@").lower()


class StatementForm(forms.Form):
    """A candidate's own words."""

    statement = forms.CharField(
        label=_("A few words to those who vote"),
        help_text=_("Once the result is confirmed, everybody reads them."),
        max_length=STATEMENT_MAX,
        widget=_text(5),
    )


class CancelElectionForm(forms.Form):
    """Why an election is cancelled."""

    reason = forms.CharField(
        label=pgettext_lazy("election", "Why it is cancelled"),
        help_text=_("The club reads it."),
        max_length=REASON_MAX,
        required=False,
        widget=_text(3),
    )


class PrizesForm(forms.Form):
    """Which contest carries the prizes."""

    contest_id = forms.ChoiceField(label=_("Contest with the prizes"), required=False)

    def __init__(self, *args: Any, contests: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [("", _("None")), *contests]
        self.fields["contest_id"].choices = given  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    """A receipt to look up."""

    receipt = forms.RegexField(
        rf"^\s*[0-9a-fA-F]{{{RECEIPT_LENGTH}}}\s*$",
        label=_("Receipt"),
        help_text=_("64 digits and letters from a to f."),
        widget=forms.TextInput(attrs=LATIN),
    )

    def clean_receipt(self) -> str:
        """Return it as receipts are written."""
        return str(self.cleaned_data["receipt"]).strip().lower()


class BallotForm(forms.Form):
    """A rank for each candidate, as far as one likes.

    Candidates stand in an order of their own on each form, so that nobody gains by standing first.
    """

    nonce = forms.RegexField(rf"^[0-9a-f]{{{NONCE_LENGTH}}}$", widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, candidates: Iterable[Candidacy] = (), nonce: str = "", **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"nonce": nonce}
        super().__init__(*args, **kwargs)
        seed = nonce or self.data.get("nonce", "")
        self.candidates = sorted(candidates, key=lambda one: _shuffled(seed, one.public_id))
        count = len(self.candidates)
        ranks = [("", _("No rank")), *((str(place), str(place)) for place in range(1, count + 1))]
        for one in self.candidates:
            self.fields[f"rank_{one.public_id}"] = forms.ChoiceField(
                label=one.candidate.display_name, choices=ranks, required=False
            )

    def rows(self) -> list[tuple[Candidacy, forms.BoundField]]:
        """Return each candidate with the field of their rank."""
        return [(one, self[f"rank_{one.public_id}"]) for one in self.candidates]

    def clean(self) -> dict[str, Any]:
        """Refuse one rank for two."""
        sent = super().clean() or {}
        ranks = [sent.get(f"rank_{one.public_id}") for one in self.candidates]
        given = [rank for rank in ranks if rank]
        if len(set(given)) != len(given):
            raise forms.ValidationError(
                _("Two candidates have the same rank. Give each a rank of its own."),
                code="ballot_rank_twice",
            )
        return sent

    @property
    def ranking(self) -> list[str]:
        """The candidates that got a rank, the first choice first."""
        sent = self.cleaned_data
        ranked = [
            (int(sent[f"rank_{one.public_id}"]), one.public_id)
            for one in self.candidates
            if sent.get(f"rank_{one.public_id}")
        ]
        return [key for _rank, key in sorted(ranked)]


def _shuffled(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed} {key}".encode()).hexdigest()
