"""A bank sends no messages: people look at the account."""

from collections.abc import Mapping
from datetime import datetime

from marketplace.ledger.errors import WebhookRefused
from marketplace.ledger.gateways.base import Notice


def parse_webhook(*, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:  # noqa: ARG001
    """Refuse every message."""
    raise WebhookRefused
