"""What two members share of hiring, for the inbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.hiring.choices import OfferState
from marketplace.hiring.models import Offer
from marketplace.messaging.queries import Between

MOST: Final = 200
MOST_EACH: Final = 4


def offers_between(viewer: Member, others: Sequence[int]) -> Mapping[int, Sequence[Between]]:
    """Return the open offers between the viewer and these members, the newest first. One query.

    An accepted one is an order and shown as such.
    """
    mine = Q(client=viewer, seller__in=others) | Q(seller=viewer, client__in=others)
    rows = Offer.objects.filter(mine, state=OfferState.PENDING).order_by("-id")[:MOST]
    found: dict[int, list[Between]] = defaultdict(list)
    for row in rows:
        other = row.seller_id if row.client_id == viewer.pk else row.client_id
        if len(found[other]) < MOST_EACH:
            found[other].append(
                Between(
                    title=row.title,
                    note=str(row.get_state_display()),
                    url=reverse("messaging:conversation", args=[row.conversation_id]),
                    icon="file-text",
                    tone="info",
                )
            )
    return found
