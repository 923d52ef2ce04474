"""Forms of what stands on a member's page beside the bio, and of their absence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import EntryKind, SpokenLevel
from marketplace.accounts.models import CvEntry, Profile
from marketplace.accounts.services import EntryDraft, ProfileDetails
from marketplace.accounts.services.resume import MOST_LINKS, MOST_SPOKEN
from marketplace.core.form_fields import NumberField
from marketplace.core.places import spoken_languages

SPOKEN_ROWS, LINK_ROWS = MOST_SPOKEN, MOST_LINKS
BLANK_ENTRIES = 2


def _lang() -> str:
    return (translation.get_language() or "ar")[:2]


class DetailsForm(forms.Form):
    """City, hours, spoken languages and links; rows that stay empty count for nothing."""

    city = forms.CharField(label=_("City"), max_length=60, required=False)
    weekly_hours = NumberField(
        label=_("Hours a week for new work"), min_value=1, max_value=80, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [("", "—"), *spoken_languages(_lang())]
        levels = [("", "—"), *SpokenLevel.choices]
        for row in range(SPOKEN_ROWS):
            number = row + 1
            self.fields[f"language_{row}"] = forms.ChoiceField(
                label=_("Language %(number)s") % {"number": number}, choices=known, required=False
            )
            self.fields[f"level_{row}"] = forms.ChoiceField(
                label=_("Level"), choices=levels, required=False
            )
        for row in range(LINK_ROWS):
            self.fields[f"label_{row}"] = forms.CharField(
                label=_("Link %(number)s is called") % {"number": row + 1},
                max_length=40,
                required=False,
            )
            self.fields[f"address_{row}"] = forms.URLField(
                label=_("Its address"), max_length=300, required=False, assume_scheme="https"
            )

    @property
    def spoken_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of languages, for the page."""
        return [(self[f"language_{row}"], self[f"level_{row}"]) for row in range(SPOKEN_ROWS)]

    @property
    def link_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of links, for the page."""
        return [(self[f"label_{row}"], self[f"address_{row}"]) for row in range(LINK_ROWS)]

    @staticmethod
    def initial_of(profile: Profile) -> dict[str, object]:
        """Return what the form shows at first."""
        first: dict[str, object] = {"city": profile.city, "weekly_hours": profile.weekly_hours}
        for row, (code, level) in enumerate(profile.spoken[:SPOKEN_ROWS]):
            first |= {f"language_{row}": code, f"level_{row}": level}
        for row, (label, address) in enumerate(profile.links[:LINK_ROWS]):
            first |= {f"label_{row}": label, f"address_{row}": address}
        return first

    def clean(self) -> dict[str, Any]:
        """Ask for the other half of a row that was begun."""
        given = self.cleaned_data
        for row in range(SPOKEN_ROWS):
            if given.get(f"language_{row}") and not given.get(f"level_{row}"):
                self.add_error(f"level_{row}", _("Say how well you speak it."))
        for row in range(LINK_ROWS):
            if given.get(f"label_{row}") and not given.get(f"address_{row}"):
                self.add_error(f"address_{row}", _("Give the address as well."))
        return given

    def details(self) -> ProfileDetails:
        """Return what was written."""
        given = self.cleaned_data
        spoken = [(given[f"language_{row}"], given[f"level_{row}"]) for row in range(SPOKEN_ROWS)]
        links = [(given[f"label_{row}"], given[f"address_{row}"]) for row in range(LINK_ROWS)]
        return ProfileDetails(
            city=given["city"],
            weekly_hours=given["weekly_hours"],
            spoken=[(code, level) for code, level in spoken if code],
            links=[(label or address, address) for label, address in links if address],
        )


class EntryForm(forms.Form):
    """A line of the CV; one without a title is left out."""

    kind = forms.ChoiceField(label=_("Kind"), choices=EntryKind.choices)
    title = forms.CharField(label=_("What"), max_length=120, required=False)
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    from_year = NumberField(label=_("From year"), required=False)
    until_year = NumberField(
        label=_("Until year"), required=False, help_text=_("Empty if it goes on.")
    )
    words = forms.CharField(
        label=_("In short"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the title and the year of a line that was begun."""
        given = self.cleaned_data
        begun = any(given.get(name) for name in ("place", "from_year", "until_year", "words"))
        if begun and not given.get("title"):
            self.add_error("title", _("Give this line a title, or empty it."))
        if given.get("title") and given.get("from_year") is None and not self.errors:
            self.add_error("from_year", _("Say when it began."))
        return given

    def entry(self) -> EntryDraft | None:
        """Return the line, None for an empty one."""
        given = self.cleaned_data
        return EntryDraft(**given) if given.get("title") else None

    @staticmethod
    def initial_of(entry: CvEntry) -> dict[str, object]:
        """Return what the line shows at first."""
        names = ("kind", "title", "place", "from_year", "until_year", "words")
        return {name: getattr(entry, name) for name in names}


EntryFormSet = forms.formset_factory(EntryForm, extra=BLANK_ENTRIES, max_num=36)


class VacationForm(forms.Form):
    """From when to when, what visitors read, and whether orders may wait."""

    first_day = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(
        label=_("What visitors read"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    takes_orders = forms.BooleanField(
        label=_("Orders may be placed meanwhile; their days are counted from my return"),
        required=False,
    )
