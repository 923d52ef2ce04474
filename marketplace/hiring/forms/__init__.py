"""Forms of hiring."""

from marketplace.hiring.forms.offers import BriefForm, OfferForm
from marketplace.hiring.forms.posted import (
    DaysForm,
    DeclineForm,
    InviteForm,
    MethodForm,
    OpenBriefsForm,
    PostForm,
    ProposalForm,
)

__all__ = [
    "BriefForm",
    "DaysForm",
    "DeclineForm",
    "InviteForm",
    "MethodForm",
    "OfferForm",
    "OpenBriefsForm",
    "PostForm",
    "ProposalForm",
]
