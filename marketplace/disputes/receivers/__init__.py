"""What happens because something happened, and what stands on others' pages."""

from marketplace.disputes.receivers import kinds, panels, people

__all__ = ["kinds", "panels", "people"]
