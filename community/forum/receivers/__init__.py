"""What the forum does when something happened elsewhere."""

from community.forum.receivers import kinds, reading, writing

__all__ = ["kinds", "reading", "writing"]
