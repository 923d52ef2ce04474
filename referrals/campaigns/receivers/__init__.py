"""What campaigns hear, whom they tell, and what they put into registries."""

from referrals.campaigns.receivers import calls, kinds, panels, people, registries

__all__ = ["calls", "kinds", "panels", "people", "registries"]
