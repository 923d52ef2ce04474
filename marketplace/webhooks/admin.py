"""Webhooks in Django's admin: to look at, never the secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest
from typing_extensions import override

from marketplace.webhooks.models import Endpoint

if TYPE_CHECKING:
    EndpointAdminBase = admin.ModelAdmin[Endpoint]
else:
    EndpointAdminBase = admin.ModelAdmin


@admin.register(Endpoint)
class EndpointAdmin(EndpointAdminBase):
    """Whose webhooks go where, and which rest."""

    list_display = ("url", "member", "is_active", "disabled_by", "last_success_at")
    list_filter = ("is_active", "disabled_by")
    search_fields = ("url", "member__username", "public_id")
    list_select_related = ("member",)
    ordering = ("-id",)

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Endpoint | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Endpoint | None = None) -> bool:
        return False
