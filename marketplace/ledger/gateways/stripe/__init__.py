"""Cards through Stripe's hosted checkout and its own library."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from marketplace.ledger.choices import GatewayName
from marketplace.ledger.gateways.base import Gateway, PayoutMode
from marketplace.ledger.gateways.stripe.checkout import start_checkout
from marketplace.ledger.gateways.stripe.payouts import look_up_payout, send_payout
from marketplace.ledger.gateways.stripe.webhooks import parse_webhook

STRIPE: Final = Gateway(
    name=GatewayName.STRIPE,
    note=_("Visa, Mastercard, mada or a wallet, on Stripe's secure page."),
    takes_receipts=False,
    payout_mode=PayoutMode.NONE,
    start_checkout=start_checkout,
    parse_webhook=parse_webhook,
    send_payout=send_payout,
    look_up_payout=look_up_payout,
)
