"""What happens because something happened, and what stands on others' pages."""

from contests.draws.receivers import contests, kinds, panels, people

__all__ = ["contests", "kinds", "panels", "people"]
