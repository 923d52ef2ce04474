"""What the election hears, whom it tells, and what it shows on pages of other parts."""

from community.laurels.receivers import notices, panels

__all__ = ["notices", "panels"]
