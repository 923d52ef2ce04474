"""Who a freelancer's clients are, and how they came."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.relationships.choices import PLATFORM_SOURCES, TOLD_SOURCES, Source


class Tie(models.Model):
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ties_as_seller"
    )
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ties_as_client"
    )
    source = models.CharField(max_length=16, choices=Source.choices)
    # What they met over, as its own part calls it: "article:7", "invitation:k3…", "gig:…".
    ref = models.CharField(max_length=60, blank=True, default="")
    met_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seller", "client"], name="relationships_tie_once"),
            models.CheckConstraint(
                name="relationships_tie_two_people", condition=~Q(seller=F("client"))
            ),
            models.CheckConstraint(
                name="relationships_tie_seen", condition=Q(source__in=PLATFORM_SOURCES)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "seller"], name="relationships_tie_client"),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} came to {self.seller_id} by {self.source}"


class Contact(models.Model):
    public_id = PublicIdField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="book_of_clients"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="books_written_in",
    )
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=30, blank=True, default="")
    company = models.CharField(max_length=80, blank=True, default="")
    source = models.CharField(max_length=16, choices=Source.choices)
    tags = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    # When the owner last spoke to them elsewhere, as they say themselves.
    spoken_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "member"],
                condition=Q(member__isnull=False),
                name="relationships_contact_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "email"],
                condition=~Q(email=""),
                name="relationships_contact_address",
            ),
            models.CheckConstraint(
                name="relationships_contact_other",
                condition=Q(member=None) | ~Q(member=F("owner")),
            ),
            models.CheckConstraint(
                name="relationships_contact_source",
                condition=Q(member__isnull=False) | Q(source__in=TOLD_SOURCES),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-id"], name="relationships_contact_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("relationships:contact", args=[self.public_id])


class Note(models.Model):
    public_id = PublicIdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(max_length=4000)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.public_id}"


class Reminder(models.Model):
    public_id = PublicIdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="reminders")
    text = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="relationships_reminder_due",
                condition=Q(told_at=None, done_at=None),
            ),
            models.Index(
                fields=["contact", "due_at"],
                name="relationships_reminder_open",
                condition=Q(done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Deal(models.Model):
    """Work agreed and paid outside the platform, as the freelancer wrote it down."""

    public_id = PublicIdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="deals")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    made_on = models.DateField()
    source = models.CharField(max_length=16, choices=Source.choices)
    note = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="relationships_deal_amount", condition=Q(amount__gt=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["contact", "-made_on"], name="relationships_deal_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class CallingCard(models.Model):
    """The freelancer's own link: whoever comes by it was brought by them."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calling_card"
    )
    code = PublicIdField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"card of {self.owner_id}"


class Invitation(models.Model):
    """A mail to somebody the freelancer knows; the address is kept in lower case."""

    public_id = PublicIdField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="client_invitations"
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    email = models.EmailField()
    message = models.CharField(max_length=500, blank=True, default="")
    sent_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "email"], name="relationships_invitation_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["email", "owner"], name="relationships_invited"),
        ]

    def __str__(self) -> str:
        return self.email
