"""Signed messages, as Standard Webhooks describes them: HMAC-SHA256 over id.timestamp.body."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from marketplace.core.errors import DomainError
from marketplace.core.money import Money
from marketplace.ledger.errors import WebhookRefused
from marketplace.ledger.gateways.base import Notice, NoticeKind, header

TOLERANCE_SECONDS: Final = 300
_KINDS: Final = {
    "payment.succeeded": NoticeKind.PAID,
    "payment.failed": NoticeKind.FAILED,
    "payment.refunded": NoticeKind.REFUNDED,
    "payment.charged_back": NoticeKind.CHARGED_BACK,
}


def sign(event_id: str, timestamp: int, body: bytes) -> str:
    """Return the signature header of a message."""
    if not settings.SANDBOX_SECRET:
        raise ImproperlyConfigured("SANDBOX_SECRET is not set")
    material = f"{event_id}.{timestamp}.".encode() + body
    digest = hmac.new(settings.SANDBOX_SECRET.encode(), material, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def compose(
    *, event_id: str, kind: str, payment_ref: str, charge_ref: str, money: Money, now: datetime
) -> tuple[dict[str, str], bytes]:
    """Return headers and body of a message, as the provider would send them."""
    body = json.dumps(
        {
            "type": kind,
            "payment": payment_ref,
            "charge": charge_ref,
            "amount": money.amount,
            "currency": money.currency,
        }
    ).encode()
    timestamp = int(now.timestamp())
    headers = {
        "webhook-id": event_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(event_id, timestamp, body),
    }
    return headers, body


def parse_webhook(*, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
    """Check signature and age, then read. Several signatures may stand side by side."""
    event_id, written = header(headers, "webhook-id"), header(headers, "webhook-timestamp")
    given = header(headers, "webhook-signature").split()
    if not written.isascii() or not written.isdigit() or len(written) > 12:  # noqa: PLR2004
        raise WebhookRefused
    timestamp = int(written)
    expected = sign(event_id, timestamp, body).encode()
    if not any(hmac.compare_digest(expected, one.encode()) for one in given):
        raise WebhookRefused
    if abs(now.timestamp() - timestamp) > TOLERANCE_SECONDS:
        raise WebhookRefused
    return _read(event_id, body)


def _read(event_id: str, body: bytes) -> Notice:
    try:
        told: dict[str, Any] = json.loads(body)
        return Notice(
            event_id=event_id,
            kind=_KINDS.get(told["type"], NoticeKind.OTHER),
            payment_ref=str(told["payment"]),
            charge_ref=str(told["charge"]),
            money=Money(told["amount"], told["currency"]),
        )
    except (ValueError, KeyError, TypeError, DomainError) as error:
        raise WebhookRefused from error
