"""Signatures as Standard Webhooks has them (standardwebhooks.com, version 1).

The signed text is `<id>.<timestamp>.<body>`, the MAC is HMAC-SHA256 in base64 behind "v1,". While a
new secret is coming in, both sign, with a space between.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from marketplace.core.sealed import seal, unseal
from marketplace.webhooks.models import Endpoint

PREFIX = "whsec_"
PURPOSE = "webhook-secret"


def new_secret() -> str:
    """Return a secret of 32 random bytes, written as receivers' libraries read it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def seal_secret(secret: str) -> str:
    """Return the secret as it is kept."""
    return seal(secret, purpose=PURPOSE)


def sign(secret: str, *, message_id: str, timestamp: int, body: bytes) -> str:
    """Return one signature."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    mac = hmac.new(key, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(mac).decode()


def secrets_in_force(endpoint: Endpoint, *, now: datetime) -> Sequence[str]:
    """Return the secrets that sign now: the new one, and the old one while it still counts."""
    kept = [endpoint.secret]
    if endpoint.old_secret and endpoint.old_secret_until and now < endpoint.old_secret_until:
        kept.append(endpoint.old_secret)
    return [unseal(sealed, purpose=PURPOSE) for sealed in kept]


def signed_headers(
    endpoint: Endpoint, *, message_id: str, body: bytes, now: datetime
) -> dict[str, str]:
    """Return the headers that prove where a message comes from."""
    timestamp = int(now.timestamp())
    signatures = [
        sign(secret, message_id=message_id, timestamp=timestamp, body=body)
        for secret in secrets_in_force(endpoint, now=now)
    ]
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
