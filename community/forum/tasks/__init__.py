"""What beat wakes for the forum."""

from community.forum.tasks import reading

__all__ = ["reading"]
