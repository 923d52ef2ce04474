"""Shapes of money in the API. Amounts are minor units."""

from typing import Any

from rest_framework import serializers

from marketplace.core.money import CURRENCIES
from marketplace.ledger.choices import AccountKind, PayoutMethod
from marketplace.ledger.queries import StatementLine

STATEMENTS = (
    AccountKind.AVAILABLE,
    AccountKind.CLEARING,
    AccountKind.PAYOUT_HOLD,
    AccountKind.CREDIT,
)
MOST = 10**15


class BalanceOut(serializers.Serializer[Any]):
    """What the member has in one currency."""

    currency = serializers.CharField()
    available = serializers.IntegerField()
    clearing = serializers.IntegerField()
    on_hold = serializers.IntegerField()
    credit = serializers.IntegerField()


class EntryOut(serializers.Serializer[Any]):
    """One line of a statement, with the balance after it."""

    id = serializers.IntegerField(source="entry_id")
    transfer = serializers.IntegerField(source="transfer_id")
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    reference = serializers.CharField()
    about = serializers.SerializerMethodField()
    amount = serializers.IntegerField()
    balance_after = serializers.IntegerField()

    def get_about(self, line: StatementLine) -> str:
        """Return what the reference means, as the page says it."""
        return line.about.text if line.about else ""


class EntriesIn(serializers.Serializer[Any]):
    """Which account to list."""

    account = serializers.ChoiceField(
        [(kind.value, kind.label) for kind in STATEMENTS], default=AccountKind.AVAILABLE.value
    )
    currency = serializers.ChoiceField(sorted(CURRENCIES), required=False)


class StatementIn(EntriesIn):
    """Which account, days and kinds; `until` isn't included, days are moments in UTC."""

    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)
    kind = serializers.ListField(child=serializers.CharField(max_length=32), required=False)
    offset = serializers.IntegerField(min_value=0, max_value=10**9, default=0)


class StatementOut(serializers.Serializer[Any]):
    """A part of a statement, newest line first: opening + came_in - went_out + others = closing."""

    opening = serializers.IntegerField()
    came_in = serializers.IntegerField()
    went_out = serializers.IntegerField()
    others = serializers.IntegerField()
    closing = serializers.IntegerField()
    count = serializers.IntegerField()
    currency = serializers.CharField()
    lines = EntryOut(many=True)


class PayoutOut(serializers.Serializer[Any]):
    """A withdrawal. The account is masked."""

    id = serializers.CharField(source="public_id")
    state = serializers.CharField()
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    method = serializers.CharField()
    account = serializers.CharField(source="masked")
    requested_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()


class PayoutIn(serializers.Serializer[Any]):
    """A withdrawal to ask for. Money leaves only with the member's password."""

    amount = serializers.IntegerField(min_value=1, max_value=MOST)
    currency = serializers.ChoiceField(sorted(CURRENCIES))
    destination = serializers.CharField(max_length=12)
    password = serializers.CharField(max_length=128, write_only=True, trim_whitespace=False)


class DestinationOut(serializers.Serializer[Any]):
    """An account to withdraw to. New ones are added on the site, with the password."""

    id = serializers.CharField(source="public_id")
    method = serializers.ChoiceField(PayoutMethod.choices)
    holder = serializers.CharField()
    bank_name = serializers.CharField()
    account = serializers.CharField(source="masked")


class PaymentOut(serializers.Serializer[Any]):
    """A payment into the wallet; the payer goes on at `checkout_url`."""

    id = serializers.CharField(source="public_id")
    state = serializers.CharField()
    gateway = serializers.CharField()
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    received_amount = serializers.IntegerField(allow_null=True)
    received_currency = serializers.CharField()
    returned_amount = serializers.IntegerField()
    purpose_kind = serializers.CharField()
    purpose_ref = serializers.CharField()
    checkout_url = serializers.CharField()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)


class PaymentIn(serializers.Serializer[Any]):
    """A top-up to start."""

    amount = serializers.IntegerField(min_value=1, max_value=MOST)
    currency = serializers.ChoiceField(sorted(CURRENCIES))
    gateway = serializers.CharField(max_length=20)
