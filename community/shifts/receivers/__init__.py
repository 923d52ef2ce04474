"""What follows from facts about shifts: notices, names in statements, marks in the forum."""

from django.utils.translation import gettext_lazy as _

from community.forum.policies import register_paid_marks
from community.shifts.queries import labels_of_shifts, paid_hours_in
from community.shifts.receivers import notices
from community.shifts.services.states import PAID_IN, RETURNED
from community.shifts.services.timing import PAY
from marketplace.ledger.queries import register_references, register_transfer_kind

register_paid_marks(paid_hours_in)
register_references("shift", labels_of_shifts)
for _kind, _label in (
    (PAID_IN, _("Pay of a shift set apart")),
    (RETURNED, _("Pay of a shift returned")),
    (PAY, _("Paid shift")),
):
    register_transfer_kind(_kind, _label)

__all__ = ["notices"]
