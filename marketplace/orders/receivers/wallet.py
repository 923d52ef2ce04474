"""What orders show in wallets and statements."""

from __future__ import annotations

from marketplace.ledger.queries import register_held_sums, register_references
from marketplace.orders.queries.wallet import REFERENCE_PREFIX, held_in_orders, order_labels

register_held_sums("orders", held_in_orders)
register_references(REFERENCE_PREFIX, order_labels)
