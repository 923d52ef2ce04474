"""What is typed about sponsorships."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import RTL_LANGUAGES, Language
from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField, NumberField
from marketplace.core.places import countries, spoken_languages
from referrals.links.choices import PATH_MAX, WORD_MAX
from referrals.sponsorships.choices import (
    ADDRESS_MAX,
    AUDIENCE_MAX,
    LICENCE_MAX,
    PLACE_MAX,
    REASON_MAX,
    STAYS_MAX,
    TEXT_MAX,
    Network,
    PayKind,
)
from referrals.sponsorships.queries import Disclosure
from referrals.sponsorships.services import ChannelDraft, Terms

LATIN: Final = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}
MOST: Final = 10_000_000_000


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _end_of(day: date) -> datetime:
    """Return the moment at which a day is over in UTC; the last one there is for the last day."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day, time.min, UTC) + timedelta(days=1)


class ChannelForm(forms.Form):
    """Where the creator speaks."""

    network = forms.ChoiceField(label=_("Network"), choices=Network.choices)
    address = forms.CharField(
        label=_("Address of the channel"),
        max_length=ADDRESS_MAX,
        widget=forms.TextInput(attrs={**LATIN, "inputmode": "url", "placeholder": "https://"}),
    )
    audience = NumberField(
        label=_("How many follow it"), min_value=0, max_value=AUDIENCE_MAX, required=False
    )
    language = forms.ChoiceField(label=_("Language of the channel"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = (get_language() or "ar")[:2]
        chosen = self.fields["language"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = spoken_languages(lang)
        self.initial.setdefault("language", lang)

    @property
    def channel(self) -> ChannelDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        return ChannelDraft(
            network=sent["network"],
            address=sent["address"],
            language=sent["language"],
            audience=sent["audience"] or 0,
        )


class TermsForm(forms.Form):
    """What is published, where, until when, for how much."""

    content = forms.CharField(
        label=_("What is published"),
        help_text=_("A video of ten minutes, a post, an episode: say it so that both agree later."),
        max_length=TEXT_MAX,
        widget=_text(4),
    )
    place = forms.CharField(
        label=_("Where it stands"),
        help_text=_("The channel’s name and the place in it: “main video, first two minutes”."),
        max_length=PLACE_MAX,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    path = forms.CharField(
        label=_("The page it leads to"),
        max_length=PATH_MAX,
        required=False,
        widget=forms.TextInput(attrs={**LATIN, "placeholder": "/"}),
    )
    starts_on = forms.DateField(
        label=_("Begins on"),
        help_text=_("Empty: as soon as the sum is paid in."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    publish_by = forms.DateField(
        label=_("Published by"), widget=forms.DateInput(attrs={"type": "date"})
    )
    stays_days = NumberField(label=_("Stays up for (days)"), min_value=1, max_value=STAYS_MAX)
    country = forms.ChoiceField(
        label=_("Country of the audience"),
        help_text=_("Its rules say which words show that it is advertising."),
        required=False,
    )
    licence = forms.CharField(
        label=_("Number of the advertising licence"),
        help_text=_("Where the country asks for one."),
        max_length=LICENCE_MAX,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    pay_kind = forms.ChoiceField(label=_("Paid in"), choices=PayKind.choices)
    amount = AmountField(label=_("Sum"), min_value=1, max_value=MOST)

    def __init__(self, *args: Any, currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = (get_language() or "ar")[:2]
        chosen = self.fields["country"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("All other countries")), *countries(lang)]
        self.currency = currency or rules().default_currency
        self.fields["amount"].currency = self.currency  # type: ignore[attr-defined]
        self.initial.setdefault("stays_days", 30)

    def clean_path(self) -> str:
        """Nothing typed means the home page."""
        return str(self.cleaned_data["path"] or "/")

    @property
    def terms(self) -> Terms:
        """What was typed, for the verb: a day ends with the day."""
        sent = self.cleaned_data
        starts = sent["starts_on"]
        return Terms(
            content=sent["content"],
            place=sent["place"],
            path=sent["path"],
            starts_at=datetime.combine(starts, time.min, UTC) if starts else None,
            publish_by=_end_of(sent["publish_by"]),
            stays_days=sent["stays_days"],
            country=sent["country"],
            licence=sent["licence"],
            pay_kind=sent["pay_kind"],
            amount=sent["amount"],
            currency=self.currency,
        )


class RequestForm(ChannelForm, TermsForm):
    """A creator's request."""

    pitch = forms.CharField(
        label=_("Why your audience would care"),
        max_length=TEXT_MAX,
        required=False,
        widget=_text(3),
    )


class InviteForm(RequestForm):
    """An invitation by the desk."""

    username = forms.CharField(
        label=_("Creator’s member name"), max_length=60, widget=forms.TextInput(attrs=LATIN)
    )
    field_order = ("username",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pitch"].label = _("What you write to the creator")


class AgreeForm(forms.Form):
    licence = forms.CharField(
        label=_("Number of the advertising licence"),
        max_length=LICENCE_MAX,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=REASON_MAX, required=False, widget=_text(2)
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("What you saw"), max_length=REASON_MAX, required=False, widget=_text(2)
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why the refusal is wrong"), max_length=TEXT_MAX, required=False, widget=_text(3)
    )


class ProofForm(forms.Form):
    address = forms.CharField(
        label=_("Address of what you published"),
        max_length=ADDRESS_MAX,
        widget=forms.TextInput(attrs={**LATIN, "inputmode": "url", "placeholder": "https://"}),
    )


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("A word in place of the code"),
        help_text=_("Small Latin letters, digits and hyphens. It can’t be changed later."),
        max_length=WORD_MAX,
        widget=forms.TextInput(attrs=LATIN),
    )


class BookForm(forms.Form):
    """A country's words of disclosure, one in a line, in each language."""

    needs_licence = forms.BooleanField(
        label=_("Whoever advertises needs a licence"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in Language.choices:
            direction = "rtl" if code in RTL_LANGUAGES else "ltr"
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("Words (%(language)s), one in a line") % {"language": name},
                max_length=REASON_MAX,
                required=code == Language.ENGLISH,
                widget=forms.Textarea(attrs={"rows": 4, "lang": code, "dir": direction}),
            )

    @staticmethod
    def initial_of(book: Disclosure) -> dict[str, Any]:
        """Return what the fields show of a book."""
        words = {f"words_{code}": "\n".join(book.words.get(code, ())) for code in Language.values}
        return {"needs_licence": book.needs_licence, **words}

    @property
    def book(self) -> Disclosure:
        """What was typed."""
        sent = self.cleaned_data
        words = {
            code: tuple(
                line.strip()[:60] for line in sent[f"words_{code}"].splitlines() if line.strip()
            )
            for code in Language.values
        }
        return Disclosure(words, needs_licence=sent["needs_licence"])
