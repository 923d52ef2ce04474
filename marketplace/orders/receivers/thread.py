"""What happens to an order is said in its conversation too, by the platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.events import subscribe
from marketplace.messaging.queries import (
    Card,
    conversation_of,
    register_card,
    register_subject,
)
from marketplace.messaging.services import send_message
from marketplace.orders import events
from marketplace.orders.events import OrderEvent
from marketplace.orders.policies import party_kind
from marketplace.orders.queries import entry_parts, line_of, teller_for

SUBJECT: Final = "order"
CARD: Final = "order_line"
TEMPLATE: Final = "marketplace/orders/_line_card.html"


def address_of(ref: str) -> str:
    """Return where an order is found."""
    return reverse("orders:detail", args=[ref])


def load_lines(refs: Sequence[str], viewer: Member) -> Mapping[str, Card]:
    """Return the lines of the timeline that a side of their order may see, in one query."""
    now = clock.now()
    found = entry_parts([int(ref) for ref in refs if ref.isdecimal()])
    cards: dict[str, Card] = {}
    for pk, entry in found.items():
        kind = party_kind(viewer, entry.order)
        if kind is not None:
            line = line_of(teller_for(entry.order, kind, viewer, now=now), entry)
            cards[str(pk)] = Card(TEMPLATE, {"line": line})
    return cards


register_subject(SUBJECT, label=_("Open the order"), address=address_of)
register_card(CARD, load_lines)


def say(event: OrderEvent, *, now: datetime) -> None:
    """Write the event's line of the timeline into the order's conversation."""
    conversation = conversation_of(SUBJECT, event.order_id)
    if conversation is None or event.entry_id is None:
        return
    send_message(
        conversation=conversation.public_id,
        author=None,
        body="",
        card_kind=CARD,
        card_ref=str(event.entry_id),
        now=now,
    )


for _event in (
    events.OrderPaid,
    events.OrderStarted,
    events.OrderDelivered,
    events.RevisionRequested,
    events.OrderCompleted,
    events.OrderCancelled,
    events.OrderRefunded,
    events.DisputeOpened,
    events.DisputeWithdrawn,
    events.OrderRefundedPartly,
    events.RefundProposed,
    events.RefundRefused,
    events.RefundWithdrawn,
    events.RefundExpired,
    events.ExtraProposed,
    events.ExtraAgreed,
    events.ExtraRefused,
    events.ExtraWithdrawn,
    events.ExtraExpired,
    events.ExtraAdded,
    events.TipPaid,
    events.OutageCredited,
    events.DeadlinePassed,
    events.ClockStopped,
    events.ClockResumed,
    events.ExtensionRequested,
    events.ExtensionAnswered,
    events.CancellationRequested,
    events.CancellationRefused,
    events.CancellationWithdrawn,
    events.CancellationEscalated,
):
    subscribe(_event, consumer=f"orders.say_{_event.__name__}")(say)
