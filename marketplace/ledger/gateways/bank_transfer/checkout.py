"""The checkout of a bank transfer is the payment's own page: account, reference, receipt."""

from django.urls import reverse

from marketplace.ledger.gateways.base import Checkout, CheckoutOrder


def start_checkout(order: CheckoutOrder) -> Checkout:
    """Send the payer to the page that shows the bank's details."""
    return Checkout(
        url=reverse("ledger:payment", args=[order.payment_ref]), gateway_ref=order.payment_ref
    )
