"""The platform's fee follows who brought whom, and falls with loyalty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.ledger.queries import register_references, register_transfer_kind
from marketplace.relationships.choices import COMMISSION, COMMISSION_BACK
from marketplace.relationships.queries import introduction_labels

register_references("introduction", introduction_labels)
register_transfer_kind(COMMISSION, _("Thanks for an introduction"))
register_transfer_kind(COMMISSION_BACK, _("Thanks taken back after a refund"))
