"""The QR of a Saudi invoice, phase 1 of ZATCA's e-invoicing.

Five fields, each as tag (one byte), length (one byte), value (UTF-8): seller, VAT number, moment,
total with VAT, VAT; all of it in base 64. Source: ZATCA, "E-invoicing Detailed Technical
Guidelines", part on QR codes; see docs/billing.md.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from marketplace.core.money import Money

LONGEST_VALUE: Final = 255


def zatca_code(*, seller: str, number: str, at: datetime, total: Money, tax: Money) -> str:
    """Return the text of the QR. Values longer than 255 bytes are cut at a whole letter."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    values: Sequence[str] = (seller, number, moment, str(total.decimal), str(tax.decimal))
    fields = [_field(tag, value) for tag, value in enumerate(values, start=1)]
    return base64.b64encode(b"".join(fields)).decode("ascii")


def _field(tag: int, value: str) -> bytes:
    raw = value.encode()[:LONGEST_VALUE].decode(errors="ignore").encode()
    return bytes([tag, len(raw)]) + raw
