"""Money in Django's admin: to look at, never to change."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from marketplace.ledger.models import (
    Account,
    ClearingLot,
    CreditLot,
    Entry,
    GatewayEvent,
    Payment,
    Payout,
    PayoutBatch,
    Transfer,
)

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


class ReadOnly(_Admin):
    """Shows rows; whatever is to be done is done at the finance desk."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Refuse."""
        return False


@admin.register(Account)
class AccountAdmin(ReadOnly):
    list_display = ("kind", "owner", "currency", "balance")
    list_filter = ("kind", "currency")
    search_fields = ("owner",)


@admin.register(Transfer)
class TransferAdmin(ReadOnly):
    list_display = ("id", "kind", "reference", "created_at")
    list_filter = ("kind",)
    search_fields = ("key", "reference")


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ("id", "transfer", "account", "amount", "balance_after")
    list_select_related = ("transfer", "account")


@admin.register(ClearingLot)
class ClearingLotAdmin(ReadOnly):
    list_display = ("owner", "amount", "currency", "clears_at", "cleared_at")


@admin.register(CreditLot)
class CreditLotAdmin(ReadOnly):
    list_display = ("owner", "left", "amount", "currency", "note", "expires_at")


@admin.register(Payment)
class PaymentAdmin(ReadOnly):
    list_display = ("public_id", "member", "gateway", "state", "amount", "currency")
    list_filter = ("state", "gateway")
    list_select_related = ("member",)
    search_fields = ("public_id",)


@admin.register(GatewayEvent)
class GatewayEventAdmin(ReadOnly):
    list_display = ("gateway", "event_id", "kind", "outcome", "needs_person", "received_at")
    list_filter = ("gateway", "outcome", "needs_person")


@admin.register(Payout)
class PayoutAdmin(ReadOnly):
    list_display = ("public_id", "member", "state", "amount", "currency", "masked")
    list_filter = ("state", "method")
    list_select_related = ("member",)
    search_fields = ("public_id",)
    exclude = ("account",)


@admin.register(PayoutBatch)
class PayoutBatchAdmin(ReadOnly):
    list_display = ("public_id", "count", "total", "currency", "exported_at")
    exclude = ("content",)
