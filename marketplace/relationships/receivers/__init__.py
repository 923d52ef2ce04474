"""What happens because something happened."""

from marketplace.relationships.receivers import cards, fees, kinds, meetings, money, people

__all__ = ["cards", "fees", "kinds", "meetings", "money", "people"]
