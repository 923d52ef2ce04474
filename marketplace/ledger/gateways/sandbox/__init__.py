"""A provider that needs no account anywhere: its checkout is a page on this server.

It signs its messages as Standard Webhooks does, so that the whole way of a payment can be walked.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from marketplace.ledger.choices import GatewayName
from marketplace.ledger.gateways.base import Gateway, PayoutMode
from marketplace.ledger.gateways.sandbox.checkout import start_checkout
from marketplace.ledger.gateways.sandbox.payouts import look_up_payout, send_payout
from marketplace.ledger.gateways.sandbox.webhooks import parse_webhook

SANDBOX: Final = Gateway(
    name=GatewayName.SANDBOX,
    note=_("A rehearsal: no real money moves."),
    takes_receipts=False,
    payout_mode=PayoutMode.DIRECT,
    start_checkout=start_checkout,
    parse_webhook=parse_webhook,
    send_payout=send_payout,
    look_up_payout=look_up_payout,
)
