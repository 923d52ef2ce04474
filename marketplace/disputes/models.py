"""A dispute about one order.

A *dispute* is opened by one side with a reason and what it wants to go back to the client, and ends
by agreement, decision, stated rule or withdrawal. A *statement* is what somebody says or shows,
with *files* and links to what belongs to the order. A *proposal* is a split that one side offers
the other; what the opener wants is the first one. A *decision* is support's, or the rule's; there
is at most one more, on the appeal. A *line* is one step of the dispute's own timeline.

`stake` is what lay in escrow; every amount is in minor units of the order's currency and says what
goes back to the client: the rest is the freelancer's, less the fee.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.disputes.choices import (
    CLOSED_STATES,
    NOTE_MAX,
    SUPPORT_STATES,
    TEXT_MAX,
    DisputeMove,
    DisputeReason,
    DisputeState,
    DisputeTimer,
    Outcome,
    Part,
    ProposalState,
)
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order

_CLOSED = Q(state__in=CLOSED_STATES)
_SIDES = [(kind.value, kind.label) for kind in (ActorKind.CLIENT, ActorKind.SELLER)]


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Chainable choices of disputes."""

    def due(self, now: datetime) -> Self:
        """Disputes whose timer has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")

    def of_party(self, member_id: int) -> Self:
        """Disputes that the member is a side of."""
        return self.filter(Q(opener_id=member_id) | Q(other_id=member_id))

    def with_support(self) -> Self:
        """Disputes on which support decides."""
        return self.filter(state__in=SUPPORT_STATES)


class Dispute(models.Model):
    public_id = PublicIdField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="disputes")
    opener = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="disputes_opened"
    )
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="disputes_answered"
    )
    opened_by = models.CharField(max_length=8, choices=_SIDES)
    # Support made it of a request to call the order off, or of a late order, for the opener.
    is_referred = models.BooleanField(default=False, db_default=False)
    reason = models.CharField(max_length=20, choices=DisputeReason.choices)
    stake = models.BigIntegerField()
    wanted_refund = models.BigIntegerField()

    # Where it stands. Only services.transition writes `state`.
    state = models.CharField(
        max_length=20, choices=DisputeState.choices, default=DisputeState.AWAITING_ANSWER
    )
    opened_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # When nobody's decision ends it by the stated rule.
    default_at = models.DateTimeField()
    # Since when support has something to decide, and until when it means to.
    waiting_since = models.DateTimeField(null=True, blank=True)
    decision_due_at = models.DateTimeField(null=True, blank=True)
    appeal_due_at = models.DateTimeField(null=True, blank=True)
    opener_accepted_at = models.DateTimeField(null=True, blank=True)
    other_accepted_at = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appealed_by = models.CharField(max_length=8, choices=Part.choices, blank=True, default="")
    appeal_default_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default="")
    refund_amount = models.BigIntegerField(null=True, blank=True)

    # What happens next if nobody acts, and when.
    timer_kind = models.CharField(
        max_length=20, choices=DisputeTimer.choices, blank=True, default=""
    )
    timer_at = models.DateTimeField(null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"],
                name="disputes_due",
                condition=Q(timer_at__isnull=False),
            ),
            models.Index(
                fields=["waiting_since", "id"],
                name="disputes_with_support",
                condition=Q(state__in=SUPPORT_STATES),
            ),
            models.Index(fields=["opener", "-id"], name="disputes_opener"),
            models.Index(fields=["other", "-id"], name="disputes_other"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"], condition=~_CLOSED, name="disputes_one_open_of_an_order"
            ),
            models.CheckConstraint(name="disputes_two_people", condition=~Q(opener=F("other"))),
            models.CheckConstraint(
                name="disputes_wanted_is_a_part",
                condition=Q(stake__gt=0, wanted_refund__gte=0, wanted_refund__lte=F("stake")),
            ),
            models.CheckConstraint(
                name="disputes_known_state", condition=Q(state__in=DisputeState.values)
            ),
            models.CheckConstraint(
                name="disputes_closed",
                condition=(_CLOSED & Q(closed_at__isnull=False, timer_at=None) & ~Q(outcome=""))
                | (~_CLOSED & Q(closed_at=None, outcome="", timer_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="disputes_settled_is_a_part",
                condition=Q(
                    state=DisputeState.SETTLED,
                    refund_amount__gte=0,
                    refund_amount__lte=F("stake"),
                )
                | (~Q(state=DisputeState.SETTLED) & Q(refund_amount=None)),
            ),
            models.CheckConstraint(
                name="disputes_support_waits",
                condition=(
                    Q(
                        state__in=SUPPORT_STATES,
                        waiting_since__isnull=False,
                        decision_due_at__isnull=False,
                    )
                    | ~Q(state__in=SUPPORT_STATES)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"dispute {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("disputes:detail", args=[self.public_id])

    @property
    def is_closed(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self.state in CLOSED_STATES

    @property
    def reference(self) -> str:
        """What the audit log calls it."""
        return f"dispute:{self.public_id}"

    @property
    def wanted_payment(self) -> int:
        """What the opener would leave to the freelancer, before the fee."""
        return self.stake - self.wanted_refund


class Line(models.Model):
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20, choices=[("open", "open"), *DisputeMove.choices])
    part = models.CharField(max_length=8, choices=Part.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField()
    params = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["dispute", "id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.dispute_id}"


class Statement(models.Model):
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="statements")
    line = models.OneToOneField(Line, on_delete=models.CASCADE, related_name="statement")
    part = models.CharField(max_length=8, choices=Part.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=TEXT_MAX, blank=True, default="")
    # What of the order it points to: "delivery:2", "entry:17", "message:<public id>".
    refs = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["dispute", "id"]

    def __str__(self) -> str:
        return f"statement {self.pk}"


class StatementFile(models.Model):
    public_id = PublicIdField()
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="files")
    # Name in the private storage; nobody is given it, and nothing a member typed is part of it.
    stored_as = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering: ClassVar = ["statement", "id"]

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    public_id = PublicIdField()
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="proposals")
    part = models.CharField(max_length=8, choices=Part.choices)
    refund_amount = models.BigIntegerField()
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["dispute", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dispute", "part"],
                condition=Q(state=ProposalState.OPEN),
                name="disputes_one_open_proposal_a_side",
            ),
            models.CheckConstraint(
                name="disputes_proposal_amount", condition=Q(refund_amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.public_id}"


class Decision(models.Model):
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    # Nobody where the stated rule decided: the other side didn't answer.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    refund_amount = models.BigIntegerField()
    reason = models.TextField(max_length=TEXT_MAX, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["dispute", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dispute", "number"], name="disputes_decision_once"),
            models.UniqueConstraint(
                fields=["dispute", "decided_by"],
                condition=Q(decided_by__isnull=False),
                name="disputes_decided_by_two_people",
            ),
            models.CheckConstraint(
                name="disputes_first_and_second", condition=Q(number__in=[1, 2])
            ),
            models.CheckConstraint(
                name="disputes_decision_amount", condition=Q(refund_amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.number} on {self.dispute_id}"
