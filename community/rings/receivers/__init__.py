"""What cases tell."""

from community.rings.receivers import notices

__all__ = ["notices"]
