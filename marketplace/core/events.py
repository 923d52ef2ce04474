"""Facts in the past tense, and who listens to them.

An event is a frozen dataclass of JSON scalars. `publish` writes it to the outbox in the caller's
transaction, with one delivery row for each consumer that subscribed. The relay wakes Celery for
each delivery; the consumer's effect and the delivery's `done_at` are written in one transaction, so
each consumer has its effect exactly once however often it is woken (see `marketplace.core.outbox`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

QUEUES = ("money", "default", "mail", "bulk")


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events. Fields are str, int, bool or None; moments are ISO 8601 strings."""

    registry: ClassVar[dict[str, type[Event]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        known = Event.registry.get(cls.__name__)
        if known is not None and known.__module__ != cls.__module__:
            raise TypeError(f"two events are called {cls.__name__}")
        Event.registry[cls.__name__] = cls

    def to_payload(self) -> dict[str, Any]:
        """Return the fields, ready for JSON."""
        return dict(vars(self))

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Build the event again; fields that this release doesn't know are left out."""
        names = cls.__dataclass_fields__
        return cls(**{name: value for name, value in payload.items() if name in names})


E = TypeVar("E", bound=Event)
Consumer = Callable[..., None]


@dataclass(frozen=True)
class Subscription:
    """One consumer of one kind of event."""

    event: type[Event]
    consumer: str
    queue: str
    function: Consumer

    def call(self, event: Event, *, now: datetime) -> None:
        """Run the consumer, inside the transaction that marks the delivery as done."""
        self.function(event, now=now)


SUBSCRIPTIONS: dict[str, Subscription] = {}


def subscribe(
    event: type[E], *, consumer: str, queue: str = "default"
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `function(event, *, now)` under a stable name; names are never reused."""
    if queue not in QUEUES:
        raise ValueError(f"unknown queue {queue}")

    def register(function: Callable[..., None]) -> Callable[..., None]:
        known = SUBSCRIPTIONS.get(consumer)
        if known is not None and known.function.__module__ != function.__module__:
            raise ValueError(f"two consumers are called {consumer}")
        SUBSCRIPTIONS[consumer] = Subscription(event, consumer, queue, function)
        return function

    return register


def consumers_of(event: type[Event]) -> list[Subscription]:
    """Return the subscriptions for this kind of event, in a fixed order."""
    found = [item for item in SUBSCRIPTIONS.values() if item.event is event]
    return sorted(found, key=lambda item: item.consumer)


def publish(event: Event, *, now: datetime) -> None:
    """Write the event and its deliveries to the outbox. Must run inside a transaction."""
    from marketplace.core.outbox import write_event  # noqa: PLC0415  models load after events

    write_event(event, now=now)


def publish_many(events: Sequence[Event], *, now: datetime) -> None:
    """Write many events at once: two statements, however many. Must run inside a transaction."""
    from marketplace.core.outbox import write_events  # noqa: PLC0415  models load after events

    write_events(events, now=now)
