"""Which events of the platform members can listen to from outside.

Each part registers its public events in its receivers; the name is a promise to receivers and is
never reused. One outbox consumer per public event writes the deliveries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from marketplace.core.conf import rules
from marketplace.core.events import Event, subscribe
from marketplace.webhooks.choices import PING
from marketplace.webhooks.models import Endpoint, WebhookDelivery

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

E_contra = TypeVar("E_contra", bound=Event, contravariant=True)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Announcement:
    """What receivers are told, and whose endpoints are: members by their public ids."""

    member_ids: Sequence[str]
    data: dict[str, Any]


class Serialize(Protocol[E_contra]):
    """Turns an event into what receivers may know of it."""

    def __call__(self, event: E_contra, /) -> Announcement: ...


@dataclass(frozen=True)
class PublicEvent:
    """A public event by its name, with words for people."""

    name: str
    label: StrPromise | str


PUBLIC_EVENTS: dict[str, PublicEvent] = {PING: PublicEvent(PING, _("A test, sent by hand"))}


def register_public_event(
    event: type[E], name: str, serializer: Serialize[E], *, label: StrPromise | str = ""
) -> None:
    """Make an event public under a name such as "order.completed"."""

    def announce(fact: E, *, now: datetime) -> None:
        told = serializer(fact)
        write_deliveries(event=name, member_ids=told.member_ids, data=told.data, now=now)

    subscribe(event, consumer=f"webhooks.{name}", queue="bulk")(announce)
    PUBLIC_EVENTS[name] = PublicEvent(name, label or name)


def event_choices() -> list[tuple[str, StrPromise | str]]:
    """Return the public events that can be chosen, by name."""
    return [(name, one.label) for name, one in sorted(PUBLIC_EVENTS.items()) if name != PING]


def write_deliveries(
    *, event: str, member_ids: Sequence[str], data: dict[str, Any], now: datetime
) -> int:
    """Write one delivery for each endpoint of these members that listens; returns how many.

    Runs in the consumer's transaction, so each event is written once.
    """
    ears = Endpoint.objects.listening_to(event).filter(member__public_id__in=set(member_ids))
    rows = [new_delivery(endpoint, event=event, data=data, now=now) for endpoint in ears]
    WebhookDelivery.objects.bulk_create(rows)
    return len(rows)


def new_delivery(
    endpoint: Endpoint, *, event: str, data: dict[str, Any], now: datetime
) -> WebhookDelivery:
    """Return a delivery that is not saved yet, in the form of Standard Webhooks."""
    return WebhookDelivery(
        endpoint=endpoint,
        event=event,
        payload={"type": event, "timestamp": now.isoformat(), "data": data},
        attempts_left=rules().webhook_attempts,
        due_at=now,
        created_at=now,
    )
