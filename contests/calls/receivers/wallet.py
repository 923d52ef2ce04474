"""How contests are named in statements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from contests.calls.queries import labels_of_contests
from contests.calls.services import PAID_IN, RETURNED
from marketplace.ledger.queries import register_references, register_transfer_kind

register_references("contest", labels_of_contests)
register_transfer_kind(PAID_IN, _("Prize fund paid in"))
register_transfer_kind(RETURNED, _("Prize fund returned"))
