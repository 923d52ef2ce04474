"""Orders in the admin: to look at, never to change; decisions are made at the desk."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from marketplace.orders.models import Order, TimelineEntry


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows, changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody adds here."""
        return False

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: object = None,  # noqa: ARG002
    ) -> bool:
        """Nobody changes here."""
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: object = None,  # noqa: ARG002
    ) -> bool:
        """Nobody deletes here."""
        return False


@admin.register(Order)
class OrderAdmin(ReadOnlyAdmin):
    """Orders with their state and timer."""

    list_display = ["number", "title", "state", "total_amount", "currency", "timer_at"]
    list_filter = ["state", "timer_kind"]
    search_fields = ["public_id", "title"]
    list_select_related = ["client", "seller"]


@admin.register(TimelineEntry)
class TimelineAdmin(ReadOnlyAdmin):
    """What happened, line by line."""

    list_display = ["order_id", "kind", "actor_kind", "at"]
    list_filter = ["kind", "actor_kind"]
