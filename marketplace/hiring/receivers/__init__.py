"""What follows from facts about hiring."""

from marketplace.hiring.receivers import books, offers, posted

__all__ = ["books", "offers", "posted"]
