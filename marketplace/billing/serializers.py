"""Shapes of invoices in the API. Amounts are minor units."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.billing.choices import DocumentKind, Subject
from marketplace.core.places import countries


class PartyOut(serializers.Serializer[Any]):
    """One side of a document, as it was when it was issued."""

    name = serializers.CharField()
    country = serializers.CharField()
    address = serializers.CharField()
    city = serializers.CharField()
    postal_code = serializers.CharField()
    tax_number = serializers.CharField()


class InvoiceOut(serializers.Serializer[Any]):
    """An invoice or a credit note; net + tax = total."""

    id = serializers.CharField(source="public_id")
    number = serializers.CharField()
    kind = serializers.ChoiceField(DocumentKind.choices)
    subject = serializers.ChoiceField(Subject.choices)
    order = serializers.CharField(source="order.public_id")
    corrects = serializers.SerializerMethodField()
    issued_at = serializers.DateTimeField()
    issued_on = serializers.DateField()
    issuer = PartyOut(source="issuer_party")
    recipient = PartyOut(source="recipient_party")
    currency = serializers.CharField()
    net = serializers.IntegerField()
    tax = serializers.IntegerField()
    total = serializers.IntegerField()
    tax_rate_bp = serializers.IntegerField()
    treatment = serializers.CharField()
    qr = serializers.CharField()

    def get_corrects(self, invoice: Any) -> str:
        """Return the number of the invoice that a credit note corrects, else ""."""
        return invoice.corrects.number if invoice.corrects else ""


class InvoicesIn(serializers.Serializer[Any]):
    """Which documents to list."""

    side = serializers.ChoiceField(["received", "issued"], default="received")
    kind = serializers.ChoiceField(DocumentKind.choices, required=False)
    subject = serializers.ChoiceField(Subject.choices, required=False)
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)


class ProfileOut(serializers.Serializer[Any]):
    """Who the member is on invoices to come."""

    legal_name = serializers.CharField(max_length=140)
    address = serializers.CharField(max_length=240, allow_blank=True, default="")
    city = serializers.CharField(max_length=80, allow_blank=True, default="")
    postal_code = serializers.CharField(max_length=20, allow_blank=True, default="")
    country = serializers.CharField(max_length=2)
    tax_number = serializers.CharField(max_length=40, allow_blank=True, default="")
    charges_tax = serializers.BooleanField(default=False)

    def validate_country(self, value: str) -> str:
        """Take a country's two letters."""
        if value not in {code for code, _name in countries("en")}:
            raise serializers.ValidationError(code="country")
        return value


class RateOut(serializers.Serializer[Any]):
    """A rate for display: 1 unit of the default currency in another."""

    currency = serializers.CharField()
    rate = serializers.DecimalField(max_digits=20, decimal_places=8)
    on = serializers.DateField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    is_stale = serializers.BooleanField()
