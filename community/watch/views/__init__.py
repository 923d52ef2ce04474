"""Pages of the watch: the desk, and one’s own break."""
