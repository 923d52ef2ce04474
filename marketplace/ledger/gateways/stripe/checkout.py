"""Stripe's hosted checkout: a session with one line, the sum."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.ledger.gateways.base import Checkout, CheckoutOrder

if TYPE_CHECKING:
    from stripe import StripeClient
    from stripe.params.checkout import SessionCreateParams

_TIMEOUT_SECONDS = 20


def start_checkout(order: CheckoutOrder) -> Checkout:
    """Open a session at Stripe; asking again for the same payment gives the same session."""
    session = _client().v1.checkout.sessions.create(
        params=_session(order), options={"idempotency_key": order.payment_ref}
    )
    if not session.url:
        raise ValueError("Stripe opened a session without an address")
    return Checkout(url=session.url, gateway_ref=session.id)


def _client() -> "StripeClient":
    # Imported where it is used: the library costs memory in every process that never needs it.
    from stripe import RequestsClient, StripeClient  # noqa: PLC0415

    # Another address only for tests and for Stripe's own stand-in (stripe-mock).
    elsewhere = getattr(settings, "STRIPE_API_BASE", "")
    return StripeClient(
        settings.STRIPE_SECRET_KEY,
        http_client=RequestsClient(timeout=_TIMEOUT_SECONDS),
        base_addresses={"api": elsewhere} if elsewhere else {},
    )


def _session(order: CheckoutOrder) -> "SessionCreateParams":
    with override(order.language):
        title = _("Payment %(id)s at Wazzifni") % {"id": order.payment_ref}
    params: SessionCreateParams = {
        "mode": "payment",
        "client_reference_id": order.payment_ref,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": order.money.currency.lower(),
                    "unit_amount": order.money.amount,
                    "product_data": {"name": title},
                },
            }
        ],
        "metadata": {"payment": order.payment_ref},
        "payment_intent_data": {"metadata": {"payment": order.payment_ref}},
        "success_url": f"{settings.SITE_URL}{order.return_path}",
        "cancel_url": f"{settings.SITE_URL}{order.return_path}",
        "expires_at": int(order.expires_at.timestamp()),
    }
    if order.email:
        params["customer_email"] = order.email
    return params
