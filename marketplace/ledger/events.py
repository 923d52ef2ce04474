"""Facts about money. Amounts are minor units; references are opaque to the ledger."""

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EarningsCleared(Event):
    """Money that was clearing can now be withdrawn."""

    member_id: str
    reference: str
    amount: int
    currency: str
