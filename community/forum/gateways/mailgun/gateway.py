"""Takes what Mailgun's routes post to an address that ends in `mime`.

Fields `timestamp`, `token`, `signature` (hex of HMAC-SHA256 over timestamp and token, by the
account's signing key) and `body-mime`, as Mailgun's documentation of "Securing Webhooks" and
"Routes" has them. Sent as a form or in parts.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.parser import BytesParser
from email.policy import HTTP
from typing import Final, cast
from urllib.parse import parse_qsl

from django.conf import settings

from community.forum.gateways.interface import MailTooLarge, RawMail, SignatureRefused, Source

OLDEST_SECONDS: Final = 300
MOST_FIELDS: Final = 100


class Mailgun:
    """A request of Mailgun's."""

    name: Final = "mailgun"
    is_called: Final = True

    @property
    def is_configured(self) -> bool:
        """Whether the account's signing key is known."""
        return bool(settings.MAILGUN_SIGNING_KEY)

    def receive(self, source: Source, *, now: datetime) -> Iterator[RawMail]:
        """Yield the forwarded message. Raises SignatureRefused, MailTooLarge."""
        if len(source.body) > source.largest * 2:
            raise MailTooLarge
        fields = _fields(source)
        moment, token = fields.get("timestamp", b""), fields.get("token", b"")
        if not self.is_configured or not moment.isdigit() or len(moment) > 12:  # noqa: PLR2004  seconds of this age
            raise SignatureRefused
        if abs(now.timestamp() - int(moment)) > OLDEST_SECONDS:
            raise SignatureRefused
        key = str(settings.MAILGUN_SIGNING_KEY).encode()
        made = hmac.new(key, moment + token, hashlib.sha256).hexdigest().encode()
        if not hmac.compare_digest(made, fields.get("signature", b"")):
            raise SignatureRefused
        raw = fields.get("body-mime", b"")
        if len(raw) > source.largest:
            raise MailTooLarge
        yield RawMail(raw=raw)


def _fields(source: Source) -> Mapping[str, bytes]:
    kind = source.content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return _from_form(source.body)
    if kind == "multipart/form-data":
        return _from_parts(source)
    return {}


def _from_form(body: bytes) -> Mapping[str, bytes]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), encoding="latin-1", max_num_fields=MOST_FIELDS, separator="&"
        )
    except ValueError:
        return {}
    return {name: value.encode("latin-1") for name, value in pairs}


def _from_parts(source: Source) -> Mapping[str, bytes]:
    head = f"Content-Type: {source.content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + source.body)
    found: dict[str, bytes] = {}
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str) and not part.is_multipart() and len(found) < MOST_FIELDS:
            found[name] = cast("bytes", part.get_payload(decode=True) or b"")
    return found
