"""Forms of the book of clients."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.core.errors import DomainError
from marketplace.core.form_fields import as_validation_error
from marketplace.core.money import CURRENCIES, parse_amount
from marketplace.relationships.choices import TOLD_SOURCES, Source
from marketplace.relationships.queries.months import zone_of
from marketplace.relationships.services import ContactDraft

DATE = {"type": "date"}
AUTO = {"dir": "auto"}
TOLD = [(source.value, source.label) for source in TOLD_SOURCES]


class ContactForm(forms.Form):
    """A client as the freelancer knows them."""

    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    company = forms.CharField(label=_("Company"), required=False, max_length=80)
    source = forms.ChoiceField(label=_("Where did they come from?"), choices=TOLD, required=False)
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=300,
        help_text=_("Set apart by commas: café, monthly, Riyadh."),
    )
    spoken_on = forms.DateField(
        label=_("When did you last speak elsewhere?"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, is_source_fixed: bool = False, present: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if present and present not in TOLD_SOURCES:
            said = [(present, Source(present).label), *TOLD]
            self.fields["source"].choices = said  # type: ignore[attr-defined]
        if is_source_fixed:
            del self.fields["source"]

    def draft(self) -> ContactDraft:
        """Return what was typed."""
        given = self.cleaned_data
        return ContactDraft(
            name=given["name"],
            email=given["email"],
            phone=given["phone"],
            company=given["company"],
            source=given.get("source") or "",
            tags=given["tags"].replace("،", ",").split(","),
            spoken_on=given["spoken_on"],
        )


class NoteForm(forms.Form):
    """Something that only its writer reads."""

    text = forms.CharField(
        label=_("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3, **AUTO})
    )


class ReminderForm(forms.Form):
    """When to get in touch, and why."""

    text = forms.CharField(label=_("What about?"), max_length=200)
    due_on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs=DATE))

    def due_at(self, timezone: str) -> datetime:
        """Return nine in the morning of that day, where the member is."""
        return datetime.combine(self.cleaned_data["due_on"], time(9), tzinfo=zone_of(timezone))


class DealForm(forms.Form):
    """Work that was agreed and paid outside the platform."""

    amount = forms.CharField(
        label=_("Amount"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "decimal", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in CURRENCIES])
    made_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    source = forms.ChoiceField(label=_("Where did it come from?"), choices=TOLD)
    note = forms.CharField(label=_("What was it?"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Read the amount in its currency."""
        given = super().clean() or {}
        if "amount" in given and "currency" in given:
            try:
                given["minor"] = parse_amount(given["amount"], given["currency"])
            except DomainError as refusal:
                self.add_error("amount", as_validation_error(refusal))
            else:
                if not given["minor"]:
                    self.add_error("amount", _("A deal is more than nothing."))
        return given


class ImportForm(forms.Form):
    """A file of clients."""

    file = forms.FileField(
        label=_("A CSV file"),
        help_text=_(
            "The first line names the columns: name, email, company, phone, source, tags, note."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class InviteForm(forms.Form):
    """A few words to somebody one knows."""

    message = forms.CharField(
        label=_("A few words of yours"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, **AUTO}),
    )


class SearchForm(forms.Form):
    """What is sought in the book. Nonsense seeks nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    tag = forms.CharField(required=False, max_length=30)
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[("", _("All sources")), *Source.choices]
    )


class SourcesForm(forms.Form):
    """From when to when, and in which currency."""

    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        required=False,
        choices=[("", "—"), *((one, one) for one in CURRENCIES)],
    )
