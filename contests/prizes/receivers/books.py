"""How statements name prizes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from contests.prizes.services.paying import PRIZE
from marketplace.ledger.queries import register_transfer_kind

register_transfer_kind(PRIZE, _("Prize of a contest"))
