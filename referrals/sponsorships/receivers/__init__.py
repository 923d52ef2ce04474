"""What sponsorships hear, and what they tell."""

from referrals.sponsorships.receivers import books, kinds, panels, people

__all__ = ["books", "kinds", "panels", "people"]
