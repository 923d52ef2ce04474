"""What growth hears, and what it knows of the apps below it."""

from referrals.growth.receivers import changes, sources

__all__ = ["changes", "sources"]
