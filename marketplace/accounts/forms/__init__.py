"""Forms of accounts.

`entrance` builds on allauth's forms, which build on `signup`: it is imported by its own name only.
"""

from marketplace.accounts.forms.resume import (
    DetailsForm,
    EntryForm,
    EntryFormSet,
    VacationForm,
)
from marketplace.accounts.forms.settings import (
    LanguageForm,
    PictureForm,
    PreferencesForm,
    ProfileForm,
    TakingWorkForm,
    TokenForm,
)
from marketplace.accounts.forms.signup import SignupExtra

__all__ = [
    "DetailsForm",
    "EntryForm",
    "EntryFormSet",
    "LanguageForm",
    "PictureForm",
    "PreferencesForm",
    "ProfileForm",
    "SignupExtra",
    "TakingWorkForm",
    "TokenForm",
    "VacationForm",
]
