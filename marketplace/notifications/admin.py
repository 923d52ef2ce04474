"""Outgoing mail in Django's admin: to look at, and to send again what was given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.core import clock
from marketplace.notifications.choices import MailState
from marketplace.notifications.models import OutgoingMail
from marketplace.notifications.services import resend_failed_mail

if TYPE_CHECKING:
    MailAdmin = admin.ModelAdmin[OutgoingMail]
else:
    MailAdmin = admin.ModelAdmin


@admin.register(OutgoingMail)
class OutgoingMailAdmin(MailAdmin):
    """Envelopes only: what stands in a mail is between its writer and its reader."""

    list_display = ("created_at", "message", "to", "state", "attempts", "sent_at")
    list_filter = ("state", "message", "language")
    search_fields = ("to", "message_id")
    ordering = ("-id",)
    fields = (
        "public_id",
        "to",
        "language",
        "message",
        "state",
        "attempts",
        "created_at",
        "due_at",
        "sent_at",
        "error",
        "message_id",
    )
    readonly_fields = fields
    actions = ("send_again",)

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False

    @admin.action(description=_("Send again what was given up"), permissions=["change"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Put failed mails back into the queue."""
        failed = list(queryset.filter(state=MailState.FAILED).values_list("pk", flat=True))
        for mail_id in failed:
            resend_failed_mail(mail_id=mail_id, now=clock.now())
        messages.info(request, gettext("Mails put back: %(count)s") % {"count": len(failed)})
