"""Briefs that anybody may answer.

A *posted brief* is what a client needs, open to proposals until its end. Its *budget* may be
*held*: then the money lies in the ledger, in an escrow of the brief's own, until the brief ends or
becomes an order. An *invitation* asks one freelancer for a proposal.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from marketplace.accounts.choices import Language
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.files import private_storage
from marketplace.core.ids import PUBLIC_ID_LENGTH, PublicIdField
from marketplace.core.money import Money
from marketplace.core.scanning import Scanned
from marketplace.core.slugs import unicode_slug
from marketplace.hiring.choices import BudgetKind, PostedState


class PostedBrief(models.Model):
    public_id = PublicIdField()
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posted_briefs"
    )
    title = models.CharField(max_length=140)
    text_source = models.TextField(max_length=10_000)
    text_html = models.TextField()
    text_plain = models.TextField()
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    budget_kind = models.CharField(max_length=6, choices=BudgetKind.choices)
    # Minor units; a fixed budget has both alike, an open one has neither.
    budget_min = models.BigIntegerField(null=True, blank=True)
    budget_max = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    wanted_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=PostedState.choices, default=PostedState.OPEN)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    # When the brief ends by itself; `reminder_at` is when its client hears of it.
    due_at = models.DateTimeField()
    reminder_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # What lies in the escrow `brief:<public_id>` now, and the transfer that put it there.
    held_amount = models.BigIntegerField(default=0)
    held_transfer = models.BigIntegerField(null=True, blank=True)
    hold_count = models.PositiveIntegerField(default=0)
    # The gateway's payment that was used last, so that none is used twice.
    paid_with = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")
    proposal_count = models.PositiveIntegerField(default=0)
    order_id = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hiring_posted_budget_fits",
                condition=models.Q(budget_kind="open", budget_min=None, budget_max=None)
                | models.Q(budget_kind="fixed", budget_min__gt=0, budget_max=models.F("budget_min"))
                | models.Q(
                    budget_kind="range", budget_min__gt=0, budget_max__gt=models.F("budget_min")
                ),
            ),
            models.CheckConstraint(
                name="hiring_posted_holds_only_alive",
                condition=models.Q(held_amount=0)
                | models.Q(held_amount__gt=0, state__in=["open", "awarded"]),
            ),
            models.CheckConstraint(
                name="hiring_posted_award_has_order",
                condition=~models.Q(state__in=["awarded", "hired"]) | ~models.Q(order_id=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-id"], name="hiring_posted_open", condition=models.Q(state="open")
            ),
            models.Index(
                fields=["category", "-id"],
                name="hiring_posted_category",
                condition=models.Q(state="open"),
            ),
            models.Index(
                fields=["due_at", "id"], name="hiring_posted_due", condition=models.Q(state="open")
            ),
            models.Index(
                fields=["reminder_at", "id"],
                name="hiring_posted_reminder",
                condition=models.Q(state="open", reminder_at__isnull=False),
            ),
            models.Index(fields=["client", "-id"], name="hiring_posted_client"),
            models.Index(
                fields=["order_id"],
                name="hiring_posted_order",
                condition=~models.Q(order_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hiring:posted", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """The words of the title that stand in the address."""
        return unicode_slug(self.title, fallback="brief")

    @property
    def reference(self) -> str:
        """The brief's name in the books."""
        return f"brief:{self.public_id}"

    @property
    def held(self) -> Money:
        """What is held for it."""
        return Money(self.held_amount, self.currency)


class PostedFile(Scanned):
    public_id = PublicIdField()
    brief = models.ForeignKey(PostedBrief, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(storage=private_storage, max_length=200)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["scan_due_at", "id"],
                name="hiring_files_to_scan",
                condition=models.Q(scan_state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    brief = models.ForeignKey(PostedBrief, on_delete=models.CASCADE, related_name="invitations")
    freelancer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="brief_invitations"
    )
    note = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brief", "freelancer"], name="hiring_invited_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["freelancer", "-id"], name="hiring_invitations"),
        ]

    def __str__(self) -> str:
        return f"{self.freelancer_id} to {self.brief_id}"
