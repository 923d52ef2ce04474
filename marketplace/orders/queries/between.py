"""What two members share of orders, for the inbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.messaging.queries import Between
from marketplace.orders.choices import CLOSED_STATES, OrderState
from marketplace.orders.models import Order

MOST: Final = 200
MOST_EACH: Final = 6
_TONES: Final = {OrderState.COMPLETED: "good", OrderState.DISPUTED: "bad"}


def orders_between(viewer: Member, others: Sequence[int]) -> Mapping[int, Sequence[Between]]:
    """Return the orders between the viewer and these members, the newest first. One query."""
    mine = Q(client=viewer, seller__in=others) | Q(seller=viewer, client__in=others)
    found: dict[int, list[Between]] = defaultdict(list)
    for row in Order.objects.filter(mine).order_by("-id")[:MOST]:
        other = row.seller_id if row.client_id == viewer.pk else row.client_id
        if len(found[other]) < MOST_EACH:
            state = OrderState(row.state)
            found[other].append(
                Between(
                    title=row.title,
                    note=str(state.label),
                    url=row.get_absolute_url(),
                    icon="package-check" if state in CLOSED_STATES else "package",
                    tone=_TONES.get(state, "plain"),
                )
            )
    return found


def is_order_under_way(public_id: str) -> bool:
    """Whether an order is neither finished nor called off: a block leaves its talk open."""
    return Order.objects.filter(public_id=public_id).exclude(state__in=CLOSED_STATES).exists()
