"""Answers to posted briefs.

A *proposal* is one freelancer's terms for a posted brief, which nobody but its client reads. It may
be changed while the brief is open; its *version* says which terms somebody has seen. An accepted
one becomes an offer, and with it an order. An *allowance* counts a member's proposals of a day.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from marketplace.core.ids import PUBLIC_ID_LENGTH, PublicIdField
from marketplace.core.money import Money
from marketplace.hiring.choices import ProposalState
from marketplace.hiring.models.briefs import Offer
from marketplace.hiring.models.posted import PostedBrief


class Proposal(models.Model):
    public_id = PublicIdField()
    brief = models.ForeignKey(PostedBrief, on_delete=models.PROTECT, related_name="proposals")
    freelancer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals"
    )
    title = models.CharField(max_length=140)
    scope = models.TextField(max_length=5000)
    questions = models.JSONField(default=list, blank=True)
    price_amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    delivery_days = models.PositiveSmallIntegerField()
    revisions = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=11, choices=ProposalState.choices, default=ProposalState.SUBMITTED
    )
    version = models.PositiveIntegerField(default=1)
    is_invited = models.BooleanField(default=False)
    decline_reason = models.CharField(max_length=500, blank=True, default="")
    conversation_id = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")
    # The accepted terms, as the order keeps them; an unpaid award leaves its offer behind.
    offer = models.OneToOneField(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brief", "freelancer"], name="hiring_proposed_once"),
            models.UniqueConstraint(
                fields=["brief"],
                condition=models.Q(state="accepted"),
                name="hiring_one_accepted_proposal",
            ),
            models.CheckConstraint(
                name="hiring_proposal_price_positive", condition=models.Q(price_amount__gt=0)
            ),
            models.CheckConstraint(
                name="hiring_proposal_accepted_has_offer",
                condition=~models.Q(state="accepted") | models.Q(offer__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["freelancer", "-id"], name="hiring_proposals_of"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hiring:proposal", args=[self.public_id])

    @property
    def price(self) -> Money:
        """What the work is to cost."""
        return Money(self.price_amount, self.currency)


class ProposalAllowance(models.Model):
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proposal_allowance"
    )
    # The member's own day, by their time zone, and how many proposals they sent on it.
    day = models.DateField()
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.used} on {self.day}"
