"""What happens because something happened."""

from marketplace.orders.receivers import kinds, money, people, thread, wallet

__all__ = ["kinds", "money", "people", "thread", "wallet"]
