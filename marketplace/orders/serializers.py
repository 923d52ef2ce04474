"""Shapes of orders in the API. Amounts are minor units."""

from __future__ import annotations

from typing import Any, Final

from rest_framework import serializers

from marketplace.accounts.models import Member
from marketplace.orders.choices import RETURNS, SETTLEMENTS, ActorKind, Move
from marketplace.orders.models import Order
from marketplace.orders.policies import party_kind, possible_moves

MOST: Final = 10**15
# Positions have two digits at most; a number of thousands can't even be read.
LONGEST: Final = 6
_VERB_NAMES: Final = {
    Move.START: "submit_requirements",
    Move.ACCEPT_EXTENSION: "answer_extension",
    Move.REFUSE_EXTENSION: "answer_extension",
    Move.ADD_EXTRA: "pay_extra",
    Move.TIP: "give_tip",
}


# Made by the verbs of disputes.
_OF_DISPUTES: Final = {Move.OPEN_DISPUTE, *SETTLEMENTS, *RETURNS.values()}
# From which of the client's pockets a sum came, or into which it went back.
_CLIENTS_OWN: Final = ("credit", "cash")


class OrderPersonOut(serializers.Serializer[Member]):
    username = serializers.CharField()
    name = serializers.CharField(source="display_name")


class OrderOut(serializers.Serializer[Order]):
    """An order as the asking side sees it; `moves` are the verbs open to it now."""

    id = serializers.CharField(source="public_id")
    number = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField()
    role = serializers.SerializerMethodField()
    moves = serializers.SerializerMethodField()
    client = OrderPersonOut()
    seller = OrderPersonOut()
    source_kind = serializers.CharField()
    gig_id = serializers.IntegerField(allow_null=True)
    article_id = serializers.IntegerField(allow_null=True)
    currency = serializers.CharField()
    price_amount = serializers.IntegerField()
    extras_amount = serializers.IntegerField()
    total_amount = serializers.IntegerField()
    refunded_amount = serializers.IntegerField()
    discount_amount = serializers.IntegerField()
    credit_amount = serializers.SerializerMethodField()
    uses_credit = serializers.SerializerMethodField()
    tips_amount = serializers.IntegerField()
    fee_amount = serializers.IntegerField()
    earning_amount = serializers.IntegerField()
    delivery_days = serializers.IntegerField()
    revisions_allowed = serializers.IntegerField()
    revisions_used = serializers.IntegerField()
    is_late = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    paid_at = serializers.DateTimeField(allow_null=True)
    started_at = serializers.DateTimeField(allow_null=True)
    delivery_due_at = serializers.DateTimeField(allow_null=True)
    clock_stopped_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)
    review_due_at = serializers.DateTimeField(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    clears_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    cancellation_by = serializers.CharField()
    cancellation_due_at = serializers.DateTimeField(allow_null=True)
    support_since = serializers.DateTimeField(allow_null=True)
    refund_by = serializers.CharField()
    refund_due_at = serializers.DateTimeField(allow_null=True)
    extra_by = serializers.CharField()
    extra_due_at = serializers.DateTimeField(allow_null=True)
    complaint_state = serializers.CharField()
    next_kind = serializers.CharField(source="timer_kind")
    next_at = serializers.DateTimeField(source="timer_at", allow_null=True)

    def _kind(self, order: Order) -> ActorKind:
        kind = party_kind(self.context["member"], order)
        if kind is None:
            raise RuntimeError("an order is shown to its sides only")
        return kind

    def get_role(self, order: Order) -> str:
        """Return which side the asking member is."""
        return self._kind(order).value

    def get_credit_amount(self, order: Order) -> int:
        """Return what the client's credit paid; it is the client's own business."""
        return order.credit_amount if self._kind(order) == ActorKind.CLIENT else 0

    def get_uses_credit(self, order: Order) -> bool:
        """Return whether credit is to pay first; that is the client's own business, too."""
        return order.uses_credit and self._kind(order) == ActorKind.CLIENT

    def get_moves(self, order: Order) -> list[str]:
        """Return the verbs that are open to the asking member now."""
        return moves_of(order, self._kind(order))


def moves_of(order: Order, kind: ActorKind) -> list[str]:
    """Return the verbs that are open to this side of the order now, by their names in the API."""
    moves = possible_moves(order, kind) - _OF_DISPUTES
    return sorted({_VERB_NAMES.get(move, move.value) for move in moves})


class FileOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    size = serializers.IntegerField()
    content_type = serializers.CharField()


class ExtraOut(serializers.Serializer[Any]):
    title = serializers.CharField()
    amount = serializers.IntegerField()
    days = serializers.IntegerField()
    revisions = serializers.IntegerField()
    added_at = serializers.DateTimeField(allow_null=True)


class RefundOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    kind = serializers.CharField()
    amount = serializers.IntegerField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    reason = serializers.CharField()


class RefundProposalOut(serializers.Serializer[Any]):
    by = serializers.CharField(source="asked_by")
    amount = serializers.IntegerField()
    reason = serializers.CharField()
    due_at = serializers.DateTimeField()


class ExtraProposalOut(serializers.Serializer[Any]):
    by = serializers.CharField(source="asked_by")
    title = serializers.CharField()
    amount = serializers.IntegerField()
    days = serializers.IntegerField()
    revisions = serializers.IntegerField()
    reason = serializers.CharField()
    agreed_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField()


class ComplaintOut(serializers.Serializer[Any]):
    state = serializers.CharField()
    wanted_amount = serializers.IntegerField()
    text = serializers.CharField()
    asked_at = serializers.DateTimeField()
    held_until = serializers.DateTimeField()
    refund_amount = serializers.IntegerField()
    answer = serializers.CharField()


class QuestionOut(serializers.Serializer[Any]):
    position = serializers.IntegerField()
    kind = serializers.CharField()
    prompt = serializers.CharField()
    options = serializers.ListField(child=serializers.CharField())
    is_required = serializers.BooleanField()
    answer = serializers.CharField()
    files = FileOut(many=True)


class DeliveryOut(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    note = serializers.CharField(source="note_source")
    note_html = serializers.CharField()
    delivered_at = serializers.DateTimeField()
    was_late = serializers.BooleanField()
    revision = serializers.CharField(source="revision_source")
    revision_asked_at = serializers.DateTimeField(allow_null=True)
    files = FileOut(many=True)


class EntryOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    by = serializers.CharField(source="actor_kind")
    at = serializers.DateTimeField()
    params = serializers.DictField()


class OrderPageOut(OrderOut):
    """An order with all that belongs to it."""

    scope = serializers.CharField(source="scope_source")
    extras = serializers.SerializerMethodField()
    questions = serializers.SerializerMethodField()
    deliveries = serializers.SerializerMethodField()
    timeline = serializers.SerializerMethodField()
    refunds = serializers.SerializerMethodField()
    refund_proposal = serializers.SerializerMethodField()
    extra_proposal = serializers.SerializerMethodField()
    complaint = serializers.SerializerMethodField()

    def get_refunds(self, _order: Order) -> list[dict[str, Any]]:
        """Return each sum that went back."""
        return list(RefundOut(self.context["parts"].refunds, many=True).data)

    def get_refund_proposal(self, _order: Order) -> dict[str, Any] | None:
        """Return the refund that waits for an answer."""
        found = self.context["parts"].refund_proposal
        return dict(RefundProposalOut(found).data) if found else None

    def get_extra_proposal(self, _order: Order) -> dict[str, Any] | None:
        """Return the extra that waits for an answer or its payment."""
        found = self.context["parts"].extra_proposal
        return dict(ExtraProposalOut(found).data) if found else None

    def get_complaint(self, _order: Order) -> dict[str, Any] | None:
        """Return the request to support."""
        found = self.context["parts"].complaint
        return dict(ComplaintOut(found).data) if found else None

    def get_extras(self, _order: Order) -> list[dict[str, Any]]:
        """Return what was bought with it."""
        return list(ExtraOut(self.context["parts"].extras, many=True).data)

    def get_questions(self, _order: Order) -> list[dict[str, Any]]:
        """Return the questions with their answers."""
        return list(QuestionOut(self.context["parts"].questions, many=True).data)

    def get_deliveries(self, _order: Order) -> list[dict[str, Any]]:
        """Return the versions of the work."""
        return list(DeliveryOut(self.context["parts"].deliveries, many=True).data)

    def get_timeline(self, order: Order) -> list[dict[str, Any]]:
        """Return what happened, first things first; what credit paid is told the client alone."""
        told = [dict(entry) for entry in EntryOut(self.context["parts"].timeline, many=True).data]
        if self._kind(order) == ActorKind.CLIENT:
            return told
        for entry in told:
            params = entry["params"].items()
            entry["params"] = {name: one for name, one in params if name not in _CLIENTS_OWN}
        return told


class OrderIn(serializers.Serializer[Any]):
    """A package of a gig with extras."""

    package = serializers.IntegerField(min_value=1)
    extras = serializers.ListField(
        child=serializers.IntegerField(min_value=1), default=list, max_length=20
    )


class PayIn(serializers.Serializer[Any]):
    """How to pay: `wallet`, or the name of a gateway."""

    method = serializers.CharField(max_length=20)


class PayLaterIn(PayIn):
    """How to pay for what comes after the order; with `uses_credit` credit pays first."""

    uses_credit = serializers.BooleanField(default=False)


class PayOut(serializers.Serializer[Any]):
    """Where the payment goes on; `checkout_url` is empty when it was paid from the wallet."""

    order = OrderOut()
    payment_id = serializers.CharField()
    checkout_url = serializers.CharField()


class CouponIn(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=40)


class CreditIn(serializers.Serializer[Any]):
    wanted = serializers.BooleanField()


class RefundIn(serializers.Serializer[Any]):
    amount = serializers.IntegerField(min_value=1, max_value=MOST)
    reason = serializers.CharField(max_length=1000)


class AddedExtraIn(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=120)
    amount = serializers.IntegerField(min_value=1, max_value=MOST)
    days = serializers.IntegerField(min_value=0, max_value=1000, default=0)
    revisions = serializers.IntegerField(min_value=0, max_value=1000, default=0)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class ChooseExtraIn(serializers.Serializer[Any]):
    """One of the gig's own extras."""

    extra_id = serializers.IntegerField(min_value=1)


class TipIn(PayLaterIn):
    """A tip and how to pay it: `wallet`, or the name of a gateway."""

    amount = serializers.IntegerField(min_value=1, max_value=MOST)
    message = serializers.CharField(max_length=500, allow_blank=True, default="")


class ComplaintIn(serializers.Serializer[Any]):
    wanted_amount = serializers.IntegerField(min_value=1, max_value=MOST)
    text = serializers.CharField(max_length=5000)


class OrderReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500)


class LongReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000)


class FreeReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class RevisionIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=5000)


class ExtensionIn(serializers.Serializer[Any]):
    days = serializers.IntegerField(min_value=1)
    reason = serializers.CharField(max_length=500)


class AnswerIn(serializers.Serializer[Any]):
    accept = serializers.BooleanField()


class DeliveryIn(serializers.Serializer[Any]):
    """A version of the work: a note in Markdown, files as multipart/form-data, or both."""

    note = serializers.CharField(max_length=10_000, allow_blank=True, default="")
    files = serializers.ListField(child=serializers.FileField(), default=list)


class RequirementsIn(serializers.Serializer[Any]):
    """Answers by the questions' positions; files as multipart/form-data in `file_<position>`."""

    answers = serializers.DictField(
        child=serializers.CharField(max_length=5000, allow_blank=True), default=dict
    )

    def validate_answers(self, answers: dict[str, str]) -> dict[int, str]:
        """Turn the positions into numbers."""
        if not all(position.isdecimal() and len(position) < LONGEST for position in answers):
            raise serializers.ValidationError("Positions are whole numbers.", code="invalid")
        return {int(position): text for position, text in answers.items()}
