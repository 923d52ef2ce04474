"""What follows from facts about shifts: notices, names in statements, marks in the forum."""

from django.utils.translation import gettext_lazy as _

from community.forum.policies import register_paid_posts
from community.shifts.queries import is_paid_post, labels_of_shifts
from community.shifts.receivers import notices
from community.shifts.services.states import PAID_IN, RETURNED
from community.shifts.services.timing import PAY
from marketplace.ledger.queries import register_references, register_transfer_kind

register_paid_posts(is_paid_post)
register_references("shift", labels_of_shifts)
for _kind, _label in (
    (PAID_IN, _("Pay of a shift set apart")),
    (RETURNED, _("Pay of a shift returned")),
    (PAY, _("Paid shift")),
):
    register_transfer_kind(_kind, _label)

__all__ = ["notices"]
