"""In page: the bell and the list."""
