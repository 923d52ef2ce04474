"""Where each cent goes when the escrow is split. The same arithmetic as orders settle by."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.conf import rules
from marketplace.core.money import BASIS_POINTS, percent_half_up
from marketplace.disputes.models import Dispute
from marketplace.orders.models import Order


@dataclass(frozen=True)
class Split:
    """A split in minor units: refund + fee + earning is all that was held."""

    refund: int
    fee: int
    earning: int
    currency: str
    percent_bp: int

    @property
    def total(self) -> int:
        """What is split."""
        return self.refund + self.fee + self.earning


def split_of(order: Order, stake: int, refund: int) -> Split:
    """Return where each cent goes if `refund` of `stake` goes back to the client.

    The fee is taken of what the freelancer keeps, half a unit rounded up.
    """
    kept = stake - refund
    fee = percent_half_up(kept, order.fee_bp)
    return Split(refund, fee, kept - fee, order.currency, refund * BASIS_POINTS // stake)


def refund_of_percent(stake: int, percent_bp: int) -> int:
    """Return what a share of the stake comes to, half a unit rounded up."""
    return percent_half_up(stake, percent_bp)


def default_refund(dispute: Dispute) -> int:
    """Return what goes back if nobody decides.

    All where nothing was delivered, else the share that the rules state.
    """
    if dispute.order.delivered_at is None:
        return dispute.stake
    return percent_half_up(dispute.stake, rules().dispute_default_refund_bp)


QUARTERS = (0, 2_500, 5_000, 7_500, BASIS_POINTS)


def examples_of(dispute: Dispute) -> list[Split]:
    """Return five splits from nothing to everything, to compare."""
    return [
        split_of(dispute.order, dispute.stake, refund_of_percent(dispute.stake, part))
        for part in QUARTERS
    ]
