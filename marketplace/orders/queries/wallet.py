"""What orders have to say in their sides' wallets and statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.ledger.queries import HeldSum, ReferenceLabel
from marketplace.orders.choices import HOLDING_STATES
from marketplace.orders.models import Order

REFERENCE_PREFIX: Final = "order"
MOST_SHOWN: Final = 20


def held_in_orders(*, member: Member, now: datetime) -> list[HeldSum]:  # noqa: ARG001
    """Return what open orders hold for a member: what they paid, or what they will earn.

    Minor units; the oldest order first. One query.
    """
    mine = Q(client=member) | Q(seller=member)
    orders = Order.objects.filter(mine, state__in=HOLDING_STATES).order_by("id")
    return [
        HeldSum(
            label=order.title,
            amount=order.kept_amount if order.client_id == member.pk else order.earning_amount,
            currency=order.currency,
            note=order.get_state_display(),
            url=order.get_absolute_url(),
        )
        for order in orders[:MOST_SHOWN]
    ]


def order_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name the orders behind references of the books, for one of their sides. One query."""
    ids = [reference.split(":")[1] for reference in references]
    mine = Q(client=member) | Q(seller=member)
    orders = Order.objects.filter(mine, public_id__in=ids)
    found = {
        order.reference: ReferenceLabel(f"{order.number} {order.title}", order.get_absolute_url())
        for order in orders
    }
    # A tip is told apart by what follows the order's own reference.
    known = {reference: ":".join(reference.split(":")[:2]) for reference in references}
    return {reference: found[own] for reference, own in known.items() if own in found}
