"""What happens because something happened, and what stands on others' pages."""

from marketplace.reviews.receivers import counting, kinds, panels, people

__all__ = ["counting", "kinds", "panels", "people"]
