"""How statements and conversations name what belongs to campaigns."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.ledger.queries import register_references, register_transfer_kind
from marketplace.messaging.queries import register_subject
from referrals.campaigns.queries import labels_of_campaigns, labels_of_causes
from referrals.campaigns.services import (
    CAUSE_PAID,
    DONATION,
    PAID_IN,
    RETURNED,
    REWARD,
    SUBJECT,
)

register_references("campaign", labels_of_campaigns)
register_references("cause", labels_of_causes)
for _kind, _label in (
    (PAID_IN, _("Fund of a campaign paid in")),
    (RETURNED, _("Fund of a campaign returned")),
    (REWARD, _("Reward of a mission")),
    (DONATION, _("Reward given to a cause")),
    (CAUSE_PAID, _("Handed over to a cause")),
):
    register_transfer_kind(_kind, _label)


def address_of_match(ref: str) -> str:
    """Return where the people of a conversation were brought together."""
    return reverse("campaigns:match", args=[ref])


register_subject(SUBJECT, label=_("Where you were brought together"), address=address_of_match)
