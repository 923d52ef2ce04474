"""Pages of paid shifts: one’s own, and the desk."""
