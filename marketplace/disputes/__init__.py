"""A dispute about an order: dated steps to a split of what is in escrow."""
