"""The sandbox's checkout: a row that its page shows."""

from django.urls import reverse

from marketplace.ledger.gateways.base import Checkout, CheckoutOrder
from marketplace.ledger.models import SandboxCheckout


def start_checkout(order: CheckoutOrder) -> Checkout:
    """Open a checkout page on this server; the same payment again has the same page."""
    made, _is_new = SandboxCheckout.objects.get_or_create(
        payment_ref=order.payment_ref,
        defaults={
            "amount": order.money.amount,
            "currency": order.money.currency,
            "return_url": order.return_path,
        },
    )
    return Checkout(url=reverse("ledger:sandbox_checkout", args=[made.ref]), gateway_ref=made.ref)
