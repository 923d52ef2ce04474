"""Pages of reviews and levels."""
