"""What is given for bringing people.

A *programme* has *rules* and a fund; `reserved` is what is promised and `paid` what was given, both
together never more than `funded`. A *rule* says what is rewarded, to whom, with how much, with
which limits. A *reward* is one rule's for one sign-up, or one order of whoever signed up: `granted`
is what the whole order would bring, `taken_back` the share of it that refunds took. What was paid
already and is taken back later is *owed*, and met from the member's next rewards. A *line* is one
sentence of a reward's statement. A *board name* stands for a member's wish to be named.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money
from marketplace.orders.models import Order
from referrals.links.models import Attribution
from referrals.programs.choices import (
    PROMISED,
    Ended,
    LineKind,
    ProgramState,
    RewardKind,
    RewardState,
    RuleEvent,
    Side,
    Tier,
)


class Program(models.Model):
    public_id = PublicIdField()
    # By language; a reader whose language lacks one reads another.
    names = models.JSONField(default=dict)
    currency = models.CharField(max_length=3)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    # Only services.program_transition writes `state`.
    state = models.CharField(max_length=8, choices=ProgramState.choices, default=ProgramState.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    funded = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    # Numbers the payments into the fund and out of it.
    fund_count = models.PositiveIntegerField(default=0)
    # When the fund first lacked something since it was last paid into.
    short_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "begins_at"], name="programs_running")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="programs_known_state", condition=Q(state__in=ProgramState.values)
            ),
            models.CheckConstraint(
                name="programs_budget_holds",
                condition=Q(reserved__gte=0, paid__gte=0, funded__gte=F("reserved") + F("paid")),
            ),
            models.CheckConstraint(
                name="programs_days",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("begins_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(next(iter(self.names.values()), self.public_id))

    def get_absolute_url(self) -> str:
        """Return the programme's page at the desk."""
        return reverse("programs:desk_program", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the books and the audit log name it."""
        return f"programs:{self.public_id}"

    @property
    def left(self) -> int:
        """What can still be promised, in minor units."""
        return self.funded - self.reserved - self.paid


class Rule(models.Model):
    public_id = PublicIdField()
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="rules")
    event = models.CharField(max_length=12, choices=RuleEvent.choices)
    side = models.CharField(max_length=8, choices=Side.choices)
    kind = models.CharField(max_length=6, choices=RewardKind.choices, default=RewardKind.MONEY)
    # A sum, or a share of the platform's fee; never both.
    amount = models.BigIntegerField(default=0)
    share_bp = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(10_000)])
    # Months after the sign-up for which orders bring something; for each completed order only.
    months = models.PositiveSmallIntegerField(default=12)
    # Days that a sign-up's reward waits; an order's waits until its money clears.
    hold_days = models.PositiveSmallIntegerField(default=0)
    cap_month = models.BigIntegerField(null=True, blank=True)
    cap_total = models.BigIntegerField(null=True, blank=True)
    minimum_order = models.BigIntegerField(default=0)
    # [[first, value], …]: from the first-th friend on another amount or share.
    tiers = models.JSONField(default=list, blank=True)
    # From when on it holds; None before it was switched on.
    since = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="programs_rule_gives_one_thing",
                condition=Q(amount__gt=0, share_bp=0)
                | (Q(amount=0, share_bp__gt=0, share_bp__lte=10_000) & ~Q(event=RuleEvent.SIGNUP)),
            ),
            models.CheckConstraint(
                name="programs_rule_limits",
                condition=(Q(cap_month=None) | Q(cap_month__gt=0))
                & (Q(cap_total=None) | Q(cap_total__gt=0))
                & Q(minimum_order__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.side}"

    @property
    def steps(self) -> list[Tier]:
        """The tiers, the first one first."""
        return [Tier(first, value) for first, value in self.tiers]


class Reward(models.Model):
    public_id = PublicIdField()
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="rewards")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="rewards")
    event = models.CharField(max_length=12, choices=RuleEvent.choices)
    side = models.CharField(max_length=8, choices=Side.choices)
    kind = models.CharField(max_length=6, choices=RewardKind.choices)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referral_rewards"
    )
    attribution = models.ForeignKey(Attribution, on_delete=models.PROTECT, related_name="rewards")
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="referral_rewards"
    )
    # What the order came to when it was completed; refunds are shares of it.
    order_total = models.BigIntegerField(default=0)
    # The how many-th friend it was.
    friend_number = models.PositiveIntegerField()
    granted = models.BigIntegerField()
    taken_back = models.BigIntegerField(default=0)
    # What it came to when it was paid; `met` of that went to what earlier rewards owed.
    settled = models.BigIntegerField(default=0)
    met = models.BigIntegerField(default=0)
    # What later rewards gave back of what this one owes.
    came_back = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    # Only services.reward_transition writes `state`.
    state = models.CharField(
        max_length=10, choices=RewardState.choices, default=RewardState.PENDING
    )
    ended_by = models.CharField(max_length=8, choices=Ended.choices, blank=True, default="")
    granted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "attribution", "order"],
                name="programs_reward_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["rule", "attribution"],
                condition=~Q(event=RuleEvent.FEE_SHARE),
                name="programs_first_order_once",
            ),
            models.CheckConstraint(
                name="programs_reward_state", condition=Q(state__in=RewardState.values)
            ),
            models.CheckConstraint(
                name="programs_clawback_within",
                condition=Q(granted__gte=0, taken_back__gte=0, taken_back__lte=F("granted")),
            ),
            models.CheckConstraint(
                name="programs_settled_within",
                condition=Q(
                    settled__gte=0,
                    settled__lte=F("granted"),
                    met__gte=0,
                    met__lte=F("settled"),
                    came_back__gte=0,
                    came_back__lte=F("settled"),
                ),
            ),
            models.CheckConstraint(
                name="programs_paid_has_a_day",
                condition=Q(state=RewardState.PAID, paid_at__isnull=False)
                | (~Q(state=RewardState.PAID) & Q(paid_at=None, settled=0, came_back=0)),
            ),
            models.CheckConstraint(
                name="programs_cancelled_says_why",
                condition=(Q(state=RewardState.CANCELLED) & ~Q(ended_by=""))
                | (~Q(state=RewardState.CANCELLED) & Q(ended_by="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="programs_waiting",
                condition=Q(state=RewardState.PENDING),
            ),
            models.Index(
                fields=["id"], name="programs_payable", condition=Q(state=RewardState.DUE)
            ),
            models.Index(fields=["member", "-id"], name="programs_of_member"),
            models.Index(fields=["program", "-id"], name="programs_of_program"),
            models.Index(fields=["rule", "member", "granted_at"], name="programs_caps"),
            models.Index(
                fields=["member", "id"],
                name="programs_owing",
                condition=Q(
                    state=RewardState.PAID,
                    settled__gt=F("granted") - F("taken_back") + F("came_back"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.currency} for {self.event}"

    def get_absolute_url(self) -> str:
        """Return the page of its statement."""
        return reverse("programs:reward", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log and the transfers name it."""
        return f"referral_reward:{self.public_id}"

    @property
    def value(self) -> int:
        """What it comes to after refunds, in minor units."""
        return self.granted - self.taken_back

    @property
    def money(self) -> Money:
        """What it comes to after refunds."""
        return Money(self.value, self.currency)

    @property
    def owed(self) -> int:
        """What was paid, taken back later, and not met yet; in minor units."""
        return max(0, self.settled - self.value - self.came_back)

    @property
    def is_promised(self) -> bool:
        """Whether it is reserved in the budget."""
        return self.state in PROMISED


class RewardLine(models.Model):
    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12, choices=LineKind.choices)
    # What it changed, negative for less; 0 where nothing moved.
    amount = models.BigIntegerField(default=0)
    # What fills the sentence: an event, a count, basis points, a reason.
    params = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["reward", "id"], name="programs_lines")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class BoardName(models.Model):
    """Who has one is named on the leaderboard."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="board_name"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member_id}"
