"""Named reads of the forum."""
