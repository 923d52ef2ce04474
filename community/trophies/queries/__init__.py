"""Named reads of trophies."""
