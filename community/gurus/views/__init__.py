"""Pages of the guru club."""
