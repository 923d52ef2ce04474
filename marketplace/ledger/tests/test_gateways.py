"""One contract for all gateways."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from pytest_django import Settings

from marketplace.core.money import Money
from marketplace.ledger.choices import GatewayName
from marketplace.ledger.errors import GatewayUnknown, WebhookRefused
from marketplace.ledger.gateways import GATEWAYS, get_gateway
from marketplace.ledger.gateways.base import (
    CheckoutOrder,
    Gateway,
    PayoutAnswer,
    PayoutMode,
    PayoutOrder,
    PayoutsUnsupported,
)
from marketplace.ledger.models import Account, Payment, SandboxPayout, Transfer
from marketplace.ledger.queries import list_gateways

pytestmark = pytest.mark.django_db
every_gateway = pytest.mark.parametrize("gateway", GATEWAYS.values(), ids=list(GATEWAYS))
SESSION = (
    b'{"id": "cs_test_1", "object": "checkout.session", "url": "https://pay.example/cs_test_1"}'
)


class StripeStandIn(BaseHTTPRequestHandler):
    """Answers as Stripe's API does when a session is opened, and keeps what it was asked."""

    asked: list[tuple[str, dict[str, list[str]], str | None]] = []

    def do_POST(self) -> None:
        """Keep the request, answer with a session."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, parse_qs(body), self.headers["Idempotency-Key"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(SESSION)))
        self.end_headers()
        self.wfile.write(SESSION)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Say nothing."""


@pytest.fixture
def stripe_stand_in(settings: Settings) -> Iterator[None]:
    """Serve Stripe's API on this machine."""
    StripeStandIn.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), StripeStandIn)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.STRIPE_API_BASE = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
    server.server_close()


def checkout_order(now: datetime) -> CheckoutOrder:
    return CheckoutOrder(
        payment_ref="abc123def456",
        money=Money(12_000, "USD"),
        return_path="/wallet/payments/abc123def456/",
        language="ar",
        email="omar@example.com",
        expires_at=now + timedelta(hours=23),
    )


def payout_order(key: str = "payout1") -> PayoutOrder:
    return PayoutOrder(key=key, money=Money(5_000, "USD"), account="SA03", holder="Salma")


def test_every_gateway_has_its_name_and_the_same_files() -> None:
    assert [gateway.name for gateway in GATEWAYS.values()] == list(GATEWAYS)
    assert sorted(GATEWAYS) == sorted(GatewayName.values)
    for gateway in GATEWAYS.values():
        doors = (
            (gateway.start_checkout, "checkout"),
            (gateway.parse_webhook, "webhooks"),
            (gateway.send_payout, "payouts"),
            (gateway.look_up_payout, "payouts"),
        )
        for door, file in doors:
            module = getattr(door, "__module__", "")
            assert module == f"marketplace.ledger.gateways.{gateway.name}.{file}"


@every_gateway
@pytest.mark.usefixtures("stripe_stand_in")
def test_start_checkout_gives_an_address_and_moves_nothing(gateway: Gateway, now: datetime) -> None:
    checkout = gateway.start_checkout(checkout_order(now))
    assert checkout.url.startswith(("/", "https://"))
    assert checkout.gateway_ref
    assert not Transfer.objects.exists()
    assert not Account.objects.exists()
    assert not Payment.objects.exists()


@every_gateway
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"webhook-id": "1", "webhook-timestamp": "1795424400", "webhook-signature": "v1,AAAA"},
        {"webhook-id": "1", "webhook-timestamp": "now", "webhook-signature": ""},
        {"webhook-id": "1", "webhook-timestamp": "١٧٩٥", "webhook-signature": "v1,ü"},
        {"Stripe-Signature": "t=1795424400,v1=00"},
        {"Stripe-Signature": "t=x"},
        {"Stripe-Signature": ""},
    ],
)
@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe", b'{"type": "payment.succeeded"}'])
def test_parse_webhook_refuses_whatever_is_not_signed(
    gateway: Gateway, headers: dict[str, str], body: bytes, now: datetime
) -> None:
    with pytest.raises(WebhookRefused):
        gateway.parse_webhook(headers=headers, body=body, now=now)


@every_gateway
def test_payouts_are_paid_once_for_each_key_or_not_at_all(gateway: Gateway, now: datetime) -> None:
    if gateway.payout_mode is not PayoutMode.DIRECT:
        with pytest.raises(PayoutsUnsupported):
            gateway.send_payout(payout_order(), now=now)
        with pytest.raises(PayoutsUnsupported):
            gateway.look_up_payout("payout1")
        return
    assert gateway.look_up_payout("payout1").answer is PayoutAnswer.NOT_FOUND
    first = gateway.send_payout(payout_order(), now=now)
    again = gateway.send_payout(payout_order(), now=now)
    assert first == again == gateway.look_up_payout("payout1")
    assert (first.answer, first.key, first.money) == (
        PayoutAnswer.PAID,
        "payout1",
        Money(5_000, "USD"),
    )
    assert SandboxPayout.objects.count() == 1


def test_get_gateway_knows_only_what_is_switched_on(settings: Settings) -> None:
    settings.PAYMENT_GATEWAYS = ["bank_transfer", "no_such_gateway"]
    assert get_gateway("bank_transfer").takes_receipts
    assert [info.name for info in list_gateways()] == ["bank_transfer"]
    for name in ("sandbox", "no_such_gateway", ""):
        with pytest.raises(GatewayUnknown):
            get_gateway(name)


@pytest.mark.usefixtures("stripe_stand_in")
def test_stripe_is_asked_for_the_sum_once_and_told_whose_it_is(now: datetime) -> None:
    GATEWAYS["stripe"].start_checkout(checkout_order(now))
    ((path, form, key),) = StripeStandIn.asked
    assert (path, key) == ("/v1/checkout/sessions", "abc123def456")
    assert form["line_items[0][price_data][unit_amount]"] == ["12000"]
    assert form["line_items[0][price_data][currency]"] == ["usd"]
    assert form["client_reference_id"] == ["abc123def456"]
    assert form["payment_intent_data[metadata][payment]"] == ["abc123def456"]
    assert form["success_url"][0].endswith("/wallet/payments/abc123def456/")
    assert form["mode"] == ["payment"]
