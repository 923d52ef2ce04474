"""What the platform keeps of the next sale between two: by who brought whom, less with loyalty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.account.models import EmailAddress
from django.db.models import Min
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from marketplace.core.conf import rules
from marketplace.ledger.queries import FeeTerms, FeeWords
from marketplace.messaging.models import Conversation
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.relationships.choices import BROUGHT_SOURCES, FeeReason
from marketplace.relationships.models import Invitation, Tie

FEE_WORDS: Final = {
    FeeReason.BROUGHT.value: FeeWords(
        for_seller=_("you brought this client"),
        for_client=_("the freelancer brought you here"),
    ),
    FeeReason.LOYAL.value: FeeWords(
        for_seller=_("you two have worked together before"),
        for_client=_("you two have worked together before"),
    ),
    FeeReason.BROUGHT_LOYAL.value: FeeWords(
        for_seller=_("you brought this client, and you have worked together before"),
        for_client=_("the freelancer brought you here, and you have worked together before"),
    ),
}


def scheduled_fee(*, is_brought: bool, completed: int) -> FeeTerms:
    """Return the fee after so many completed orders of the same two, in basis points.

    Falls by one step with each order down to its floor, and never rises.
    """
    limits = rules()
    start, step, floor = limits.platform_fee_bp, limits.loyalty_step_bp, limits.loyalty_floor_bp
    if is_brought:
        start = min(start, limits.own_client_fee_bp)
        step, floor = limits.own_client_step_bp, limits.own_client_floor_bp
    bp = max(start - step * completed, min(floor, start), 0)
    if is_brought:
        return FeeTerms(bp, FeeReason.BROUGHT_LOYAL if completed else FeeReason.BROUGHT)
    return FeeTerms(bp, FeeReason.LOYAL.value if bp < start else "")


def fee_between(*, client_id: int, seller_id: int) -> FeeTerms:
    """Return the fee of the next order of these two. Two queries, three before they have met."""
    source = (
        Tie.objects.filter(seller_id=seller_id, client_id=client_id)
        .values_list("source", flat=True)
        .first()
    )
    is_brought = (
        was_invited(client_id=client_id, seller_id=seller_id) is not None
        or bool(brought_by_link(client_id=client_id, seller_id=seller_id))
        if source is None
        else source in BROUGHT_SOURCES
    )
    return scheduled_fee(is_brought=is_brought, completed=completed_orders(client_id, seller_id))


def completed_orders(client_id: int, seller_id: int) -> int:
    """Return how many orders the two have completed together.

    One whose money went back whole counts no more, however that came about; one of which a part
    was kept counts as one.
    """
    rows = Order.objects.kept().filter(client_id=client_id, seller_id=seller_id)
    return rows.filter(state=OrderState.COMPLETED).count()


def first_contact_at(*, client_id: int, seller_id: int) -> datetime | None:
    """Return when the two first had anything to do with each other here, None for never.

    Every brief, offer, order and message stands in a conversation of the two: the first of them.
    """
    rows = Conversation.objects.filter(participants__member_id=seller_id).filter(
        participants__member_id=client_id
    )
    found: datetime | None = rows.aggregate(first=Min("created_at"))["first"]
    return found


def was_invited(*, client_id: int, seller_id: int) -> Invitation | None:
    """Return the seller's invitation to an address that this member confirmed, if it counts.

    It counts when it was sent before the two had anything to do with each other here.
    """
    addresses = (
        EmailAddress.objects.filter(user_id=client_id, verified=True)
        .annotate(low=Lower("email"))
        .values("low")
    )
    rows = Invitation.objects.filter(owner_id=seller_id, email__in=addresses)
    invitation = rows.order_by("sent_at", "id").first()
    if invitation is None:
        return None
    met_at = first_contact_at(client_id=client_id, seller_id=seller_id)
    return invitation if met_at is None or invitation.sent_at < met_at else None


Bringer = Callable[..., str]
_BRINGERS: Final[list[Bringer]] = []


def register_bringer(bringer: Bringer) -> None:
    """Ask this one whether a seller's own link brought a client here.

    It is called with `client_id` and `seller_id`; returns what it was ("referral:salma"), or "".
    """
    if bringer not in _BRINGERS:
        _BRINGERS.append(bringer)


def brought_by_link(*, client_id: int, seller_id: int) -> str:
    """Return by which link of the seller's the client came to the platform; "" for none."""
    found = (bringer(client_id=client_id, seller_id=seller_id) for bringer in _BRINGERS)
    return next((ref for ref in found if ref), "")


@dataclass(frozen=True)
class FeeStep:
    """One row of the public schedule: the fee of the nth order of the same two."""

    number: int
    found_bp: int
    brought_bp: int


def fee_schedule() -> list[FeeStep]:
    """Return the fee order by order until neither of the two falls any further."""
    steps: list[FeeStep] = []
    while True:
        done = len(steps)
        found = scheduled_fee(is_brought=False, completed=done).bp
        brought = scheduled_fee(is_brought=True, completed=done).bp
        steps.append(FeeStep(done + 1, found, brought))
        later = scheduled_fee(is_brought=False, completed=done + 1).bp
        last = scheduled_fee(is_brought=True, completed=done + 1).bp
        if (later, last) == (found, brought) or len(steps) >= LONGEST_SCHEDULE:
            return steps


LONGEST_SCHEDULE: Final = 24
