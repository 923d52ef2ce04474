"""Facts about the forum."""
