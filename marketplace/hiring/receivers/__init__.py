"""What follows from facts about hiring."""

from marketplace.hiring.receivers import books, listing, offers, posted

__all__ = ["books", "listing", "offers", "posted"]
