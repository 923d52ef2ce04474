"""What a payment provider can do, in the platform's words. One folder of twins, one contract test.

Nothing here touches the books or a payment's state: a gateway asks, answers and checks signatures.
Whatever a gateway does over the network is called without an open transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from marketplace.core.money import Money
from marketplace.ledger.choices import GatewayName
from marketplace.ledger.errors import WebhookRefused

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class NoticeKind(StrEnum):
    """What a provider reports."""

    PAID = "paid"
    FAILED = "failed"
    REFUNDED = "refunded"
    CHARGED_BACK = "charged_back"
    REINSTATED = "reinstated"  # what went back is the platform's again
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A verified message.

    `payment_ref` is our payment's public id where the provider knows it, `charge_ref` the
    provider's own name for the money.
    """

    event_id: str
    kind: NoticeKind
    payment_ref: str = ""
    charge_ref: str = ""
    money: Money | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckoutOrder:
    """What is to be paid, and where the payer goes afterwards (a path on this site)."""

    payment_ref: str
    money: Money
    return_path: str
    language: str
    email: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """Where the payer goes on: a path on this site or a provider's page."""

    url: str
    gateway_ref: str = ""


class PayoutMode(StrEnum):
    """How money goes out: at once by the provider, in a file for the bank, or not at all."""

    DIRECT = "direct"
    BATCH = "batch"
    NONE = "none"


class PayoutAnswer(StrEnum):
    """What the provider says about a payout. Anything else is no answer."""

    PAID = "paid"
    FAILED = "failed"
    PENDING = "pending"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, kw_only=True)
class PayoutOrder:
    """What is to be sent. The same key is never paid twice by the provider."""

    key: str
    money: Money
    account: str
    holder: str


@dataclass(frozen=True, kw_only=True)
class PayoutReport:
    """The provider's answer, with what it believes it was asked for."""

    answer: PayoutAnswer
    key: str
    money: Money | None = None
    gateway_ref: str = ""
    reason: str = ""


class StartCheckout(Protocol):
    """Prepare a page where the payer pays. Any exception means: nothing was started."""

    def __call__(self, order: CheckoutOrder) -> Checkout: ...


class ParseWebhook(Protocol):
    """Check the signature of a message and read it. Raises WebhookRefused."""

    def __call__(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice: ...


class SendPayout(Protocol):
    """Send money. Any exception means: nobody knows whether it went out."""

    def __call__(self, order: PayoutOrder, *, now: datetime) -> PayoutReport: ...


class LookUpPayout(Protocol):
    """Ask what became of a payout; changes nothing at the provider."""

    def __call__(self, key: str) -> PayoutReport: ...


class PayoutsUnsupported(NotImplementedError):
    """The provider sends no money out by itself."""


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """A provider."""

    name: GatewayName
    note: StrPromise
    takes_receipts: bool
    payout_mode: PayoutMode
    start_checkout: StartCheckout
    parse_webhook: ParseWebhook
    send_payout: SendPayout
    look_up_payout: LookUpPayout


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header whatever its case. Raises WebhookRefused when it is missing."""
    for found, value in headers.items():
        if found.lower() == name:
            return value
    raise WebhookRefused
