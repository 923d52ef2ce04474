"""What happens because something happened."""

from marketplace.orders.receivers import kinds, money, people, suspended, thread, wallet

__all__ = ["kinds", "money", "people", "suspended", "thread", "wallet"]
