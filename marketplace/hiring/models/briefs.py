"""Briefs to one writer, and custom offers.

A *brief* is what a client writes after pressing "Hire me". It goes to one *writer*, whose
article, service or profile the button stood on.

An *offer* (custom offer) is a price, scope and deadline, proposed by either side of a conversation.
A counter-offer is a new offer that points to the one it answers; accepting one creates an order.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.core.ids import PUBLIC_ID_LENGTH, PublicIdField
from marketplace.hiring.choices import BriefSource, BriefState, OfferState


class Brief(models.Model):
    public_id = PublicIdField()
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="briefs_sent"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="briefs_received"
    )
    source = models.CharField(max_length=8, choices=BriefSource.choices)
    article = models.ForeignKey(
        "articles.Article", null=True, blank=True, on_delete=models.PROTECT, related_name="briefs"
    )
    gig = models.ForeignKey(
        "gigs.Gig", null=True, blank=True, on_delete=models.PROTECT, related_name="briefs"
    )
    title = models.CharField(max_length=140)
    text = models.TextField(max_length=5000)
    budget_amount = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    wanted_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=BriefState.choices, default=BriefState.SENT)
    conversation_id = models.CharField(max_length=PUBLIC_ID_LENGTH, db_index=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hiring_brief_has_its_source",
                condition=models.Q(source="article", article__isnull=False)
                | models.Q(source="gig", gig__isnull=False)
                | models.Q(source="profile", article__isnull=True, gig__isnull=True),
            ),
            models.CheckConstraint(
                name="hiring_brief_budget_positive",
                condition=models.Q(budget_amount__isnull=True) | models.Q(budget_amount__gt=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["writer", "-id"], name="hiring_brief_writer"),
            models.Index(fields=["client", "-id"], name="hiring_brief_client"),
        ]

    def __str__(self) -> str:
        return self.title


class Offer(models.Model):
    public_id = PublicIdField()
    conversation_id = models.CharField(max_length=PUBLIC_ID_LENGTH)
    brief = models.ForeignKey(
        Brief, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers_as_client"
    )
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers_as_seller"
    )
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers_proposed"
    )
    answers = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="counter"
    )
    article = models.ForeignKey(
        "articles.Article", null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    title = models.CharField(max_length=140)
    scope = models.TextField(max_length=5000)
    questions = models.JSONField(default=list, blank=True)
    price_amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    delivery_days = models.PositiveSmallIntegerField()
    revisions = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.PENDING)
    order_id = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation_id"],
                condition=models.Q(state="pending"),
                name="hiring_one_open_offer",
            ),
            models.CheckConstraint(
                name="hiring_offer_price_positive", condition=models.Q(price_amount__gt=0)
            ),
            models.CheckConstraint(
                name="hiring_offer_accepted_has_order",
                condition=~models.Q(state="accepted") | ~models.Q(order_id=""),
            ),
            models.CheckConstraint(
                name="hiring_offer_closed_has_date",
                condition=models.Q(state="pending") | models.Q(closed_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation_id", "-id"], name="hiring_offer_thread"),
            models.Index(
                fields=["expires_at", "id"],
                name="hiring_offer_due",
                condition=models.Q(state="pending"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def answerer_id(self) -> int:
        """The primary key of the side whose turn it is."""
        return self.seller_id if self.proposer_id == self.client_id else self.client_id
