"""What happens because something happened, and what stands on others' pages."""

from contests.actions.receivers import kinds, panels, people

__all__ = ["kinds", "panels", "people"]
