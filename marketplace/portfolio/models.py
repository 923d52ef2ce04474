"""A *work* (`PortfolioItem`) is something a member shows of what they have made.

A work may come from an *order*; then it is private until the order's client *consents*: with their
name, without it, or not at all. A consent can be taken back at any time, and holds for what the
client saw: a changed work is asked for again. Its *pictures* lie where no address leads; a view
that knows who is there hands them out.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.files import private_storage
from marketplace.core.ids import PublicIdField
from marketplace.portfolio.choices import SHOWN, Consent


class PortfolioItem(models.Model):
    public_id = PublicIdField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="portfolio"
    )
    order = models.OneToOneField(
        "orders.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="shown_in"
    )
    title = models.CharField(max_length=120)
    slug = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=Language.choices)
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES)
    source = models.TextField(max_length=4000, blank=True, default="")
    html = models.TextField(blank=True, default="")
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    # Pairs of a label and an address.
    links = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    consent = models.CharField(max_length=12, choices=Consent.choices, default=Consent.NOT_NEEDED)
    consent_asked_at = models.DateTimeField(null=True, blank=True)
    consent_answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="portfolio_order_needs_consent",
                condition=models.Q(order=None, consent="not_needed")
                | (models.Q(order__isnull=False) & ~models.Q(consent="not_needed")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "position", "id"], name="portfolio_of_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portfolio:work", args=[self.owner.username, self.pk, self.slug or "-"])

    @property
    def is_shown(self) -> bool:
        """Whether anyone may see it."""
        return self.consent in SHOWN

    def is_of(self, member: Member | None) -> bool:
        """Whether the member shows this work."""
        return member is not None and self.owner_id == member.pk

    def is_from_order_of(self, member: Member | None) -> bool:
        """Whether the work comes from an order that the member paid for."""
        return member is not None and self.order is not None and self.order.client_id == member.pk

    def may_be_seen_by(self, member: Member | None) -> bool:
        """Whether it may be read: by all once it is shown, before by its two sides."""
        if not self.owner.is_active:
            return False
        return self.is_shown or self.is_of(member) or self.is_from_order_of(member)


class PortfolioImage(models.Model):
    public_id = PublicIdField()
    item = models.ForeignKey(PortfolioItem, on_delete=models.CASCADE, related_name="images")
    file = models.FileField(storage=private_storage, max_length=200)
    alt = models.CharField(max_length=200, blank=True, default="")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["item", "position", "id"], name="portfolio_images"),
        ]

    def __str__(self) -> str:
        return self.alt or self.public_id
