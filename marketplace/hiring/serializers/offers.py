"""Shapes of briefs and offers in the API. Amounts are minor units."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.core.conf import rules
from marketplace.core.money import CURRENCIES, Money
from marketplace.hiring.services import Terms


class BriefOut(serializers.Serializer[Any]):
    """A brief that the member sent or received."""

    id = serializers.CharField(source="public_id")
    client = serializers.CharField(source="client.username")
    writer = serializers.CharField(source="writer.username")
    source = serializers.CharField()  # type: ignore[assignment]  # a field called source
    title = serializers.CharField()
    text = serializers.CharField()
    budget_amount = serializers.IntegerField(allow_null=True)
    currency = serializers.CharField()
    wanted_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()
    conversation = serializers.CharField(source="conversation_id")
    created_at = serializers.DateTimeField()


class BriefIn(serializers.Serializer[Any]):
    """A brief to the writer of a published article (by number), or to a member (by name)."""

    article = serializers.IntegerField(required=False, min_value=1)
    username = serializers.CharField(required=False, max_length=30)
    text = serializers.CharField(min_length=20, max_length=5000)
    budget_amount = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    wanted_on = serializers.DateField(required=False, allow_null=True)
    as_is = serializers.CharField(max_length=64, required=False, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for exactly one addressee."""
        if ("article" in attrs) == ("username" in attrs):
            raise serializers.ValidationError({"article": "Name an article or a username."})
        return attrs


class OfferOut(serializers.Serializer[Any]):
    """An offer between the member and somebody."""

    id = serializers.CharField(source="public_id")
    conversation = serializers.CharField(source="conversation_id")
    client = serializers.CharField(source="client.username")
    seller = serializers.CharField(source="seller.username")
    proposer = serializers.CharField(source="proposer.username")
    title = serializers.CharField()
    scope = serializers.CharField()
    questions = serializers.ListField(child=serializers.CharField())
    price_amount = serializers.IntegerField()
    currency = serializers.CharField()
    delivery_days = serializers.IntegerField()
    revisions = serializers.IntegerField()
    state = serializers.CharField()
    order = serializers.CharField(source="order_id")
    expires_at = serializers.DateTimeField()


class OfferIn(serializers.Serializer[Any]):
    """The terms of an offer or a counter-offer, by default in the currency of what it answers."""

    title = serializers.CharField(max_length=140)
    scope = serializers.CharField(max_length=5000)
    price_amount = serializers.IntegerField(min_value=1)
    currency = serializers.ChoiceField(choices=sorted(CURRENCIES), required=False)
    delivery_days = serializers.IntegerField(min_value=1, max_value=180)
    revisions = serializers.IntegerField(min_value=0, max_value=20)
    questions = serializers.ListField(
        child=serializers.CharField(max_length=300), max_length=10, default=list
    )
    valid_days = serializers.IntegerField(required=False, min_value=1)
    as_is = serializers.CharField(max_length=64, required=False, default="")

    def terms(self, *, currency: str) -> Terms:
        """Return what was sent as terms; `currency` is that of what is answered."""
        given = self.validated_data
        return Terms(
            title=given["title"],
            scope=given["scope"],
            price=Money(given["price_amount"], given.get("currency", currency)),
            delivery_days=given["delivery_days"],
            revisions=given["revisions"],
            valid_days=given.get("valid_days") or rules().offer_expiry_days,
            questions=tuple(given["questions"]),
        )


class OrderRef(serializers.Serializer[Any]):
    """The order that an accepted offer became."""

    order = serializers.CharField()
