"""What happens because something happened, and what stands on others' pages."""

from marketplace.disputes.receivers import ends, kinds, panels, people

__all__ = ["ends", "kinds", "panels", "people"]
