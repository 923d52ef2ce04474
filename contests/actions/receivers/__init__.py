"""What happens because something happened, and what stands on others' pages."""

from contests.actions.receivers import ends, kinds, panels, people

__all__ = ["ends", "kinds", "panels", "people"]
