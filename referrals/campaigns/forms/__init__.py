"""What is typed about campaigns."""

from referrals.campaigns.forms.desk import (
    BlockForm,
    CallForm,
    CancelForm,
    CauseForm,
    DecideForm,
    HandOverForm,
    NewCampaignForm,
    PictureForm,
    PlanForm,
    SegmentForm,
    WordsForm,
)
from referrals.campaigns.forms.members import AppealForm, CardForm, ProofForm, TicketForm, WriteForm
from referrals.campaigns.forms.missions import MissionForm, SlotForm

__all__ = [
    "AppealForm",
    "BlockForm",
    "CallForm",
    "CancelForm",
    "CardForm",
    "CauseForm",
    "DecideForm",
    "HandOverForm",
    "MissionForm",
    "NewCampaignForm",
    "PictureForm",
    "PlanForm",
    "ProofForm",
    "SegmentForm",
    "SlotForm",
    "TicketForm",
    "WordsForm",
    "WriteForm",
]
