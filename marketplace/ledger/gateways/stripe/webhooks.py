"""Stripe's signed messages."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings

from marketplace.core.errors import DomainError
from marketplace.core.money import CURRENCIES, Money
from marketplace.ledger.errors import WebhookRefused
from marketplace.ledger.gateways.base import Notice, NoticeKind, header

TOLERANCE_SECONDS: Final = 300
_TIMESTAMP = re.compile(r"(?:^|,)t=([0-9]{1,12})(?:,|$)")


def parse_webhook(*, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
    """Check the signature with Stripe's library and the age against `now`, then read."""
    from stripe import SignatureVerificationError, WebhookSignature  # noqa: PLC0415  as in checkout

    signature = header(headers, "stripe-signature")
    try:
        WebhookSignature.verify_header(body, signature, settings.STRIPE_WEBHOOK_SECRET)
    except (SignatureVerificationError, UnicodeDecodeError, TypeError) as error:
        raise WebhookRefused from error
    signed_at = _TIMESTAMP.search(signature)
    if signed_at is None or abs(now.timestamp() - int(signed_at[1])) > TOLERANCE_SECONDS:
        raise WebhookRefused
    try:
        event: dict[str, Any] = json.loads(body)
        return _read(event)
    except (ValueError, KeyError, TypeError, AttributeError, DomainError) as error:
        raise WebhookRefused from error


def _read(event: dict[str, Any]) -> Notice:
    reader = _READERS.get(event["type"])
    if reader is None:
        return Notice(event_id=event["id"], kind=NoticeKind.OTHER)
    return reader(event["id"], event["data"]["object"])


def _session(kind: NoticeKind) -> Callable[[str, dict[str, Any]], Notice]:
    def read(event_id: str, session: dict[str, Any]) -> Notice:
        paid = session.get("payment_status") == "paid"
        is_open = kind is NoticeKind.PAID and not paid
        return Notice(
            event_id=event_id,
            # A session may be completed before the money is there; a later message says so.
            kind=NoticeKind.OTHER if is_open else kind,
            payment_ref=session["client_reference_id"] or "",
            charge_ref=session.get("payment_intent") or "",
            money=_money(session["amount_total"], session["currency"]),
            reason="expired" if session.get("status") == "expired" else "declined",
        )

    return read


def _refund(event_id: str, refund: dict[str, Any]) -> Notice:
    came_back = refund.get("status") in {"failed", "canceled"}
    return _back(NoticeKind.OTHER if came_back else NoticeKind.REFUNDED)(event_id, refund)


def _back(kind: NoticeKind) -> Callable[[str, dict[str, Any]], Notice]:
    """Read a refund or a dispute: both name the charge and a sum."""

    def read(event_id: str, told: dict[str, Any]) -> Notice:
        return Notice(
            event_id=event_id,
            kind=kind,
            charge_ref=told.get("payment_intent") or "",
            money=_money(told["amount"], told["currency"]),
            reason=told.get("reason") or "",
        )

    return read


def _money(amount: int | None, currency: str | None) -> Money | None:
    """Read a sum; None for one that can't be ours, as when the account serves others too."""
    if amount is None or currency is None or currency.upper() not in CURRENCIES:
        return None
    return Money(amount, currency.upper())


_READERS: Final[Mapping[str, Callable[[str, dict[str, Any]], Notice]]] = {
    "checkout.session.completed": _session(NoticeKind.PAID),
    "checkout.session.async_payment_succeeded": _session(NoticeKind.PAID),
    "checkout.session.async_payment_failed": _session(NoticeKind.FAILED),
    "checkout.session.expired": _session(NoticeKind.FAILED),
    "refund.created": _refund,
    "refund.failed": _back(NoticeKind.REINSTATED),
    "charge.dispute.funds_withdrawn": _back(NoticeKind.CHARGED_BACK),
    "charge.dispute.funds_reinstated": _back(NoticeKind.REINSTATED),
}
