"""What articles show in wallets and statements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.articles.choices import COMMISSION_REFERENCE, TIP_REFERENCE
from marketplace.articles.queries import commission_labels, held_for_commissions, tip_labels
from marketplace.articles.services.commissions import PAID, RETURNED, SET_ASIDE
from marketplace.ledger.queries import (
    register_held_sums,
    register_references,
    register_transfer_kind,
)

register_references(TIP_REFERENCE, tip_labels)
register_references(COMMISSION_REFERENCE, commission_labels)
register_held_sums("commissions", held_for_commissions)
register_transfer_kind(SET_ASIDE, _("Set aside for an article"))
register_transfer_kind(PAID, _("Commissioned article"))
register_transfer_kind(RETURNED, _("Fee of an article that was not written"))
