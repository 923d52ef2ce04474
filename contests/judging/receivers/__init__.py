"""What happens because something happened, and what judging adds to others' pages."""

from contests.judging.receivers import kinds, panels, people, ties

__all__ = ["kinds", "panels", "people", "ties"]
