"""Words that webhooks are described with, and where a delivery may go from where."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")


DELIVERY_TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    DeliveryState.WAITING: frozenset({DeliveryState.SENDING}),
    # Back to waiting after a failure that may pass, or when the process that sent it is gone.
    DeliveryState.SENDING: frozenset(
        {DeliveryState.DELIVERED, DeliveryState.WAITING, DeliveryState.FAILED}
    ),
    # By the member's own hand: the same message once more.
    DeliveryState.DELIVERED: frozenset({DeliveryState.WAITING}),
    DeliveryState.FAILED: frozenset({DeliveryState.WAITING}),
}


class DisabledBy(models.TextChoices):
    """Why an endpoint gets nothing."""

    NOBODY = "", _("It is switched on")
    MEMBER = "member", _("You switched it off")
    FAILURES = "failures", _("It failed for too long")
    GONE = "gone", _("It answered that it is gone for good")


PING = "ping"
