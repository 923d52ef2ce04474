"""Forms of relationships."""

from marketplace.relationships.forms.book import (
    ContactForm,
    DealForm,
    ImportForm,
    InviteForm,
    NoteForm,
    ReminderForm,
    SearchForm,
    SourcesForm,
)
from marketplace.relationships.forms.people import HideForm, IntroductionForm, PulseForm, ShareForm
from marketplace.relationships.forms.retainers import (
    ChangeForm,
    MonthPayForm,
    RetainerForm,
    UsageForm,
)

__all__ = [
    "ChangeForm",
    "ContactForm",
    "DealForm",
    "HideForm",
    "ImportForm",
    "IntroductionForm",
    "InviteForm",
    "MonthPayForm",
    "NoteForm",
    "PulseForm",
    "ReminderForm",
    "RetainerForm",
    "SearchForm",
    "ShareForm",
    "SourcesForm",
    "UsageForm",
]
