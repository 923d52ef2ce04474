"""Verbs of notifications."""

from marketplace.notifications.services.digests import send_due_digests
from marketplace.notifications.services.mail import (
    forget_old_mail,
    queue_mail,
    resend_failed_mail,
    send_due_mail,
)
from marketplace.notifications.services.notifications import (
    mark_all_read,
    mark_coalesced_read,
    mark_read,
    notify,
    register_kind,
)
from marketplace.notifications.services.preferences import choose_frequencies, unsubscribe

__all__ = [
    "choose_frequencies",
    "forget_old_mail",
    "mark_all_read",
    "mark_coalesced_read",
    "mark_read",
    "notify",
    "queue_mail",
    "register_kind",
    "resend_failed_mail",
    "send_due_digests",
    "send_due_mail",
    "unsubscribe",
]
