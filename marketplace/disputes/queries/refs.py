"""What of an order a statement can point to, and how that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from marketplace.disputes.choices import RefKind
from marketplace.messaging.models import Message
from marketplace.messaging.queries import conversation_of
from marketplace.orders.models import Order
from marketplace.orders.queries import Teller, line_of

MESSAGES_OFFERED: Final = 30
EXCERPT: Final = 160


@dataclass(frozen=True)
class Ref:
    """One thing of the order: its key, its sort, who or what, when, and its words."""

    key: str
    kind: str
    label: str
    when: str
    text: str
    url: str


def refs_of(teller: Teller) -> list[Ref]:
    """Return all that may be pointed to: deliveries, timeline, the last messages. Four queries."""
    return [*_deliveries(teller), *_entries(teller), *_messages(teller)]


def shown_refs(teller: Teller, keys: Iterable[str]) -> dict[str, Ref]:
    """Return the things behind these keys; what is gone is left out. At most four queries."""
    wanted = set(keys)
    if not wanted:
        return {}
    ids = [key.partition(":")[2] for key in wanted if key.startswith(f"{RefKind.MESSAGE}:")]
    found = [*_deliveries(teller), *_entries(teller), *_messages(teller, only=ids)]
    return {ref.key: ref for ref in found if ref.key in wanted}


def known_keys(order: Order, keys: Iterable[str]) -> set[str]:
    """Return which of these keys belong to the order."""
    wanted = set(keys)
    messages = [key.partition(":")[2] for key in wanted if key.startswith("message:")]
    known = {f"delivery:{one}" for one in order.deliveries.values_list("version", flat=True)}
    known |= {f"entry:{one}" for one in order.timeline.values_list("pk", flat=True)}
    conversation = conversation_of("order", order.public_id)
    if conversation is not None and messages:
        rows = Message.objects.filter(
            conversation=conversation, public_id__in=messages, author__isnull=False
        )
        known |= {f"message:{one}" for one in rows.values_list("public_id", flat=True)}
    return wanted & known


def _deliveries(teller: Teller) -> list[Ref]:
    return [
        Ref(
            key=f"{RefKind.DELIVERY}:{one.version}",
            kind=str(RefKind.DELIVERY.label),
            label=_("Version %(version)s.") % {"version": teller.number(one.version)},
            when=teller.when(one.delivered_at),
            text=Truncator(one.note_source).chars(EXCERPT),
            url=_order_url(teller.order),
        )
        for one in teller.order.deliveries.order_by("version")
    ]


def _entries(teller: Teller) -> list[Ref]:
    found = []
    for entry in teller.order.timeline.select_related("actor").order_by("id"):
        line = line_of(teller, entry)
        found.append(
            Ref(
                key=f"{RefKind.ENTRY}:{entry.pk}",
                kind=str(RefKind.ENTRY.label),
                label=line.title,
                when=line.when,
                text=Truncator(line.quote or line.text).chars(EXCERPT),
                url=_order_url(teller.order),
            )
        )
    return found


def _messages(teller: Teller, only: list[str] | None = None) -> list[Ref]:
    conversation = conversation_of("order", teller.order.public_id)
    if conversation is None or only == []:
        return []
    rows = Message.objects.filter(conversation=conversation, author__isnull=False).exclude(
        source=""
    )
    if only is not None:
        rows = rows.filter(public_id__in=only)
    newest = list(rows.select_related("author").order_by("-id")[:MESSAGES_OFFERED])
    return [
        Ref(
            key=f"{RefKind.MESSAGE}:{one.public_id}",
            kind=str(RefKind.MESSAGE.label),
            label=one.author.display_name if one.author else "",
            when=teller.when(one.created_at),
            text=Truncator(one.source).chars(EXCERPT),
            url=f"{_order_url(teller.order)}#talk",
        )
        for one in reversed(newest)
    ]


def _order_url(order: Order) -> str:
    return reverse("orders:detail", args=[order.public_id])
