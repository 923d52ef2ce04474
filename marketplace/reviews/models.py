"""Reviews of orders, and the levels that follow from them.

A *round* is the time in which the two sides of a completed order review each other: sealed until
both have written or its time is over. A *review* is what one side wrote. An *act* is what a
moderator did to one. A *standing* is where a freelancer stands on the ladder of levels; a *level
change* says when and why that moved.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from marketplace.accounts.choices import Language
from marketplace.core.ids import PublicIdField
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order
from marketplace.reviews.choices import (
    ANSWER_MAX,
    CRITERIA,
    HUNDREDTHS,
    NOTE_MAX,
    TEXT_MAX,
    ActKind,
    Because,
    HideReason,
    Level,
)


class ReviewRound(models.Model):
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="review_round")
    opened_at = models.DateTimeField()
    remind_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="reviews_round_due", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["remind_at", "id"],
                name="reviews_round_remind",
                condition=Q(closed_at=None, reminded_at=None),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reviews_round_in_order",
                condition=Q(opened_at__lte=F("remind_at"), remind_at__lte=F("due_at"))
                & (Q(closed_at=None) | Q(closed_at__lte=F("due_at"))),
            ),
        ]

    def __str__(self) -> str:
        return f"reviews of {self.order_id}"

    def is_open(self, now: datetime) -> bool:
        """Whether reviews can be written and changed: neither closed nor over."""
        return self.closed_at is None and now < self.due_at


class ReviewQuerySet(models.QuerySet["Review"]):
    """Chainable choices of reviews."""

    def visible(self, now: datetime) -> Self:
        """Reviews that are sealed no more: revealed, or their round's time is over by now."""
        return self.filter(Q(revealed_at__isnull=False) | Q(round__due_at__lte=now))


class Review(models.Model):
    public_id = PublicIdField()
    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="reviews")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews_written"
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews_received"
    )
    written_by = models.CharField(
        max_length=8,
        choices=[
            (ActorKind.CLIENT.value, ActorKind.CLIENT.label),
            (ActorKind.SELLER.value, ActorKind.SELLER.label),
        ],
    )
    # What was ordered, if it was a gig; only what clients write counts for it.
    gig = models.ForeignKey(
        "gigs.Gig", null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    work = models.PositiveSmallIntegerField()
    communication = models.PositiveSmallIntegerField()
    agreed = models.PositiveSmallIntegerField()
    time = models.PositiveSmallIntegerField()
    # Hundredths of a star.
    rating = models.GeneratedField(
        expression=(F("work") + F("communication") + F("agreed") + F("time")) * HUNDREDTHS,
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    text = models.TextField(max_length=TEXT_MAX, blank=True, default="")
    language = models.CharField(max_length=2, choices=Language.choices)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)

    answer = models.TextField(max_length=ANSWER_MAX, blank=True, default="")
    answer_language = models.CharField(
        max_length=2, choices=Language.choices, blank=True, default=""
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    hidden_at = models.DateTimeField(null=True, blank=True)
    hide_reason = models.CharField(
        max_length=12, choices=HideReason.choices, blank=True, default=""
    )
    is_counted = models.BooleanField(default=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["gig", "written_by", "-id"], name="reviews_of_gig"),
            models.Index(fields=["subject", "written_by", "-id"], name="reviews_of_subject"),
            models.Index(
                fields=["-revealed_at", "-id"],
                name="reviews_newest",
                condition=Q(revealed_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "written_by"], name="reviews_once_a_side"),
            models.CheckConstraint(
                name="reviews_stars",
                condition=Q(*[(f"{name}__range", (1, 5)) for name in CRITERIA]),
            ),
            models.CheckConstraint(name="reviews_two_people", condition=~Q(author=F("subject"))),
            models.CheckConstraint(
                name="reviews_answered",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, revealed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="reviews_hidden",
                condition=Q(hidden_at=None, hide_reason="", is_counted=True)
                | (Q(hidden_at__isnull=False, revealed_at__isnull=False) & ~Q(hide_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.public_id}"


class ReviewAct(models.Model):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=8, choices=ActKind.choices)
    reason = models.CharField(max_length=12, choices=HideReason.choices, blank=True, default="")
    note = models.CharField(max_length=NOTE_MAX)
    is_counted = models.BooleanField()
    # Nobody where an appeal was granted elsewhere.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["review", "id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.review_id}"


class Standing(models.Model):
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="level_standing"
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.NEW)
    # What today's figures alone would give; below `level` the period of grace runs.
    reached = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.NEW)
    falls_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["falls_at", "id"],
                name="reviews_standing_falls",
                condition=Q(falls_at__isnull=False),
            ),
            models.Index(fields=["counted_at", "id"], name="reviews_standing_counted"),
        ]

    def __str__(self) -> str:
        return f"standing of {self.member_id}"


class LevelChange(models.Model):
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="level_changes"
    )
    old = models.PositiveSmallIntegerField(choices=Level.choices)
    new = models.PositiveSmallIntegerField(choices=Level.choices)
    at = models.DateTimeField()
    because = models.CharField(max_length=8, choices=Because.choices)
    # The figures of that moment and what the rules asked for: {"measures", "asked", "missing"}.
    evidence = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["member", "at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="reviews_level_moves", condition=~Q(old=F("new"))),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.old} to {self.new}"
