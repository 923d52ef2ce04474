"""What the forum does when something happened elsewhere."""

from community.forum.receivers import writing

__all__ = ["writing"]
