"""The guarded doors to one order and what belongs to it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.gigs.models import Extra
from marketplace.gigs.queries import offered_extras
from marketplace.ledger.choices import PaymentState
from marketplace.ledger.queries import payments_of
from marketplace.orders.choices import OPEN_REQUESTS, PAYMENT_PURPOSE, ActorKind, RequestState
from marketplace.orders.models import (
    CancellationRequest,
    ClockStop,
    Complaint,
    Coupon,
    CouponUse,
    ExtensionRequest,
    ExtraProposal,
    Order,
    OrderFile,
    Outage,
    RefundProposal,
)


def get_order_for(member: Member | None, public_id: str) -> Order:
    """Return an order for one of its two sides; raises NotFound for everybody else.

    It is the row as it was written: `services.open_order` lets due timers act before.
    """
    order = _with_people().filter(public_id=public_id).first()
    if order is None or member is None or member.pk not in (order.client_id, order.seller_id):
        raise NotFound
    return order


def get_order_for_support(public_id: str) -> Order:
    """Return any order, for the desk that is guarded by its role. Raises NotFound."""
    order = _with_people().filter(public_id=public_id).first()
    if order is None:
        raise NotFound
    return order


def _with_people() -> QuerySet[Order]:
    return Order.objects.select_related("client", "seller", "article")


def arrived_payment(order: Order) -> str:
    """Return the newest payment that reached the client's wallet for this order, or ""."""
    paid = payments_of(order.client).filter(
        purpose_kind=PAYMENT_PURPOSE, purpose_ref=order.public_id, state=PaymentState.PAID
    )
    return paid.values_list("public_id", flat=True).first() or ""


def get_file(order: Order, public_id: str) -> OrderFile:
    """Return one of the order's files. Raises NotFound."""
    found = order.files.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def open_cancellation(order: Order) -> CancellationRequest | None:
    """Return the request for cancellation that waits for an answer, if there is one."""
    if not order.cancellation_by:
        return None
    return order.cancellation_requests.filter(state__in=OPEN_REQUESTS).first()


def open_extension(order: Order) -> ExtensionRequest | None:
    """Return the request for more time that waits for an answer, if there is one."""
    if not order.extension_days:
        return None
    return order.extension_requests.filter(state=RequestState.OPEN).first()


def open_refund(order: Order) -> RefundProposal | None:
    """Return the proposed refund that waits for an answer, if there is one."""
    if not order.refund_by:
        return None
    return order.refund_proposals.filter(state=RequestState.OPEN).first()


def open_extra(order: Order) -> ExtraProposal | None:
    """Return the proposed extra that waits for an answer or its payment, if there is one."""
    if not order.extra_by:
        return None
    return order.extra_proposals.filter(state=RequestState.OPEN).first()


def extras_on_offer(order: Order, kind: ActorKind) -> list[Extra]:
    """Return what a client may add from the gig's own list, without asking first."""
    if order.gig_id is None or kind != ActorKind.CLIENT:
        return []
    return offered_extras(order.gig_id)


def last_complaint(order: Order) -> Complaint | None:
    """Return the client's complaint to support, open or decided, if there is one."""
    if not order.complaint_state:
        return None
    return order.complaints.order_by("-id").first()


def get_coupon(public_id: str) -> Coupon:
    """Return a coupon, for the desk that is guarded by its role. Raises NotFound."""
    found = Coupon.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def coupon_of(order: Order) -> CouponUse | None:
    """Return the coupon that is on the order, if there is one."""
    if not order.discount_amount:
        return None
    return CouponUse.objects.select_related("coupon").filter(order=order).first()


def get_outage(public_id: str) -> Outage:
    """Return an outage, for the desk that is guarded by its role. Raises NotFound."""
    found = Outage.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def open_clock_stop(order: Order) -> ClockStop | None:
    """Return why the clock stands still, if it does."""
    if order.clock_stopped_at is None:
        return None
    return order.clock_stops.filter(ended_at=None).first()


def moments_of(public_id: str) -> tuple[datetime | None, ...]:
    """Return when an order was paid, completed and closed, for counting; () for an unknown one."""
    found = Order.objects.filter(public_id=public_id).values_list(
        "paid_at", "completed_at", "closed_at"
    )
    return tuple(found[0]) if found else ()
