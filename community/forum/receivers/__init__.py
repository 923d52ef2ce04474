"""What the forum does when something happened elsewhere."""

from community.forum.receivers import kinds, reading

__all__ = ["kinds", "reading"]
