"""Invoices and the taxes in them.

An *identity* is who somebody is on an invoice: legal name, address, country, tax number. A *tax
rule* is a country's tax on sales. An *invoice* says what one side owed the other and which tax is
inside; it is frozen when it is issued, and only a *credit note* corrects it. A *counter* numbers
the documents of one issuer and year. An *exchange rate* serves to show sums in a familiar
currency, and nothing else.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.billing.choices import DocumentKind, Subject, TaxName, Treatment
from marketplace.core.ids import PublicIdField

_CREDIT = Q(kind=DocumentKind.CREDIT_NOTE)


class TaxRule(models.Model):
    country = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=10, choices=TaxName.choices, default=TaxName.VAT)
    rate_bp = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    needs_number = models.BooleanField(default=True)
    taxes_consumers_abroad = models.BooleanField(default=False)
    reverse_charge_note = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="billing_tax_rate", condition=Q(rate_bp__lt=10_000)),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.country}"


class Identity(models.Model):
    legal_name = models.CharField(max_length=140, blank=True, default="")
    address = models.CharField(max_length=240, blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    postal_code = models.CharField(max_length=20, blank=True, default="")
    country = models.CharField(max_length=2)
    tax_number = models.CharField(max_length=24, blank=True, default="")
    charges_tax = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        abstract = True


class BillingProfile(Identity):
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="billing_profile"
    )

    def __str__(self) -> str:
        return f"billing profile of {self.member_id}"


class PlatformIdentity(Identity):
    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="billing_platform_once", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.legal_name


class Counter(models.Model):
    issuer = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "year", "kind"], name="billing_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.issuer} {self.year}: {self.last}"


class Invoice(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    subject = models.CharField(max_length=8, choices=Subject.choices)
    issuer_key = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=32, unique=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="invoices")
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes"
    )
    issuer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invoices_issued",
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invoices_received"
    )
    issued_at = models.DateTimeField()
    issued_on = models.DateField()

    currency = models.CharField(max_length=3)
    total = models.BigIntegerField()
    tax = models.BigIntegerField()
    tax_rate_bp = models.PositiveIntegerField()
    tax_name = models.CharField(max_length=10, choices=TaxName.choices, blank=True, default="")
    treatment = models.CharField(max_length=16, choices=Treatment.choices)
    issuer_party = models.JSONField()
    recipient_party = models.JSONField()
    lines = models.JSONField()
    local = models.JSONField(default=dict, blank=True)
    note = models.JSONField(default=dict, blank=True)
    qr = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-id"], name="billing_invoice_recipient"),
            models.Index(fields=["issuer", "-id"], name="billing_invoice_issuer"),
            models.Index(fields=["issued_on", "id"], name="billing_invoice_day"),
            models.Index(fields=["issued_at"], name="billing_invoice_moment"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer_key", "year", "kind", "sequence"], name="billing_number_once"
            ),
            models.CheckConstraint(
                name="billing_invoice_sums",
                condition=Q(total__gt=0, tax__gte=0, tax__lte=F("total")),
            ),
            models.CheckConstraint(
                name="billing_invoice_corrects",
                condition=(_CREDIT & Q(corrects__isnull=False))
                | (~_CREDIT & Q(corrects__isnull=True)),
            ),
            models.CheckConstraint(
                name="billing_invoice_issuer_known",
                condition=Q(subject=Subject.WORK, issuer__isnull=False)
                | Q(subject=Subject.FEE, issuer__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("billing:invoice", args=[self.public_id])

    @property
    def net(self) -> int:
        """The total without its tax: net + tax = total, to the cent."""
        return self.total - self.tax

    @property
    def is_credit(self) -> bool:
        """Whether it takes back rather than asks."""
        return self.kind == DocumentKind.CREDIT_NOTE


class ExchangeRate(models.Model):
    base = models.CharField(max_length=3)
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=20, decimal_places=8)
    on = models.DateField()
    source = models.CharField(max_length=120)
    entered_by = models.CharField(max_length=16)
    entered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["currency", "-on", "-id"], name="billing_rate_newest"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="billing_rate_positive", condition=Q(rate__gt=0)),
            models.CheckConstraint(
                name="billing_rate_two_currencies", condition=~Q(base=F("currency"))
            ),
        ]

    def __str__(self) -> str:
        return f"1 {self.base} = {self.rate} {self.currency}"


class Mark(models.Model):
    name = models.CharField(max_length=40, unique=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
