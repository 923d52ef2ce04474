"""What the back room shows beyond what each part registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from typing_extensions import override

from marketplace.core.models import AuditRecord

if TYPE_CHECKING:
    AuditRecordAdminBase = admin.ModelAdmin[AuditRecord]
else:
    AuditRecordAdminBase = admin.ModelAdmin

# Roles are ours; groups of Django's would be a second truth.
admin.site.unregister(Group)


@admin.register(AuditRecord)
class AuditRecordAdmin(AuditRecordAdminBase):
    """Who did what to which object: to read only."""

    list_display = ("at", "actor", "action", "subject", "reason")
    list_filter = ("action",)
    search_fields = ("actor", "subject", "reason")
    ordering = ("-id",)
    show_full_result_count = False

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: AuditRecord | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: AuditRecord | None = None) -> bool:
        return False
