"""Transfers by bank: the payer uploads a receipt, finance looks at the account and decides."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from marketplace.ledger.choices import GatewayName
from marketplace.ledger.gateways.bank_transfer.checkout import start_checkout
from marketplace.ledger.gateways.bank_transfer.payouts import look_up_payout, send_payout
from marketplace.ledger.gateways.bank_transfer.webhooks import parse_webhook
from marketplace.ledger.gateways.base import Gateway, PayoutMode

BANK_TRANSFER: Final = Gateway(
    name=GatewayName.BANK_TRANSFER,
    note=_(
        "Send it from your bank and upload the receipt. A person checks it within a working day."
    ),
    takes_receipts=True,
    payout_mode=PayoutMode.BATCH,
    start_checkout=start_checkout,
    parse_webhook=parse_webhook,
    send_payout=send_payout,
    look_up_payout=look_up_payout,
)
