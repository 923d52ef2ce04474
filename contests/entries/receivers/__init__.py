"""What happens because something happened, and what stands on others' pages."""

from contests.entries.receivers import calls, kinds, people

__all__ = ["calls", "kinds", "people"]
