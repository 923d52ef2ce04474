"""Facts about orders. `order_id` is the public id, members are public ids, amounts minor units."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderEvent(Event):
    """What every fact about an order says. `entry_id` is its line in the order's timeline."""

    order_id: str
    client_id: str
    seller_id: str
    article_id: int | None = None
    gig_id: int | None = None
    amount: int
    currency: str
    entry_id: int | None = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderCreated(OrderEvent):
    source_kind: str
    source_ref: str


@dataclass(frozen=True, kw_only=True)
class OrderPaid(OrderEvent):
    needs_requirements: bool


@dataclass(frozen=True, kw_only=True)
class OrderPaymentUnused(OrderEvent):
    """A payment came when it could no longer be used; the money is in the client's wallet."""

    payment_id: str


@dataclass(frozen=True, kw_only=True)
class RequirementsReminded(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OrderStarted(OrderEvent):
    due_at: str


@dataclass(frozen=True, kw_only=True)
class OrderDelivered(OrderEvent):
    version: int
    review_due_at: str


@dataclass(frozen=True, kw_only=True)
class RevisionRequested(OrderEvent):
    due_at: str


@dataclass(frozen=True, kw_only=True)
class OrderCompleted(OrderEvent):
    """The work is accepted, or a dispute ended so. `kept` is what wasn't refunded before."""

    fee: int
    clears_at: str
    kept: int = 0


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OrderRefunded(OrderEvent):
    """All that was paid went back."""


@dataclass(frozen=True, kw_only=True)
class OrderRefundedPartly(OrderEvent):
    """A part of what was paid went back: now, in all, of `amount`."""

    refund_amount: int
    refunded_amount: int


@dataclass(frozen=True, kw_only=True)
class DisputeOpened(OrderEvent):
    """A side can't agree with the other; the escrow stays until the dispute is settled."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class DisputeWithdrawn(OrderEvent):
    """Who opened a dispute took it back; the order goes on where it was."""

    due_at: str


@dataclass(frozen=True, kw_only=True)
class DeadlinePassed(OrderEvent):
    due_at: str


@dataclass(frozen=True, kw_only=True)
class ClockStopped(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ClockResumed(OrderEvent):
    due_at: str


@dataclass(frozen=True, kw_only=True)
class ExtensionRequested(OrderEvent):
    days: int


@dataclass(frozen=True, kw_only=True)
class ExtensionAnswered(OrderEvent):
    accepted: bool
    due_at: str


@dataclass(frozen=True, kw_only=True)
class CancellationRequested(OrderEvent):
    answer_due_at: str


@dataclass(frozen=True, kw_only=True)
class CancellationRefused(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CancellationWithdrawn(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CancellationEscalated(OrderEvent):
    pass
