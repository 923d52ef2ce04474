"""Payment providers: one folder each, the same files in all.

checkout.py starts a payment, webhooks.py reads the provider's messages, payouts.py sends money.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.conf import settings

from marketplace.ledger.choices import GatewayName
from marketplace.ledger.errors import GatewayUnknown
from marketplace.ledger.gateways.bank_transfer import BANK_TRANSFER
from marketplace.ledger.gateways.base import Gateway, PayoutMode
from marketplace.ledger.gateways.sandbox import SANDBOX
from marketplace.ledger.gateways.stripe import STRIPE

GATEWAYS: Final[Mapping[str, Gateway]] = MappingProxyType(
    {gateway.name: gateway for gateway in (SANDBOX, BANK_TRANSFER, STRIPE)}
)


def get_gateway(name: str) -> Gateway:
    """Return a gateway that is switched on. Raises GatewayUnknown."""
    if name not in settings.PAYMENT_GATEWAYS or name not in GATEWAYS:
        raise GatewayUnknown
    return GATEWAYS[GatewayName(name)]


def gateways_that_pay(mode: PayoutMode) -> list[Gateway]:
    """Return the gateways that are switched on and send money in this way."""
    on = [GATEWAYS[name] for name in settings.PAYMENT_GATEWAYS if name in GATEWAYS]
    return [gateway for gateway in on if gateway.payout_mode is mode]
