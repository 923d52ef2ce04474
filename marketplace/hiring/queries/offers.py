"""The door to offers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.hiring.models import Offer


def get_offer_for(member: Member, public_id: str) -> Offer:
    """Return an offer between the member and somebody. Raises NotFound for all others."""
    rows = Offer.objects.select_related("client", "seller", "proposer", "brief")
    offer = rows.filter(Q(client=member) | Q(seller=member), public_id=public_id).first()
    if offer is None:
        raise NotFound
    return offer


def offers_in(public_ids: Sequence[str], member: Member) -> dict[str, Offer]:
    """Return those of the offers that the member may see, by public id, in one query."""
    rows = Offer.objects.select_related("client", "seller", "proposer")
    mine = rows.filter(Q(client=member) | Q(seller=member), public_id__in=public_ids)
    return {offer.public_id: offer for offer in mine}
