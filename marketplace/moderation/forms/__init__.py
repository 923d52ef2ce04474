"""What is typed about trust."""

from marketplace.moderation.forms.custody import LeaveForm
from marketplace.moderation.forms.desk import (
    AnswerForm,
    AuditForm,
    DecideForm,
    DismissForm,
    SuspendForm,
    UndoForm,
    VisitForm,
)
from marketplace.moderation.forms.members import AppealForm, FlagForm

__all__ = [
    "AnswerForm",
    "AppealForm",
    "AuditForm",
    "DecideForm",
    "DismissForm",
    "FlagForm",
    "LeaveForm",
    "SuspendForm",
    "UndoForm",
    "VisitForm",
]
