"""What follows from facts about sightings: notices."""

from community.watch.receivers import notices

__all__ = ["notices"]
