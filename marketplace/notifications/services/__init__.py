"""Verbs of notifications."""

from marketplace.notifications.services.digests import send_due_digests
from marketplace.notifications.services.mail import (
    forget_old_mail,
    queue_mail,
    resend_failed_mail,
    send_due_mail,
)
from marketplace.notifications.services.many import mark_keys_read, notify_many
from marketplace.notifications.services.notifications import (
    mark_all_read,
    mark_coalesced_read,
    mark_read,
    notify,
    register_kind,
)
from marketplace.notifications.services.preferences import (
    choose_frequencies,
    stop_path,
    unsubscribe,
)
from marketplace.notifications.services.push import (
    forget_old_pushes,
    remove_device,
    send_due_pushes,
    subscribe_device,
    unsubscribe_device,
)

__all__ = [
    "choose_frequencies",
    "forget_old_mail",
    "forget_old_pushes",
    "mark_all_read",
    "mark_coalesced_read",
    "mark_keys_read",
    "mark_read",
    "notify",
    "notify_many",
    "queue_mail",
    "register_kind",
    "remove_device",
    "resend_failed_mail",
    "send_due_digests",
    "send_due_mail",
    "send_due_pushes",
    "stop_path",
    "subscribe_device",
    "unsubscribe",
    "unsubscribe_device",
]
