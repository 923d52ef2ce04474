"""Named reads of elections."""
