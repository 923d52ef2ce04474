"""What links hear."""

from referrals.links.receivers import outcomes, people

__all__ = ["outcomes", "people"]
