"""Takes a message as the body of a signed request, from any provider or script that can sign.

`X-Mail-Signature: t=<seconds>,v1=<hex>`, where the second is HMAC-SHA256 of "<seconds>." and the
body, by INBOUND_MAIL_SECRET: the same form in which our own webhooks are signed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.conf import settings

from community.forum.gateways.interface import MailTooLarge, RawMail, SignatureRefused, Source

OLDEST_SECONDS: Final = 300
HEADER: Final = "X-Mail-Signature"


def sign(body: bytes, *, secret: str, now: datetime) -> str:
    """Return the header's value for a body."""
    moment = str(int(now.timestamp()))
    made = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={made}"


class Signed:
    """A request whose body is the message."""

    name: Final = "signed"
    is_called: Final = True

    @property
    def is_configured(self) -> bool:
        """Whether there is a secret to sign with."""
        return bool(settings.INBOUND_MAIL_SECRET)

    def receive(self, source: Source, *, now: datetime) -> Iterator[RawMail]:
        """Yield the body, once its signature holds. Raises SignatureRefused, MailTooLarge."""
        given = source.headers.get(HEADER, "")
        parts = dict(part.split("=", 1) for part in given.split(",") if "=" in part)
        moment = parts.get("t", "")
        if not self.is_configured or not (moment.isascii() and moment.isdecimal()):
            raise SignatureRefused
        if len(moment) > 12 or abs(now.timestamp() - int(moment)) > OLDEST_SECONDS:  # noqa: PLR2004  seconds of this age
            raise SignatureRefused
        secret = str(settings.INBOUND_MAIL_SECRET).encode()
        made = hmac.new(secret, moment.encode() + b"." + source.body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(made.encode(), parts.get("v1", "").encode()):
            raise SignatureRefused
        if len(source.body) > source.largest:
            raise MailTooLarge
        yield RawMail(raw=source.body)
