"""Lists of orders, each in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.orders.choices import ActorKind, ComplaintState, OrderState, TimerKind
from marketplace.orders.models import Complaint, Coupon, Order, Outage


class Side(models.TextChoices):
    """Which side of their orders a member looks at."""

    ALL = "all", _("All")
    BOUGHT = "bought", _("I ordered")
    SOLD = "sold", _("I deliver")


class Tab(models.TextChoices):
    """Which orders a list shows."""

    OPEN = "open", _("Open")
    MY_TURN = "mine", _("My turn")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Called off")


_CLIENT_ACTS = (
    OrderState.PENDING_PAYMENT,
    OrderState.AWAITING_REQUIREMENTS,
    OrderState.DELIVERED,
)
_SELLER_ACTS = (OrderState.IN_PROGRESS, OrderState.REVISION_REQUESTED)
_ENDED = (OrderState.CANCELLED, OrderState.REFUNDED)


@dataclass(frozen=True)
class OrderRow:
    """One order in a list, as one of its sides sees it."""

    public_id: str
    number: str
    url: str
    title: str
    language: str
    category: str
    state: str
    state_label: str
    counterpart: str
    is_client: bool
    is_my_turn: bool
    is_late: bool
    amount: int
    currency: str
    next_at: datetime | None
    next_label: str
    created_at: datetime


def _of_side(member: int, side: Side) -> QuerySet[Order]:
    if side == Side.BOUGHT:
        return Order.objects.filter(client=member)
    if side == Side.SOLD:
        return Order.objects.filter(seller=member)
    return Order.objects.of_party(member)


def _turn_of(member: int) -> Q:
    """Orders in which this member's step is the next one."""
    asked_me = Q(
        client=member, cancellation_by=ActorKind.SELLER, cancellation_due_at__isnull=False
    ) | Q(seller=member, cancellation_by=ActorKind.CLIENT, cancellation_due_at__isnull=False)
    more_time = Q(client=member, extension_days__gt=0)
    proposed = (
        Q(client=member, refund_by=ActorKind.SELLER)
        | Q(seller=member, refund_by=ActorKind.CLIENT)
        | Q(client=member, extra_agreed=True)
        | Q(seller=member, extra_by=ActorKind.CLIENT, extra_agreed=False)
    )
    return (
        Q(client=member, state__in=_CLIENT_ACTS)
        | Q(seller=member, state__in=_SELLER_ACTS)
        | asked_me
        | more_time
        | proposed
    )


def _in_tab(member: int, tab: Tab) -> Q:
    return {
        Tab.OPEN: Q(closed_at=None),
        Tab.MY_TURN: Q(closed_at=None) & _turn_of(member),
        Tab.COMPLETED: Q(state=OrderState.COMPLETED),
        Tab.ENDED: Q(state__in=_ENDED),
    }[tab]


def count_tabs(member: Member, side: Side) -> dict[str, int]:
    """Return how many orders each tab holds, in one query."""
    counts = {tab.name.lower(): Count("id", filter=_in_tab(member.pk, tab)) for tab in Tab}
    found: dict[str, int] = _of_side(member.pk, side).aggregate(**counts)
    return {tab.value: found[tab.name.lower()] for tab in Tab}


def orders_of_member(member: Member, *, side: Side, tab: Tab) -> QuerySet[Order]:
    """Return a member's orders, newest first, with both people; `as_row` shows one.

    Lazy, so that the caller may take a page of it.
    """
    found = _of_side(member.pk, side).filter(_in_tab(member.pk, tab))
    return found.select_related("client", "seller").order_by("-id")


def order_rows(
    member_id: int, side: Side, tab: Tab, columns: tuple[str, ...]
) -> QuerySet[Order, dict[str, Any]]:
    """Return these columns of a member's orders as dictionaries, for the API's pages."""
    found = _of_side(member_id, side).filter(_in_tab(member_id, tab))
    rows: QuerySet[Order, dict[str, Any]] = found.values(*columns)
    return rows


def as_row(order: Order, member: Member) -> OrderRow:
    """Return what a list shows of an order. No query: the people must be loaded."""
    is_client = order.client_id == member.pk
    return OrderRow(
        public_id=order.public_id,
        number=order.number,
        url=order.get_absolute_url(),
        title=order.title,
        language=order.language,
        category=order.category,
        state=order.state,
        state_label=str(OrderState(order.state).label),
        counterpart=(order.seller if is_client else order.client).display_name,
        is_client=is_client,
        is_my_turn=_is_turn(order, is_client=is_client),
        is_late=order.is_late,
        amount=order.total_amount if is_client else order.earning_amount,
        currency=order.currency,
        next_at=order.timer_at,
        next_label=str(TimerKind(order.timer_kind).label) if order.timer_kind else "",
        created_at=order.created_at,
    )


def _is_turn(order: Order, *, is_client: bool) -> bool:
    """Say of one order what `_turn_of` says in the database."""
    if order.is_closed:
        return False
    other = ActorKind.SELLER if is_client else ActorKind.CLIENT
    if order.cancellation_by == other and order.cancellation_due_at is not None:
        return True
    if is_client and order.extension_days:
        return True
    if order.refund_by == other or (order.extra_agreed if is_client else _must_agree(order)):
        return True
    return order.state in (_CLIENT_ACTS if is_client else _SELLER_ACTS)


def _must_agree(order: Order) -> bool:
    """Whether the freelancer has to say yes or no to an extra that the client proposes."""
    return order.extra_by == ActorKind.CLIENT and not order.extra_agreed


def complaint_queue() -> QuerySet[Complaint]:
    """Return the complaints on which support decides, the longest waiting first."""
    return (
        Complaint.objects.filter(state=ComplaintState.OPEN)
        .select_related("order__client", "order__seller")
        .order_by("asked_at", "id")
    )


def coupons_at_desk() -> QuerySet[Coupon]:
    """Return all coupons, newest first, each with how often it is used and what it came to."""
    return Coupon.objects.annotate(
        use_count=Count("uses"), used_amount=Coalesce(Sum("uses__amount"), 0)
    ).order_by("-id")


def outages_at_desk() -> QuerySet[Outage]:
    """Return outages, newest first, each with how many orders it gave time back to."""
    return Outage.objects.annotate(
        order_count=Count("credits", filter=Q(credits__seconds__gt=0))
    ).order_by("-starts_at", "-id")


def support_queue() -> QuerySet[Order]:
    """Return the orders on which support decides, the longest waiting first, with both people."""
    return (
        Order.objects.filter(support_since__isnull=False)
        .select_related("client", "seller")
        .order_by("support_since", "id")
    )
