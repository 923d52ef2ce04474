"""Named reads of the guru club."""
