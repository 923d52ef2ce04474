"""Pages of the election."""
