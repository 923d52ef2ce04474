"""What happens because something happened, and what judging adds to others' pages."""

from contests.judging.receivers import kinds, leaving, panels, people, ties

__all__ = ["kinds", "leaving", "panels", "people", "ties"]
