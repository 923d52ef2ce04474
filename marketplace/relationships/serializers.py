"""Shapes of relationships in the API. Amounts are minor units; hours are minutes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final

from rest_framework import serializers

from marketplace.core.conf import rules
from marketplace.core.money import CURRENCIES, Money
from marketplace.relationships import policies
from marketplace.relationships.choices import (
    TOLD_SOURCES,
    CarryOver,
    Feeling,
    Source,
    Unit,
)
from marketplace.relationships.models import Introduction, Retainer
from marketplace.relationships.queries.months import zone_of
from marketplace.relationships.services import ContactDraft, RetainerTerms

LARGEST: Final = 10**12
TOLD: Final = [source.value for source in TOLD_SOURCES]


class SumOut(serializers.Serializer[Any]):
    currency = serializers.CharField()
    amount = serializers.IntegerField()


class ContactOut(serializers.Serializer[Any]):
    """A client in the asking member's own book; only their owner ever sees one."""

    id = serializers.CharField(source="contact.public_id")
    name = serializers.CharField(source="contact.name")
    username = serializers.SerializerMethodField()
    email = serializers.CharField(source="contact.email")
    phone = serializers.CharField(source="contact.phone")
    company = serializers.CharField(source="contact.company")
    source = serializers.CharField(source="contact.source")  # type: ignore[assignment]  # a field
    tags = serializers.ListField(source="contact.tags", child=serializers.CharField())
    spoken_on = serializers.DateField(source="contact.spoken_on", allow_null=True)
    orders = serializers.IntegerField()
    worth = serializers.SerializerMethodField()
    deals = serializers.SerializerMethodField()
    feeling = serializers.CharField()
    last_contact_at = serializers.DateTimeField(source="last_at", allow_null=True)
    remind_at = serializers.DateTimeField(allow_null=True)

    def get_username(self, row: Any) -> str:
        """Return the member's name, "" for a client off the platform."""
        return row.contact.member.username if row.contact.member else ""

    def get_worth(self, row: Any) -> list[dict[str, Any]]:
        """Return what the client paid for completed orders here."""
        return [{"currency": currency, "amount": amount} for currency, amount in row.worth]

    def get_deals(self, row: Any) -> list[dict[str, Any]]:
        """Return what was written down of deals made elsewhere."""
        return [{"currency": currency, "amount": amount} for currency, amount in row.deals]


class ContactIn(serializers.Serializer[Any]):
    """A client as the freelancer knows them."""

    name = serializers.CharField(max_length=80)
    email = serializers.EmailField(required=False, allow_blank=True, default="")
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    company = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    # Left out, it stays what it is; of a new client it is word of mouth.
    source = serializers.ChoiceField(choices=TOLD, default="")  # type: ignore[assignment]
    tags = serializers.ListField(
        child=serializers.CharField(max_length=30), max_length=10, default=list
    )
    spoken_on = serializers.DateField(required=False, allow_null=True, default=None)

    def draft(self) -> ContactDraft:
        """Return what was sent."""
        return ContactDraft(**self.validated_data)


class NoteIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=4000)


class NoteOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


class ReminderIn(serializers.Serializer[Any]):
    """When to be reminded: nine in the morning of that day, where the member is."""

    text = serializers.CharField(max_length=200)
    due_on = serializers.DateField()

    def due_at(self, timezone: str) -> datetime:
        """Return the moment."""
        return datetime.combine(self.validated_data["due_on"], time(9), tzinfo=zone_of(timezone))


class ReminderOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    text = serializers.CharField()
    due_at = serializers.DateTimeField()
    done_at = serializers.DateTimeField(allow_null=True)


class DealIn(serializers.Serializer[Any]):
    """Work agreed and paid outside the platform."""

    amount = serializers.IntegerField(min_value=1, max_value=LARGEST)
    currency = serializers.ChoiceField(choices=sorted(CURRENCIES), default="USD")
    made_on = serializers.DateField()
    source = serializers.ChoiceField(choices=TOLD, default=Source.WORD_OF_MOUTH.value)  # type: ignore[assignment]
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class DealOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    made_on = serializers.DateField()
    source = serializers.CharField()  # type: ignore[assignment]
    note = serializers.CharField()


class InvitationIn(serializers.Serializer[Any]):
    message = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class ClientInvitationOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    email = serializers.CharField()
    sent_at = serializers.DateTimeField()
    used_at = serializers.DateTimeField(allow_null=True)


class SourceOut(serializers.Serializer[Any]):
    source = serializers.CharField()  # type: ignore[assignment]
    clients = serializers.IntegerField()
    orders = serializers.IntegerField()
    income = serializers.IntegerField()
    deals = serializers.IntegerField()


class SourcesOut(serializers.Serializer[Any]):
    """Where clients come from; shares are basis points of what came without bidding."""

    currency = serializers.CharField()
    lines = SourceOut(many=True)
    total = SourceOut()
    free_clients_bp = serializers.IntegerField()
    free_orders_bp = serializers.IntegerField()
    free_income_bp = serializers.IntegerField()


class FeeOut(serializers.Serializer[Any]):
    """What the platform would keep of the next order, in basis points, and why."""

    fee_bp = serializers.IntegerField(source="bp")
    reason = serializers.CharField()


class PeriodOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    quantity = serializers.IntegerField()
    carried = serializers.IntegerField()
    used = serializers.IntegerField()
    left = serializers.IntegerField()
    price_amount = serializers.IntegerField()
    order = serializers.CharField(source="order.public_id")


class UsageOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    amount = serializers.IntegerField()
    note = serializers.CharField()
    used_on = serializers.DateField()
    voided_at = serializers.DateTimeField(allow_null=True)


class ChangeOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    proposed_by = serializers.CharField()
    quantity = serializers.IntegerField()
    price_amount = serializers.IntegerField()
    reason = serializers.CharField()
    state = serializers.CharField()


class RetainerOut(serializers.Serializer[Retainer]):
    """A retainer as the asking side sees it; `moves` are the verbs open to it now."""

    id = serializers.CharField(source="public_id")
    client = serializers.CharField(source="client.username")
    seller = serializers.CharField(source="seller.username")
    title = serializers.CharField()
    scope = serializers.CharField()
    unit = serializers.CharField()
    quantity = serializers.IntegerField()
    carry_over = serializers.CharField()
    price_amount = serializers.IntegerField()
    currency = serializers.CharField()
    start_on = serializers.DateField()
    state = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    moves = serializers.SerializerMethodField()

    def get_moves(self, retainer: Retainer) -> list[str]:
        """Return the verbs that are open to the asking member now."""
        hand = policies.hand_in_retainer(self.context["member"], retainer)
        return sorted(move.value for move in policies.retainer_moves(retainer, hand))


class RetainerPageOut(RetainerOut):
    """A retainer with its months, the running month's usage and its changes."""

    periods = serializers.SerializerMethodField()
    usage = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()

    def get_periods(self, _retainer: Retainer) -> list[dict[str, Any]]:
        """Return the months, newest first."""
        return list(PeriodOut(self.context["parts"].periods, many=True).data)

    def get_usage(self, _retainer: Retainer) -> list[dict[str, Any]]:
        """Return what was noted against the running month."""
        return list(UsageOut(self.context["parts"].usage, many=True).data)

    def get_changes(self, _retainer: Retainer) -> list[dict[str, Any]]:
        """Return what was proposed, newest first."""
        return list(ChangeOut(self.context["parts"].changes, many=True).data)


class RetainerIn(serializers.Serializer[Any]):
    """The terms of a retainer for a client, by name."""

    client = serializers.CharField(max_length=30)
    title = serializers.CharField(max_length=120)
    scope = serializers.CharField(max_length=5000)
    unit = serializers.ChoiceField(choices=Unit.values)
    quantity = serializers.IntegerField(min_value=1, max_value=744 * 60)
    carry_over = serializers.ChoiceField(choices=CarryOver.values, default=CarryOver.NONE.value)
    price_amount = serializers.IntegerField(min_value=1, max_value=LARGEST)
    start_on = serializers.DateField()

    def terms(self) -> RetainerTerms:
        """Return what was sent as terms."""
        given = self.validated_data
        return RetainerTerms(
            title=given["title"],
            scope=given["scope"],
            unit=given["unit"],
            quantity=given["quantity"],
            price=Money(given["price_amount"], rules().default_currency),
            start_on=given["start_on"],
            carry_over=given["carry_over"],
        )


class UsageIn(serializers.Serializer[Any]):
    amount = serializers.IntegerField(min_value=1, max_value=744 * 60)
    note = serializers.CharField(max_length=200)
    used_on = serializers.DateField()


class ChangeIn(serializers.Serializer[Any]):
    quantity = serializers.IntegerField(min_value=1, max_value=744 * 60)
    price_amount = serializers.IntegerField(min_value=1, max_value=LARGEST)
    reason = serializers.CharField(max_length=300)


class ChangeAnswerIn(serializers.Serializer[Any]):
    accept = serializers.BooleanField()


class IntroductionOut(serializers.Serializer[Introduction]):
    """An introduction as one of the three sees it."""

    id = serializers.CharField(source="public_id")
    introducer = serializers.CharField(source="introducer.username")
    client = serializers.CharField(source="client.username")
    freelancer = serializers.CharField(source="seller.username")
    message = serializers.CharField()
    commission_bp = serializers.IntegerField()
    state = serializers.CharField()
    conversation = serializers.CharField(source="conversation_id")
    due_at = serializers.DateTimeField(allow_null=True)


class IntroductionIn(serializers.Serializer[Any]):
    """Two members, by name, and a few words to both."""

    client = serializers.CharField(max_length=30)
    freelancer = serializers.CharField(max_length=30)
    message = serializers.CharField(max_length=2000)


class PulseOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    order = serializers.CharField(source="order.public_id")
    freelancer = serializers.CharField(source="seller.username")
    stage = serializers.CharField()
    feeling = serializers.CharField()


class PulseIn(serializers.Serializer[Any]):
    feeling = serializers.ChoiceField(choices=Feeling.values)


class SharedDealIn(serializers.Serializer[Any]):
    """One's biggest deal: an order of one's own that proves it, or an amount in cents."""

    order = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")
    amount = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=LARGEST, default=None
    )
    source = serializers.ChoiceField(choices=Source.values)  # type: ignore[assignment]
    story = serializers.CharField(max_length=1200, required=False, allow_blank=True, default="")
    is_named = serializers.BooleanField(default=False)


class StoryOut(serializers.Serializer[Any]):
    """A story on the wall, to be reported as `deal_story`; the name is empty where it is hidden."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    text = serializers.CharField()
    language = serializers.CharField()
    band = serializers.IntegerField(allow_null=True)
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    is_proven = serializers.BooleanField()
    shared_at = serializers.DateTimeField()


class WallOut(serializers.Serializer[Any]):
    """The wall's figures: members by band and by source; what too few stand behind is left out."""

    bands = serializers.DictField(child=serializers.IntegerField())
    sources = serializers.DictField(child=serializers.IntegerField())
    has_hidden = serializers.BooleanField()
    stories = StoryOut(many=True)
