"""Verbs of webhooks."""

from marketplace.webhooks.services.deliveries import (
    claim_delivery,
    forget_old_deliveries,
    pause_after,
    redeliver,
    send_due_deliveries,
    settle_delivery,
)
from marketplace.webhooks.services.endpoints import (
    NewSecret,
    add_endpoint,
    change_endpoint,
    disable_endpoint,
    enable_endpoint,
    remove_endpoint,
    rotate_secret,
    send_test,
)
from marketplace.webhooks.services.registry import (
    PUBLIC_EVENTS,
    Announcement,
    event_choices,
    register_public_event,
    write_deliveries,
)
from marketplace.webhooks.services.sending import Outcome
from marketplace.webhooks.services.signing import sign

__all__ = [
    "PUBLIC_EVENTS",
    "Announcement",
    "NewSecret",
    "Outcome",
    "add_endpoint",
    "change_endpoint",
    "claim_delivery",
    "disable_endpoint",
    "enable_endpoint",
    "event_choices",
    "forget_old_deliveries",
    "pause_after",
    "redeliver",
    "register_public_event",
    "remove_endpoint",
    "rotate_secret",
    "send_due_deliveries",
    "send_test",
    "settle_delivery",
    "sign",
    "write_deliveries",
]
