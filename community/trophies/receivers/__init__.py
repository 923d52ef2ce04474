"""What trophies hear and tell."""

from community.trophies.receivers import hearing, notices

__all__ = ["hearing", "notices"]
