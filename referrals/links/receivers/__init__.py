"""What links hear."""

from referrals.links.receivers import notices, outcomes, people

__all__ = ["notices", "outcomes", "people"]
