"""The order itself and the extras bought with it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money, percent_half_up
from marketplace.orders.choices import (
    CLOSED_STATES,
    WORKING_STATES,
    ActorKind,
    ComplaintState,
    OrderState,
    SourceKind,
    TimerKind,
)
from marketplace.orders.models.choosing import OrderQuerySet

NUMBER_BASE = 10_000
_UNPAID = Q(state__in=[OrderState.PENDING_PAYMENT, OrderState.CANCELLED])
_CLOSED = Q(state__in=CLOSED_STATES)
_NOT_STARTED = Q(
    state__in=[
        OrderState.PENDING_PAYMENT,
        OrderState.CANCELLED,
        OrderState.AWAITING_REQUIREMENTS,
    ]
)
_HANDED_IN = Q(state__in=[OrderState.DELIVERED, OrderState.REVISION_REQUESTED])


class Order(models.Model):
    public_id = PublicIdField()
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="orders_bought"
    )
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="orders_sold"
    )
    gig = models.ForeignKey(
        "gigs.Gig", null=True, blank=True, on_delete=models.SET_NULL, related_name="orders"
    )
    article = models.ForeignKey(
        "articles.Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="orders"
    )
    source_kind = models.CharField(max_length=8, choices=SourceKind.choices)
    source_ref = models.CharField(max_length=40, blank=True, default="")

    # The terms, frozen.
    title = models.CharField(max_length=160)
    category = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=2, default="ar")
    scope_source = models.TextField(blank=True, default="")
    scope_html = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3)
    price_amount = models.BigIntegerField()
    extras_amount = models.BigIntegerField(default=0)
    total_amount = models.BigIntegerField()
    refunded_amount = models.BigIntegerField(default=0, db_default=0)
    # Where the total comes from: a coupon's part is marketing, `credit_amount` the client's credit
    # once it is paid, the rest the client's own money. `uses_credit` is the wish before that.
    discount_amount = models.BigIntegerField(default=0, db_default=0)
    uses_credit = models.BooleanField(default=False, db_default=False)
    credit_amount = models.BigIntegerField(default=0, db_default=0)
    refunded_discount = models.BigIntegerField(default=0, db_default=0)
    refunded_credit = models.BigIntegerField(default=0, db_default=0)
    tips_amount = models.BigIntegerField(default=0, db_default=0)
    fee_bp = models.PositiveIntegerField()
    # Why the fee is what it is, frozen with it; "" is the standard fee.
    fee_reason = models.CharField(max_length=24, blank=True, default="", db_default="")
    clearing_days = models.PositiveSmallIntegerField()
    delivery_days = models.PositiveSmallIntegerField()
    revisions_allowed = models.PositiveSmallIntegerField(default=0)
    seller_country = models.CharField(max_length=2)
    seller_timezone = models.CharField(max_length=40)
    # The freelancer's return from vacation, where the order was placed meanwhile.
    not_before_at = models.DateTimeField(null=True, blank=True)

    # Where it stands. Only services.transition writes `state`.
    state = models.CharField(
        max_length=24, choices=OrderState.choices, default=OrderState.PENDING_PAYMENT
    )
    revisions_used = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    delivery_due_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    stalled_at = models.DateTimeField(null=True, blank=True)
    clock_stopped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    review_due_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    clears_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    paid_with = models.CharField(max_length=20, blank=True, default="")

    # What is open between the two sides; the rows with the reasons are in `requests`.
    extension_days = models.PositiveSmallIntegerField(default=0)
    cancellation_by = models.CharField(
        max_length=8, choices=ActorKind.choices, blank=True, default=""
    )
    cancellation_due_at = models.DateTimeField(null=True, blank=True)
    support_since = models.DateTimeField(null=True, blank=True)
    refund_by = models.CharField(
        max_length=8, choices=ActorKind.choices, blank=True, default="", db_default=""
    )
    refund_due_at = models.DateTimeField(null=True, blank=True)
    extra_by = models.CharField(
        max_length=8, choices=ActorKind.choices, blank=True, default="", db_default=""
    )
    extra_due_at = models.DateTimeField(null=True, blank=True)
    # The freelancer is behind the proposed extra: the client only has to pay.
    extra_agreed = models.BooleanField(default=False, db_default=False)
    complaint_state = models.CharField(
        max_length=12, choices=ComplaintState.choices, blank=True, default="", db_default=""
    )

    # What happens next if nobody acts, and when.
    timer_kind = models.CharField(max_length=24, choices=TimerKind.choices, blank=True, default="")
    timer_at = models.DateTimeField(null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"],
                name="orders_order_due",
                condition=Q(timer_at__isnull=False),
            ),
            models.Index(
                fields=["support_since", "id"],
                name="orders_order_with_support",
                condition=Q(support_since__isnull=False),
            ),
            models.Index(fields=["client", "state", "-id"], name="orders_order_client"),
            models.Index(fields=["seller", "state", "-id"], name="orders_order_seller"),
            models.Index(
                fields=["paid_at"],
                name="orders_order_paid_day",
                condition=Q(paid_at__isnull=False),
            ),
            models.Index(
                fields=["completed_at"],
                name="orders_order_completed_day",
                condition=Q(completed_at__isnull=False),
            ),
            models.Index(
                fields=["article"],
                name="orders_order_article",
                condition=Q(article__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="orders_order_two_people", condition=~Q(client=F("seller"))
            ),
            models.CheckConstraint(
                name="orders_order_sum",
                condition=Q(
                    price_amount__gt=0,
                    extras_amount__gte=0,
                    total_amount=F("price_amount") + F("extras_amount"),
                ),
            ),
            models.CheckConstraint(
                name="orders_order_refund",
                condition=Q(state=OrderState.REFUNDED, refunded_amount=F("total_amount"))
                | Q(_UNPAID, refunded_amount=0)
                | Q(
                    ~_UNPAID & ~Q(state=OrderState.REFUNDED),
                    refunded_amount__gte=0,
                    refunded_amount__lte=F("total_amount"),
                ),
            ),
            models.CheckConstraint(
                name="orders_order_sources",
                condition=Q(
                    discount_amount__gte=0,
                    credit_amount__gte=0,
                    tips_amount__gte=0,
                    total_amount__gte=F("discount_amount") + F("credit_amount"),
                    refunded_discount__gte=0,
                    refunded_discount__lte=F("discount_amount"),
                    refunded_credit__gte=0,
                    refunded_credit__lte=F("credit_amount"),
                    refunded_amount__gte=F("refunded_discount") + F("refunded_credit"),
                    refunded_amount__lte=F("total_amount")
                    - F("discount_amount")
                    - F("credit_amount")
                    + F("refunded_discount")
                    + F("refunded_credit"),
                ),
            ),
            models.CheckConstraint(
                name="orders_order_proposals",
                condition=(
                    Q(refund_by="", refund_due_at=None)
                    | (~Q(refund_by="") & Q(refund_due_at__isnull=False))
                )
                & (
                    Q(extra_by="", extra_due_at=None, extra_agreed=False)
                    | (~Q(extra_by="") & Q(extra_due_at__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="orders_order_known_state", condition=Q(state__in=OrderState.values)
            ),
            models.CheckConstraint(
                name="orders_order_revisions",
                condition=Q(revisions_used__lte=F("revisions_allowed")),
            ),
            models.CheckConstraint(
                name="orders_order_paid",
                condition=(_UNPAID & Q(paid_at=None, paid_with=""))
                | (~_UNPAID & Q(paid_at__isnull=False) & ~Q(paid_with="")),
            ),
            models.CheckConstraint(
                name="orders_order_started",
                condition=(_NOT_STARTED & Q(started_at=None))
                | Q(state=OrderState.REFUNDED)
                | (~_NOT_STARTED & Q(started_at__isnull=False, delivery_due_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="orders_order_delivered",
                condition=(_HANDED_IN & Q(delivered_at__isnull=False, review_due_at__isnull=False))
                # A dispute may end an order before anything was handed in.
                | (~_HANDED_IN & ~Q(state=OrderState.IN_PROGRESS))
                | Q(state=OrderState.IN_PROGRESS, delivered_at=None),
            ),
            models.CheckConstraint(
                name="orders_order_completed",
                condition=Q(
                    state=OrderState.COMPLETED,
                    completed_at__isnull=False,
                    clears_at__isnull=False,
                )
                | (~Q(state=OrderState.COMPLETED) & Q(completed_at=None, clears_at=None)),
            ),
            models.CheckConstraint(
                name="orders_order_closed",
                condition=(
                    _CLOSED
                    & Q(
                        closed_at__isnull=False,
                        cancellation_by="",
                        extension_days=0,
                        extra_by="",
                    )
                    # A refund may still be proposed after completion, and then runs out.
                    & (
                        Q(timer_at=None, refund_by="")
                        | Q(
                            state=OrderState.COMPLETED,
                            timer_at__isnull=False,
                            refund_due_at__isnull=False,
                        )
                    )
                )
                | (~_CLOSED & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="orders_order_clock",
                condition=Q(clock_stopped_at=None) | Q(state__in=WORKING_STATES),
            ),
            models.CheckConstraint(
                name="orders_order_timer",
                condition=Q(timer_kind="", timer_at=None)
                | (~Q(timer_kind="") & Q(timer_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="orders_order_somebody_acts",
                condition=_CLOSED
                | Q(state=OrderState.DISPUTED)
                | Q(timer_at__isnull=False)
                | Q(support_since__isnull=False),
            ),
            models.CheckConstraint(
                name="orders_order_cancellation",
                condition=Q(cancellation_by="", cancellation_due_at=None, support_since=None)
                | (
                    ~Q(cancellation_by="")
                    & (
                        Q(cancellation_due_at__isnull=False, support_since=None)
                        | Q(cancellation_due_at=None, support_since__isnull=False)
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.public_id])

    @property
    def number(self) -> str:
        """What people call the order: W-10042."""
        return f"W-{NUMBER_BASE + self.pk}"

    @property
    def reference(self) -> str:
        """What the books call it."""
        return f"order:{self.public_id}"

    @property
    def total(self) -> Money:
        """What the client pays."""
        return Money(self.total_amount, self.currency)

    @property
    def cash_amount(self) -> int:
        """What the total takes of the client's own money, in minor units."""
        return self.total_amount - self.discount_amount - self.credit_amount

    @property
    def is_refunded_whole(self) -> bool:
        """Whether all of what was paid went back, before completion or after."""
        return self.paid_at is not None and self.kept_amount == 0

    @property
    def kept_amount(self) -> int:
        """What was paid and didn't go back, in minor units."""
        return self.total_amount - self.refunded_amount

    @property
    def fee_amount(self) -> int:
        """The platform's fee on what is kept, in minor units, half a unit rounded up."""
        return percent_half_up(self.kept_amount, self.fee_bp)

    @property
    def earning_amount(self) -> int:
        """What the freelancer gets of what is kept, in minor units."""
        return self.kept_amount - self.fee_amount

    @property
    def revisions_left(self) -> int:
        """How many revisions the client may still ask for."""
        return self.revisions_allowed - self.revisions_used

    @property
    def is_late(self) -> bool:
        """Whether the deadline passed before the last delivery."""
        return self.late_at is not None

    @property
    def is_closed(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self.state in CLOSED_STATES

    @property
    def is_working(self) -> bool:
        """Whether the work is with the freelancer."""
        return self.state in WORKING_STATES


class OrderExtra(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="extras")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    days = models.SmallIntegerField(default=0)
    # Bought after the order was paid for; what it was bought with otherwise goes without saying.
    added_at = models.DateTimeField(null=True, blank=True)
    revisions = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering: ClassVar = ["order", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="orders_extra_once"),
            models.CheckConstraint(name="orders_extra_amount", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return self.title
