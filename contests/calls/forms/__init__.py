"""What administrators type when they set up a contest."""

from contests.calls.forms.dates import DatesForm, ExtendForm
from contests.calls.forms.prizes import PrizeForm
from contests.calls.forms.rules import (
    CountryForm,
    EligibilityForm,
    RuleBookForm,
    TemplateForm,
    VouchForm,
)
from contests.calls.forms.words import CancelForm, NewContestForm, WordsForm

__all__ = [
    "CancelForm",
    "CountryForm",
    "DatesForm",
    "EligibilityForm",
    "ExtendForm",
    "NewContestForm",
    "PrizeForm",
    "RuleBookForm",
    "TemplateForm",
    "VouchForm",
    "WordsForm",
]
