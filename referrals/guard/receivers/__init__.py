"""What guard hears, tells and shows."""

from referrals.guard.receivers import notices, panels, watching

__all__ = ["notices", "panels", "watching"]
