"""How statements name sponsorships."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.ledger.queries import register_references, register_transfer_kind
from referrals.sponsorships.queries import sponsorship_labels
from referrals.sponsorships.services import PAID, PAID_IN, RETURNED

register_references("sponsorship", sponsorship_labels)
register_transfer_kind(PAID, _("Sponsorship"))
register_transfer_kind(PAID_IN, _("Sponsorship paid in"))
register_transfer_kind(RETURNED, _("Sponsorship returned"))
