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
    """The total is in escrow; `discount` of it came from a coupon, `credit` from credit."""

    needs_requirements: bool
    discount: int = 0
    credit: int = 0


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
    """All that was paid went back. `back_amount` is what the client got of it this time."""

    back_amount: int = 0


@dataclass(frozen=True, kw_only=True)
class OrderRefundedPartly(OrderEvent):
    """A part of what was paid went back: `refund_amount` now, `refunded_amount` in all.

    `amount` is the order's total. Before completion and after; `back_amount` is what the client
    got of it (a coupon's part goes back to the platform). With `refunded_amount` = `amount` all of
    a completed order went back.
    """

    refund_amount: int
    refunded_amount: int
    back_amount: int = 0


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


@dataclass(frozen=True, kw_only=True)
class OrderChargedBack(OrderEvent):
    """The client's bank took the payment back: a refund of `refund_amount`, all of it as a rule.

    OrderRefunded or OrderRefundedPartly is announced as well.
    """

    refund_amount: int


@dataclass(frozen=True, kw_only=True)
class RefundProposed(OrderEvent):
    refund_amount: int
    answer_due_at: str


@dataclass(frozen=True, kw_only=True)
class RefundRefused(OrderEvent):
    refund_amount: int


@dataclass(frozen=True, kw_only=True)
class RefundWithdrawn(OrderEvent):
    refund_amount: int


@dataclass(frozen=True, kw_only=True)
class RefundExpired(OrderEvent):
    refund_amount: int


@dataclass(frozen=True, kw_only=True)
class ExtraProposed(OrderEvent):
    extra_amount: int
    answer_due_at: str


@dataclass(frozen=True, kw_only=True)
class ExtraAgreed(OrderEvent):
    extra_amount: int
    answer_due_at: str


@dataclass(frozen=True, kw_only=True)
class ExtraRefused(OrderEvent):
    extra_amount: int


@dataclass(frozen=True, kw_only=True)
class ExtraWithdrawn(OrderEvent):
    extra_amount: int


@dataclass(frozen=True, kw_only=True)
class ExtraExpired(OrderEvent):
    extra_amount: int


@dataclass(frozen=True, kw_only=True)
class ExtraAdded(OrderEvent):
    """An extra was paid into the escrow; `amount` is the new total, `due_at` the new deadline."""

    extra_amount: int
    days: int
    revisions: int
    due_at: str
    credit: int = 0


@dataclass(frozen=True, kw_only=True)
class TipPaid(OrderEvent):
    tip_amount: int
    fee: int
    clears_at: str
    credit: int = 0


@dataclass(frozen=True, kw_only=True)
class ComplaintOpened(OrderEvent):
    wanted_amount: int


@dataclass(frozen=True, kw_only=True)
class ComplaintWithdrawn(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ComplaintDecided(OrderEvent):
    """Support decided on a complaint; with a refund OrderRefundedPartly is announced as well."""

    refund_amount: int


@dataclass(frozen=True, kw_only=True)
class OutageCredited(OrderEvent):
    seconds: int
    due_at: str
