"""Pages of searching."""
