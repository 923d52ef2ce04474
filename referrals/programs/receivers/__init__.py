"""What programmes hear, tell and show."""

from referrals.programs.receivers import cases, money, notices, panels, wallet

__all__ = ["cases", "money", "notices", "panels", "wallet"]
