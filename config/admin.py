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

# Roles are ours; groups of Django's would be a second truth. Addresses, second factors and sessions
# belong to their members: nobody lends themselves an account from here.
LIBRARIES = frozenset({"account", "socialaccount", "mfa", "usersessions"})
admin.site.unregister(Group)
for model in list(admin.site._registry):  # noqa: SLF001  Django has no public list of them
    if model._meta.app_label in LIBRARIES:  # noqa: SLF001
        admin.site.unregister(model)


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
